using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>The mistakes that a <c>[JwtClaims]</c> record can have. Each has a page in <c>docs</c>.</summary>
internal static class ClaimsDescriptors
{
    private const string Category = "JwksSdk.Claims";

    public static readonly DiagnosticDescriptor NotPartial = Descriptors.Error(
        "JWKS0020",
        Category,
        "A claims record is not partial",
        "'{0}' is marked [JwtClaims] and must be partial, so that its reader can be generated"
    );

    public static readonly DiagnosticDescriptor CannotBeRead = Descriptors.Error(
        "JWKS0021",
        Category,
        "A type cannot be a claims record",
        "'{0}' is marked [JwtClaims], but it {1}"
    );

    public static readonly DiagnosticDescriptor Unsupported = Descriptors.Error(
        "JWKS0022",
        Category,
        "A claim has a type that cannot be read",
        "'{0}' cannot be read as '{1}' in the form {2}; see the list of types in the help of JWKS0022"
    );

    public static readonly DiagnosticDescriptor CannotBeSet = Descriptors.Error(
        "JWKS0023",
        Category,
        "A claim cannot be assigned",
        "'{0}' is marked [JwtClaim], but it {1}"
    );

    public static readonly DiagnosticDescriptor DuplicateName = Descriptors.Error(
        "JWKS0024",
        Category,
        "Two members name the same claim",
        "'{0}' and '{1}' both name the claim '{2}'; read it once, and let the other compute its value"
    );

    public static readonly DiagnosticDescriptor NoAbsence = Descriptors.Error(
        "JWKS0025",
        Category,
        "A claim has no value for its absence",
        "'{0}' {1}"
    );

    public static readonly DiagnosticDescriptor RequiredWithoutClaim = Descriptors.Error(
        "JWKS0026",
        Category,
        "A required member names no claim",
        "'{0}' is required, but no [JwtClaim] says where its value comes from"
    );

    public static readonly DiagnosticDescriptor UnusableName = Descriptors.Error(
        "JWKS0027",
        Category,
        "A claim's name is unusable",
        "The claim that '{0}' names is empty or no valid Unicode text"
    );

    public static readonly DiagnosticDescriptor UnusableEnum = Descriptors.Error(
        "JWKS0028",
        Category,
        "An enum's names cannot be told from a token",
        "'{0}' cannot be read as '{1}', because {2}"
    );

    public static readonly DiagnosticDescriptor NeverRead = Descriptors.Warning(
        "JWKS0029",
        Category,
        "A claim stands where no reader reads it",
        "'{0}' is marked [JwtClaim], but '{1}' {2}"
    );
}
