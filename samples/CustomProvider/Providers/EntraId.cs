using JwksSdk;
using JwksSdk.Tokens;

namespace CustomProvider.Providers;

/// <summary>
/// Microsoft Entra ID, one tenant a declaration. Its tokens are of version 2 or 1, as the API's manifest says, with an issuer
/// each; the keys are the same.
/// </summary>
[JwksConvention(
    "https://login.microsoftonline.com/{TenantId}/v2.0",
    "https://sts.windows.net/{TenantId}/",
    JwksUri = "https://login.microsoftonline.com/{TenantId}/discovery/v2.0/keys",
    Documentation = "https://learn.microsoft.com/entra/identity-platform/access-tokens"
)]
[JwksConventionInput("TenantId", InputShape.Uuid, "The id of the tenant, which its issuers and tid name.")]
[JwksConventionToken<EntraIdAccessToken>(
    "AccessToken",
    "an access token, by its client and its scp or roles",
    Audience = "Audience",
    Accepts = ["tid=TenantId", "azp=ClientId"],
    Requires = ["scp=RequiredScope", "roles=RequiredRole"]
)]
public sealed partial class EntraId;

/// <summary>
/// An access token of Microsoft Entra ID: it names the client that it was issued to, grants scopes to a user's client or roles to
/// either, and has no mark of an ID token. Roles alone are none of an access token: an ID token of the same registration has them.
/// </summary>
[JwtClaims]
public partial record EntraIdAccessToken : JwtToken
{
    /// <summary><c>tid</c>: the tenant.</summary>
    [JwtClaim("tid")]
    public required string TenantId { get; init; }

    /// <summary><c>azp</c> of version 2, or else <c>appid</c> of version 1: the client.</summary>
    public string? Client => AuthorizedParty ?? ApplicationId;

    /// <summary><c>scp</c>: the granted scopes.</summary>
    public IReadOnlyList<string> Scopes => ScopeClaim ?? [];

    /// <summary><c>roles</c>: the application roles.</summary>
    public IReadOnlyList<string> Roles => RoleClaim ?? [];

    /// <summary><c>azp</c>.</summary>
    [JwtClaim("azp")]
    protected string? AuthorizedParty { get; init; }

    /// <summary><c>appid</c>.</summary>
    [JwtClaim("appid")]
    protected string? ApplicationId { get; init; }

    /// <summary><c>scp</c>.</summary>
    [JwtClaim("scp", Form = ClaimForm.SpaceSeparated)]
    protected IReadOnlyList<string>? ScopeClaim { get; init; }

    /// <summary><c>roles</c>.</summary>
    [JwtClaim("roles")]
    protected IReadOnlyList<string>? RoleClaim { get; init; }

    /// <summary><c>nonce</c>: a mark of ID tokens (OpenID Connect Core §2).</summary>
    [JwtClaim("nonce")]
    protected string? Nonce { get; init; }

    /// <inheritdoc />
    protected override bool IsKind(in JwtHeader header) =>
        Nonce is null && Client is not null && (ScopeClaim is not null || RoleClaim is not null);

    /// <inheritdoc />
    protected override JwtError Check(TokenPolicy policy) =>
        !policy.Accepts("tid", TenantId) ? new JwtError(JwtErrorCode.ClaimNotAccepted, "tid")
        : !policy.Accepts("azp", Client)
            ? new JwtError(JwtErrorCode.ClientMismatch, AuthorizedParty is null ? "appid" : "azp")
        : !policy.HasEvery("scp", Scopes) ? new JwtError(JwtErrorCode.ScopeMissing, "scp")
        : !policy.HasEvery("roles", Roles) ? new JwtError(JwtErrorCode.RoleMissing, "roles")
        : default;
}
