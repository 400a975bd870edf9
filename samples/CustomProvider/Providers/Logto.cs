using JwksSdk;

namespace CustomProvider.Providers;

/// <summary>Logto Cloud. It signs with ES384, or with RS256 where the tenant says so. A token is opaque unless its resource was asked for.</summary>
[JwksConvention(
    "https://{Tenant}.logto.app/oidc",
    JwksUri = "{Issuer}/jwks",
    Documentation = "https://docs.logto.io/authorization/validate-access-tokens",
    Algorithms = JwtAlgorithms.ES384 | JwtAlgorithms.RS256,
    DefaultAlgorithms = JwtAlgorithms.ES384
)]
[JwksConventionInput("Tenant", InputShape.Label, "The id of the tenant.")]
[JwksConventionInput(
    "OrganizationAudience",
    InputShape.Text,
    "The organization a token must be for, as aud names it: urn:logto:organization: and its id.",
    Example = "urn:logto:organization:acme",
    Plural = "OrganizationAudiences"
)]
[JwksConventionToken<LogtoOrganizationToken>(
    "OrganizationToken",
    "an access token for an organization",
    Audience = "OrganizationAudience"
)]
[JwksConventionToken<LogtoAccessToken>("AccessToken", "an access token for an API resource", Audience = "Audience")]
public sealed partial class Logto;

/// <summary>An access token of Logto for an API resource.</summary>
[JwtClaims]
public partial record LogtoAccessToken : LogtoToken
{
    /// <inheritdoc />
    protected override bool IsKind(in JwtHeader header) => !IsForOrganization && !IsIdToken;
}

/// <summary>An access token of Logto for an organization.</summary>
[JwtClaims]
public partial record LogtoOrganizationToken : LogtoToken
{
    /// <inheritdoc />
    protected override bool IsKind(in JwtHeader header) => IsForOrganization && !IsIdToken;
}

/// <summary>What tells Logto's tokens apart.</summary>
public abstract record LogtoToken : JwtToken
{
    /// <summary>Whether its audience is an organization.</summary>
    protected bool IsForOrganization =>
        Audiences.Any(static audience => audience.StartsWith("urn:logto:organization:", StringComparison.Ordinal));

    /// <summary>Whether it has a mark of an ID token.</summary>
    protected bool IsIdToken => (Nonce ?? AccessTokenHash) is not null;

    /// <summary><c>nonce</c>: a mark of ID tokens (OpenID Connect Core §2).</summary>
    [JwtClaim("nonce")]
    protected string? Nonce { get; init; }

    /// <summary><c>at_hash</c>: a mark of ID tokens (OpenID Connect Core §3.1.3.6).</summary>
    [JwtClaim("at_hash")]
    protected string? AccessTokenHash { get; init; }
}
