using System.Collections.Immutable;
using JwksSdk.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace JwksSdk.Generators.Tests.Architecture;

/// <summary>The runtime package's own sources, compiled with the repository's generators, to see who uses what.</summary>
internal static class RuntimeCompilation
{
    private const string Folder = "src/JwksSdk/";

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static Compilation Create()
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        var trees = Repository
            .SourceFiles(Folder)
            .Select(path => CSharpSyntaxTree.ParseText(Repository.Read(path), options, path))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, options));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is not ("JwksSdk.dll" or "JwksSdk.Generators.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "JwksSdk",
            trees,
            references,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
        CSharpGeneratorDriver
            .Create([new JwtClaimsGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        return generated;
    }

    /// <summary>
    /// Errors of the compilation, without those that another generator of the platform would resolve: the bodies of
    /// partial methods for logging.
    /// </summary>
    public static ImmutableArray<Diagnostic> Errors(Compilation compilation) =>
        [
            .. compilation
                .GetDiagnostics()
                .Where(static diagnostic =>
                    diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS8795"
                ),
        ];

    /// <summary>The folder of a file within the runtime package; empty for its root, null for a file outside.</summary>
    public static string? FolderOf(string path)
    {
        if (!path.StartsWith(Folder, StringComparison.Ordinal))
        {
            return null;
        }

        var relative = path[Folder.Length..];
        return relative.Contains('/') ? relative[..relative.LastIndexOf('/')] : "";
    }
}
