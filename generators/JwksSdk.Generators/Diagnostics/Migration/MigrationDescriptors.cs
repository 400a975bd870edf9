using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>What code that verifies tokens with other libraries may leave unchecked. Suggestions all: each may be meant.</summary>
internal static class MigrationDescriptors
{
    private const string Category = "JwksSdk.Migration";

    public static readonly DiagnosticDescriptor AudienceNotValidated = Descriptors.Suggestion(
        "JWKS0050",
        Category,
        "The audience is not validated",
        "{0} accepts tokens that were issued for other services; a declared provider checks the audience of each kind of token"
    );

    public static readonly DiagnosticDescriptor IssuerNotValidated = Descriptors.Suggestion(
        "JWKS0051",
        Category,
        "The issuer is not validated",
        "{0} accepts tokens of any issuer whose key is in the pool; a declared provider has its exact issuers, each with its own keys"
    );

    public static readonly DiagnosticDescriptor LifetimeNotValidated = Descriptors.Suggestion(
        "JWKS0052",
        Category,
        "The lifetime is not validated",
        "{0} accepts tokens that have expired; a declared provider always checks exp and nbf, within a bounded clock skew"
    );

    public static readonly DiagnosticDescriptor SignatureNotVerified = Descriptors.Suggestion(
        "JWKS0053",
        Category,
        "The signature is not verified",
        "{0} accepts tokens that anyone can write; a declared provider accepts no token without a signature of its own keys"
    );

    public static readonly DiagnosticDescriptor PlainHttpMetadata = Descriptors.Suggestion(
        "JWKS0054",
        Category,
        "Metadata may come over plain http",
        "{0} lets whoever is on the way replace the keys; a declared provider fetches over https, and over http from loopback alone"
    );

    public static readonly DiagnosticDescriptor UnverifiedClaims = Descriptors.Suggestion(
        "JWKS0055",
        Category,
        "Claims are read from a token that was not verified",
        "{0} reads a token without verifying it, and its claims are used; a generated client verifies it and gives them typed"
    );
}
