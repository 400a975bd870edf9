using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>Finds members and types of the user's that have the names of emitted ones.</summary>
internal static class DeclarationClashes
{
    // What the file path of every emitted tree holds: the analyzer sees emitted code too, and must not take it for the
    // user's.
    private const string EmittedPath = "JwksSdk.Generators." + nameof(JwksProviderGenerator);

    public static IEnumerable<Finding> Check(INamedTypeSymbol type, DeclarationModel model) =>
        Check(
            type,
            DiagnosticDescriptors.MembersClash,
            [.. MemberNames(model)],
            model.OptionsName,
            model.SimpleName + RegistrationModel.Suffix
        );

    public static IEnumerable<Finding> Check(INamedTypeSymbol type, FederationModel model) =>
        Check(
            type,
            FederationDescriptors.Clash,
            ["Federation", "MemberOf", "_verifier", "VerifyAsync", "VerifyOrThrowAsync", "ExplainAsync"],
            model.UnionName,
            model.SimpleName + FederationRegistrationModel.Suffix
        );

    private static IEnumerable<Finding> Check(
        INamedTypeSymbol type,
        DiagnosticDescriptor descriptor,
        string[] memberNames,
        string companion,
        string registration
    )
    {
        foreach (var constructor in type.InstanceConstructors.Where(IsWritten))
        {
            yield return Of(constructor, "a constructor", "remove it; the generated one takes the verifier");
        }

        foreach (var member in memberNames.SelectMany(name => type.GetMembers(name)).Where(IsWritten))
        {
            if (!IsOverload(member))
            {
                yield return Of(member, $"a member {member.Name}", "rename it; a generated one has this name");
            }
        }

        if (memberNames.Contains(type.Name))
        {
            yield return Of(type, "the name of one of its generated members", "rename it");
        }

        if (type.Name == ExtensionClass.Taken)
        {
            yield return Of(type, $"a method Add{ExtensionClass.Taken}, which is the one that adds all", "rename it");
        }

        foreach (var neighbour in Companions(type, companion, registration).Where(IsWritten))
        {
            yield return Of(
                neighbour,
                $"a companion {neighbour.Name} already",
                "rename it; a generated class has this name"
            );
        }

        Finding Of(ISymbol symbol, string what, string fix) =>
            new(descriptor, null, type.Name, what, fix) { Symbol = symbol };
    }

    /// <summary>The user's types that stand where one beside the class and the registration are emitted.</summary>
    private static IEnumerable<INamedTypeSymbol> Companions(
        INamedTypeSymbol type,
        string companion,
        string registration
    )
    {
        INamespaceOrTypeSymbol scope = type.ContainingType ?? (INamespaceOrTypeSymbol)type.ContainingNamespace;
        var extensions = new[] { registration, ExtensionClass.Taken + RegistrationModel.Suffix }
            .Select(name => type.ContainingAssembly.GetTypeByMetadataName($"{RegistrationModel.Namespace}.{name}"))
            .OfType<INamedTypeSymbol>();
        return [.. scope.GetTypeMembers(companion), .. extensions];
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
}
