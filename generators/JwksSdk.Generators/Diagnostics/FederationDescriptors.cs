using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>Every diagnostic about a federation and about switches over its tokens. Each has a page in <c>docs</c>.</summary>
internal static class FederationDescriptors
{
    private const string Category = "JwksSdk.Federation";

    public static readonly DiagnosticDescriptor Shape = Descriptors.Error(
        "JWKS0030",
        Category,
        "This type cannot be a federation",
        "{0} cannot be a federation: it {1}"
    );

    public static readonly DiagnosticDescriptor NoDeclaration = Descriptors.Error(
        "JWKS0031",
        Category,
        "A member of a federation is no declaration",
        "{0} cannot be a member of {1}: it {2}"
    );

    public static readonly DiagnosticDescriptor MemberTwice = Descriptors.Error(
        "JWKS0032",
        Category,
        "A federation names a member twice",
        "{0} is a member of {1} already; name it once"
    );

    public static readonly DiagnosticDescriptor NoMember = Descriptors.Error(
        "JWKS0033",
        Category,
        "A federation has no member",
        "{0} has no member; name the classes marked [JwksProvider] whose tokens it takes"
    );

    public static readonly DiagnosticDescriptor SharedIssuer = Descriptors.Error(
        "JWKS0034",
        Category,
        "Two members of a federation have one issuer",
        "{0} and {1} both have the issuer {2}, so that no token of it can be routed; declare the provider once, with all its audiences and clients"
    );

    public static readonly DiagnosticDescriptor Kinds = Descriptors.Error(
        "JWKS0035",
        Category,
        "The kinds of a federation do not fit its members",
        "{0}"
    );

    public static readonly DiagnosticDescriptor Clash = Descriptors.Error(
        "JWKS0036",
        Category,
        "A name of a federation is taken",
        "{0} has {1}: {2}"
    );

    public static readonly DiagnosticDescriptor MissingArm = Descriptors.Warning(
        "JWKS0037",
        Category,
        "A switch over the tokens of a federation misses a case",
        "This switch over {0} has no arm for {1}"
    );
}
