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
            if (!IsOverload(member))
            {
                yield return Of(
                    member,
                    type.Name,
                    $"a member {member.Name}",
                    "rename it; a generated one has this name"
                );
            }
        }

        if (MemberNames(model).Contains(type.Name))
        {
            yield return Of(type, type.Name, "the name of one of its generated members", "rename it");
        }

        foreach (var neighbour in Companions(type, model).Where(IsWritten))
        {
            yield return Of(
                neighbour,
                type.Name,
                $"a companion {neighbour.Name} already",
                "rename it; a generated class has this name"
            );
        }
    }

    /// <summary>The user's types that stand where the options and the registration are emitted.</summary>
    private static IEnumerable<INamedTypeSymbol> Companions(INamedTypeSymbol type, DeclarationModel model)
    {
        INamespaceOrTypeSymbol scope = type.ContainingType ?? (INamespaceOrTypeSymbol)type.ContainingNamespace;
        var registration = type.ContainingAssembly.GetTypeByMetadataName(
            $"{RegistrationModel.Namespace}.{model.SimpleName}{RegistrationModel.Suffix}"
        );
        return [.. scope.GetTypeMembers(model.OptionsName), .. registration is null ? [] : new[] { registration }];
    }

    private static IEnumerable<string> MemberNames(DeclarationModel model) =>
        model
            .Constants.Select(static constant => constant.Name)
            .Concat(["Declaration", "_verifier"])
            .Concat(model.Kinds.Select(static kind => kind.Name + "Kind"))
            .Concat(
                model.Kinds.SelectMany(static kind =>
                    new[] { $"Verify{kind.Name}Async", $"Verify{kind.Name}OrThrowAsync", $"Explain{kind.Name}Async" }
                )
            );

    /// <summary>Whether a member is a method that overloads one of a kind of token, which does not clash with it.</summary>
    private static bool IsOverload(ISymbol member) =>
        member is IMethodSymbol method
        && method.Name.EndsWith("Async", StringComparison.Ordinal)
        && !(
            method.Parameters.Length == 2
            && method.Parameters[0].Type.Name == "CompactToken"
            && method.Parameters[1].Type.Name == "CancellationToken"
        );

    private static bool IsWritten(ISymbol symbol) =>
        !symbol.IsImplicitlyDeclared
        && symbol.DeclaringSyntaxReferences.Any(static part =>
            !part.SyntaxTree.FilePath.Contains(EmittedPath, StringComparison.Ordinal)
        );

    private static Finding Of(ISymbol symbol, params object[] arguments) =>
        new(DiagnosticDescriptors.MembersClash, null, arguments) { Symbol = symbol };
}
