using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>Finds members and types of the user's that have the names of emitted ones.</summary>
internal static class DeclarationClashes
{
    // What the file path of every emitted tree holds: the analyzer sees emitted code too, and must not take it for the
    // user's.
    private const string EmittedPath = "JwksSdk.Generators.JwksProviderGenerator";

    public static IEnumerable<Finding> Check(INamedTypeSymbol type, DeclarationModel model)
    {
        foreach (var constructor in type.InstanceConstructors.Where(IsWritten))
        {
            yield return Of(constructor, type.Name, "a constructor", "remove it; the generated one takes the verifier");
        }

        foreach (var member in MemberNames(model).SelectMany(name => type.GetMembers(name)).Where(IsWritten))
        {
            if (member is not IMethodSymbol method || HasVerifyParameters(method))
            {
                yield return Of(
                    member,
                    type.Name,
                    $"a member {member.Name}",
                    "rename it; the generated one has this name"
                );
            }
        }

        var neighbours =
            type.ContainingType?.GetTypeMembers(model.OptionsName)
            ?? type.ContainingNamespace.GetTypeMembers(model.OptionsName);
        foreach (var neighbour in neighbours.Where(IsWritten))
        {
            yield return Of(
                neighbour,
                type.Name,
                $"a neighbour {neighbour.Name}",
                "rename it; the generated options have this name"
            );
        }
    }

    private static IEnumerable<string> MemberNames(DeclarationModel model) =>
        model
            .Constants.Select(static constant => constant.Name)
            .Concat(["Declaration", "_verifier"])
            .Concat(model.Kinds.Select(static kind => kind.Name + "Kind"))
            .Concat(model.Kinds.Select(static kind => $"Verify{kind.Name}Async"));

    /// <summary>Other overloads of a verify method do not clash.</summary>
    private static bool HasVerifyParameters(IMethodSymbol method) =>
        method.Parameters.Length == 2
        && method.Parameters[0].Type.SpecialType == SpecialType.System_String
        && method.Parameters[1].Type.Name == "CancellationToken";

    private static bool IsWritten(ISymbol symbol) =>
        !symbol.IsImplicitlyDeclared
        && symbol.DeclaringSyntaxReferences.Any(static part =>
            !part.SyntaxTree.FilePath.Contains(EmittedPath, StringComparison.Ordinal)
        );

    private static Finding Of(ISymbol symbol, params object[] arguments) =>
        new(DiagnosticDescriptors.MembersClash, null, arguments) { Symbol = symbol };
}
