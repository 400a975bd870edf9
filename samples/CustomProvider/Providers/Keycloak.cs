using System.Text.Json;
using JwksSdk;
using JwksSdk.Tokens;

namespace CustomProvider.Providers;

/// <summary>
/// Keycloak. A realm is an issuer; a server that keeps the old base path has <c>BasePath</c> "auth". The algorithm is the
/// realm's to choose, so that every one can be declared, and RS256 is taken where none is.
/// </summary>
[JwksConvention(
    "https://{Domain}{/BasePath}/realms/{Realm}",
    JwksUri = "{Issuer}/protocol/openid-connect/certs",
    Documentation = "https://www.keycloak.org/securing-apps/oidc-layers",
    Algorithms = JwtAlgorithms.RS256
        | JwtAlgorithms.RS384
        | JwtAlgorithms.RS512
        | JwtAlgorithms.PS256
        | JwtAlgorithms.PS384
        | JwtAlgorithms.PS512
        | JwtAlgorithms.ES256
        | JwtAlgorithms.ES384
        | JwtAlgorithms.ES512,
    DefaultAlgorithms = JwtAlgorithms.RS256
)]
[JwksConventionInput("Domain", InputShape.Host, "The host of the server, as its tokens name it.")]
[JwksConventionInput("BasePath", InputShape.Name, "The base path of an older server: auth.", Example = "auth")]
[JwksConventionInput("Realm", InputShape.Name, "The realm.")]
[JwksConventionToken<KeycloakAccessToken>(
    "AccessToken",
    "an access token (payload typ Bearer)",
    Audience = "Audience",
    Accepts = ["azp=ClientId"],
    Requires = ["realm_access.roles=RequiredRole"]
)]
public sealed partial class Keycloak;

/// <summary>An access token of Keycloak. Its audience is often only "account", until the client has an audience mapper.</summary>
[JwtClaims]
public partial record KeycloakAccessToken : JwtToken
{
    /// <summary><c>typ</c> of the payload: the mark of the kind.</summary>
    [JwtClaim("typ")]
    public string? Type { get; init; }

    /// <summary><c>azp</c>: the client.</summary>
    [JwtClaim("azp")]
    public string? AuthorizedParty { get; init; }

    /// <summary>The roles in the realm.</summary>
    public IReadOnlyList<string> RealmRoles => RealmAccess?.Roles ?? [];

    /// <summary><c>realm_access</c>.</summary>
    [JwtClaim("realm_access")]
    public KeycloakAccess? RealmAccess { get; init; }

    /// <summary><c>resource_access</c>: the roles of each client, by its name.</summary>
    [JwtClaim("resource_access")]
    public JsonElement? ResourceAccess { get; init; }

    /// <inheritdoc />
    protected override bool IsKind(in JwtHeader header) => Type == "Bearer";

    /// <inheritdoc />
    protected override JwtError Check(TokenPolicy policy) =>
        !policy.Accepts("azp", AuthorizedParty) ? new JwtError(JwtErrorCode.ClientMismatch, "azp")
        : !policy.HasEvery("realm_access.roles", RealmRoles) ? new JwtError(JwtErrorCode.RoleMissing, "realm_access")
        : default;
}

/// <summary>What a token grants in one place.</summary>
[JwtClaims]
public sealed partial record KeycloakAccess
{
    /// <summary><c>roles</c>.</summary>
    [JwtClaim("roles")]
    public IReadOnlyList<string> Roles { get; init; } = [];
}
