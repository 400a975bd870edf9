using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Model;
using JwksSdk.Providers;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>A kind of token that a convention declares, and the attribute that does.</summary>
/// <param name="Model">What the attribute says.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="HasReader">Whether its typed token will have a reader; where not, and nothing is found here, its own mistakes are reported.</param>
/// <param name="HasCheck">Whether its typed token makes checks of its own.</param>
internal sealed record DeclaredToken(ConventionToken Model, AttributeData Attribute, bool HasReader, bool HasCheck);

/// <summary>Reads the kinds of token that a convention declares, and says what is wrong with their names and types.</summary>
internal static class ConventionTokens
{
    /// <summary>The kinds, sound or not; null when the compiler refuses an attribute.</summary>
    public static IReadOnlyList<DeclaredToken>? Read(
        INamedTypeSymbol convention,
        Compilation compilation,
        List<Finding> findings,
        CancellationToken cancellationToken
    )
    {
        var tokens = new List<DeclaredToken>();
        foreach (var attribute in convention.GetAttributes().Where(KnownTypes.IsConventionTokenAttribute))
        {
            var type = attribute.AttributeClass!.TypeArguments.FirstOrDefault();
            if (type is null or { TypeKind: TypeKind.Error } || attribute.ConstructorArguments.Length != 2)
            {
                return null;
            }

            var token = new ConventionToken(
                Arguments.Text(attribute, 0) ?? "",
                type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Replace("global::", ""),
                Arguments.Text(attribute, 1) ?? "",
                Arguments.Named(attribute, "Audience"),
                Arguments.NamedFlag(attribute, "AnyAudience"),
                Arguments.Named(attribute, "Needs"),
                Arguments.NamedTexts(attribute, "Accepts").ToEquatableArray(),
                Arguments.NamedTexts(attribute, "Requires").ToEquatableArray()
            );
            var reason = WhyNot(token, tokens) ?? WhyNotType(type, convention);
            if (reason is not null)
            {
                findings.Add(
                    new Finding(ConventionDescriptors.Token, null, token.Name, reason) { Attribute = attribute }
                );
            }

            tokens.Add(
                new DeclaredToken(
                    token,
                    attribute,
                    reason is null && WillBeRead((INamedTypeSymbol)type, compilation, cancellationToken),
                    reason is not null || HasCheck(type)
                )
            );
        }

        return tokens;
    }

    private static string? WhyNot(ConventionToken token, List<DeclaredToken> others) =>
        !InputNames.IsName(token.Name)
            ? "has a name that is not a letter in upper case, then letters and digits of ASCII"
        : token.Name.EndsWith("OrThrow", StringComparison.Ordinal)
            ? "has a name that ends with OrThrow, as generated methods of other kinds do; rename it"
        : others.Any(other => other.Model.Name == token.Name) ? "is declared twice"
        : string.IsNullOrWhiteSpace(token.Summary) ? "has no summary, which documents its methods"
        : null;

    private static string? WhyNotType(ITypeSymbol type, INamedTypeSymbol convention)
    {
        var name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (type is not INamedTypeSymbol token || !Bases(token).Any(KnownTypes.IsJwtToken))
        {
            return $"has the type {name}, which does not derive from JwtToken";
        }

        return token.IsAbstract ? $"has the type {name}, which is abstract"
            : token.IsGenericType ? $"has the type {name}, which is generic"
            : !HasReader(token) ? $"has the type {name}, which has no reader of its own; mark it [JwtClaims]"
            : !Accessibilities.IsAtLeast(token, convention)
                ? $"has the type {name}, which is less accessible than {convention.Name}"
            : null;
    }

    private static bool HasReader(INamedTypeSymbol type) =>
        type.GetAttributes().Any(KnownTypes.IsJwtClaimsAttribute) || KnownTypes.HasContract(type);

    /// <summary>Whether a record has its reader, or will have it because nothing is wrong with its claims.</summary>
    private static bool WillBeRead(
        INamedTypeSymbol type,
        Compilation compilation,
        CancellationToken cancellationToken
    ) =>
        KnownTypes.HasContract(type)
        || (
            SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
            && ClaimsParser.Parse(type, compilation, cancellationToken).Model is not null
        );

    private static bool HasCheck(ITypeSymbol type) =>
        Bases(type)
            .TakeWhile(static level => !KnownTypes.IsJwtToken(level))
            .Any(static level => level.GetMembers("Check").OfType<IMethodSymbol>().Any(static each => each.IsOverride));

    private static IEnumerable<ITypeSymbol> Bases(ITypeSymbol type)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            yield return level;
        }
    }
}
