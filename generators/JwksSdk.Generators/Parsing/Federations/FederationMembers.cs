using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>One member of a federation, as it is declared.</summary>
/// <param name="Declaration">The declaration.</param>
/// <param name="Position">Its place in the attribute.</param>
internal sealed record FederationMember(DeclarationModel Declaration, int Position);

/// <summary>The members of a federation that can be members, and what is wrong with the others.</summary>
/// <param name="Members">The members, in the order of the attribute.</param>
/// <param name="IsComplete">Whether none was left out.</param>
/// <param name="Findings">The mistakes.</param>
internal sealed record FederationMemberList(
    IReadOnlyList<FederationMember> Members,
    bool IsComplete,
    IReadOnlyList<Finding> Findings
);

/// <summary>Reads the members that the attribute of a federation names, by the parser of declarations.</summary>
internal static class FederationMembers
{
    public static FederationMemberList Find(
        INamedTypeSymbol federation,
        TypedConstant named,
        Compilation compilation,
        CancellationToken cancellationToken
    )
    {
        var values = named.IsNull ? [] : named.Values;
        var members = new List<FederationMember>();
        var findings = new List<Finding>();
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Kind == TypedConstantKind.Error)
            {
                continue;
            }

            var type = values[i].Value as ITypeSymbol;
            var name = type?.Name ?? "null";
            if (WhyNot(type, compilation) is { } reason)
            {
                Add(FederationDescriptors.NoDeclaration, name, federation.Name, reason);
            }
            else if (!seen.Add(type!))
            {
                Add(FederationDescriptors.MemberTwice, name, federation.Name);
            }
            else if (Read((INamedTypeSymbol)type!, compilation, cancellationToken) is { } member)
            {
                if (HiddenToken(member, federation, compilation) is { } hidden)
                {
                    Add(
                        FederationDescriptors.NoDeclaration,
                        name,
                        federation.Name,
                        $"has tokens of type {hidden.Name}, which is less accessible than {federation.Name}; make it public, or {federation.Name} internal"
                    );
                    continue;
                }

                // One that cannot be read has findings of its own.
                members.Add(new FederationMember(member, i));
            }

            void Add(DiagnosticDescriptor descriptor, params object[] arguments) =>
                findings.Add(new Finding(descriptor, null, arguments) { Position = i });
        }

        if (values.Length == 0)
        {
            findings.Add(new Finding(FederationDescriptors.NoMember, null, federation.Name));
        }

        return new FederationMemberList(members, members.Count == values.Length, findings);
    }

    /// <summary>A typed token of a member that the federation's own methods may not name; null when there is none.</summary>
    private static INamedTypeSymbol? HiddenToken(
        DeclarationModel member,
        INamedTypeSymbol federation,
        Compilation compilation
    ) =>
        member
            .Kinds.Select(kind => TokenTypes.Find(compilation, kind.TokenType.Substring("global::".Length)))
            .FirstOrDefault(token => token is not null && !Accessibilities.IsAtLeast(token, federation));

    private static DeclarationModel? Read(
        INamedTypeSymbol type,
        Compilation compilation,
        CancellationToken cancellationToken
    ) =>
        DeclarationParser
            .Parse(type, type.GetAttributes().First(KnownTypes.IsProviderAttribute), compilation, cancellationToken)
            .Model;

    /// <summary>Why a type is no member, as the end of a sentence; null when it can be one.</summary>
    private static string? WhyNot(ITypeSymbol? type, Compilation compilation)
    {
        if (type is not INamedTypeSymbol named || !named.GetAttributes().Any(KnownTypes.IsProviderAttribute))
        {
            return type?.GetAttributes().Any(KnownTypes.IsJwksFederationAttribute) == true
                ? "is a federation itself; name its members instead"
                : "is no class marked [JwksProvider]";
        }

        // In this assembly the field is yet to be emitted.
        return
            SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, compilation.Assembly)
            || named
                .GetMembers("Declaration")
                .Any(member =>
                    member is IFieldSymbol && compilation.IsSymbolAccessibleWithin(member, compilation.Assembly)
                )
            ? null
            : $"has no declaration that this assembly can use; compile {named.ContainingAssembly.Name} with this version of JwksSdk and its generator";
    }
}
