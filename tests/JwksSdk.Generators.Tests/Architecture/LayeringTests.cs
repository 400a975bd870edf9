using JwksSdk.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwksSdk.Generators.Tests.Architecture;

/// <summary>
/// The folders of the runtime package, in this order, are the path of a token; a file uses only what is declared in folders
/// before its own, or in its own.
/// </summary>
public class LayeringTests
{
    private static readonly string[] Order =
    [
        "Errors",
        "Telemetry",
        "Parsing",
        "Annotations",
        "Tokens",
        "Providers",
        "Routing",
        "Keys",
        "Signatures",
        "Claims",
        "Caching",
        "",
        "IdentityModel",
        "DependencyInjection",
    ];

    [Fact]
    public void Every_folder_has_its_place_in_the_order()
    {
        var folders = Repository
            .SourceFiles("src/JwksSdk")
            .Select(RuntimeCompilation.FolderOf)
            .Select(static folder => folder!.Split('/')[0])
            .Distinct();

        Assert.Empty(folders.Except(Order));
    }

    [Fact]
    public void A_file_uses_only_folders_before_its_own()
    {
        var compilation = RuntimeCompilation.Create();
        Assert.Empty(RuntimeCompilation.Errors(compilation).Select(static error => error.ToString()));

        var violations = Uses(compilation)
            .Where(static use => Rank(use.From) < Rank(use.To))
            .Select(static use => $"{use.Path} uses {use.Symbol}, which is declared later, in '{use.To}'")
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Empty(violations);
    }

    [Fact]
    public void A_provider_uses_no_other_provider()
    {
        var violations = Uses(RuntimeCompilation.Create())
            .Where(static use => IsProvider(use.From) && IsProvider(use.To) && use.From != use.To)
            .Select(static use => $"{use.Path} uses {use.Symbol} of {use.To}")
            .Distinct();

        Assert.Empty(violations);
    }

    [Fact]
    public void Only_the_signature_step_hands_the_claims_of_a_token_on()
    {
        var users = Uses(RuntimeCompilation.Create())
            .Where(static use => use.Symbol is "JwksSdk.Parsing.UnverifiedJwt.Payload")
            .Select(static use => use.From)
            .Distinct()
            .Except(["Parsing"]);

        Assert.Equal(["Signatures"], users);
    }

    private static bool IsProvider(string folder) =>
        folder.StartsWith("Providers/", StringComparison.Ordinal)
        && folder is not ("Providers/Convention" or "Providers/Declaration");

    private static int Rank(string folder) => Array.IndexOf(Order, folder.Split('/')[0]);

    private static IEnumerable<Use> Uses(Compilation compilation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (RuntimeCompilation.FolderOf(tree.FilePath) is not { } from)
            {
                continue;
            }

            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var symbol = model.GetSymbolInfo(name).Symbol?.OriginalDefinition;
                if (symbol is null or INamespaceSymbol)
                {
                    continue;
                }

                // A type in several parts belongs to the folder that comes first.
                var to = symbol
                    .DeclaringSyntaxReferences.Select(static part =>
                        RuntimeCompilation.FolderOf(part.SyntaxTree.FilePath)
                    )
                    .OfType<string>()
                    .OrderBy(Rank)
                    .FirstOrDefault();
                if (to is not null)
                {
                    yield return new Use(tree.FilePath, from, to, symbol.ToDisplayString());
                }
            }
        }
    }

    private sealed record Use(string Path, string From, string To, string Symbol);
}
