using System.Text.Json;
using JwksSdk;
using JwksSdk.Tokens;

namespace CustomProvider.Providers;

/// <summary>Zitadel. The issuer is the domain of the instance. Access tokens are opaque until the application asks for JWTs.</summary>
[JwksConvention(
    "https://{Domain}",
    JwksUri = "{Issuer}/oauth/v2/keys",
    Documentation = "https://zitadel.com/docs/guides/integrate/token-introspection"
)]
[JwksConventionInput("Domain", InputShape.Host, "The domain of the instance.", Example = "acme.zitadel.cloud")]
[JwksConventionToken<ZitadelAccessToken>(
    "AccessToken",
    "an access token, which has no mark of an ID token",
    Audience = "Audience",
    Requires = [ZitadelAccessToken.RolesClaim + "=RequiredRole"]
)]
public sealed partial class Zitadel;

/// <summary>An access token of Zitadel. Its audiences are the ids of clients and projects: declare the project's.</summary>
[JwtClaims]
public partial record ZitadelAccessToken : JwtToken
{
    /// <summary>The claim with the roles in the project.</summary>
    public const string RolesClaim = "urn:zitadel:iam:org:project:roles";

    /// <summary>The names of the roles in the project.</summary>
    public IReadOnlyList<string> Roles =>
        Granted is { ValueKind: JsonValueKind.Object } roles
            ? [.. roles.EnumerateObject().Select(static role => role.Name)]
            : [];

    /// <summary>The roles as they stand in the token: an object with a member for each.</summary>
    [JwtClaim(RolesClaim)]
    public JsonElement? Granted { get; init; }

    /// <summary><c>nonce</c>: a mark of ID tokens (OpenID Connect Core §2).</summary>
    [JwtClaim("nonce")]
    protected string? Nonce { get; init; }

    /// <summary><c>at_hash</c>: a mark of ID tokens (OpenID Connect Core §3.1.3.6).</summary>
    [JwtClaim("at_hash")]
    protected string? AccessTokenHash { get; init; }

    /// <inheritdoc />
    protected override bool IsKind(in JwtHeader header) => (Nonce ?? AccessTokenHash) is null;

    /// <inheritdoc />
    protected override JwtError Check(TokenPolicy policy) =>
        policy.HasEvery(RolesClaim, Roles) ? default : new JwtError(JwtErrorCode.RoleMissing, RolesClaim);
}
