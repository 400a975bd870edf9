using System.Text.Json;
using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>
/// The access token of a SuperTokens session: <c>stt</c> absent or 0, the header's <c>version</c> 3 to 5 or absent, and a
/// session's handle and refresh token hash, which tokens made with <c>createJWT</c> by the same keys lack.
/// </summary>
/// <remarks>
/// It has no audience. Nothing here sees a revoked session: only the SuperTokens core knows. A token minted before the
/// backend SDK wrote an issuer has none, and cannot be verified. Checked beyond the common claims: <c>tId</c> and the required
/// roles and permissions, where the declaration names some.
/// </remarks>
[JwtClaims]
public partial record SuperTokensSessionToken : JwtToken
{
    /// <summary><c>sessionHandle</c>: the session.</summary>
    [JwtClaim("sessionHandle")]
    public required string SessionHandle { get; init; }

    /// <summary><c>tId</c>: the tenant; <c>public</c> when there is only one, null before version 4.</summary>
    [JwtClaim("tId")]
    public string? TenantId { get; init; }

    /// <summary><c>rsub</c>: the user's recipe id; null before version 5.</summary>
    [JwtClaim("rsub")]
    public string? RecipeUserId { get; init; }

    /// <summary><c>antiCsrfToken</c>: what a cookie-borne token must be accompanied by; null when that is not in use.</summary>
    [JwtClaim("antiCsrfToken")]
    public string? AntiCsrfToken { get; init; }

    /// <summary><c>st-ev</c>: whether the e-mail address is verified, and when that was fetched.</summary>
    [JwtClaim("st-ev")]
    public SuperTokensFlagClaim? EmailVerification { get; init; }

    /// <summary><c>st-role</c>: the user's roles, and when they were fetched.</summary>
    [JwtClaim("st-role")]
    public SuperTokensListClaim? RoleClaim { get; init; }

    /// <summary><c>st-perm</c>: the user's permissions, and when they were fetched.</summary>
    [JwtClaim("st-perm")]
    public SuperTokensListClaim? PermissionClaim { get; init; }

    /// <summary><c>st-mfa</c>: the state of multi-factor authentication, as JSON.</summary>
    [JwtClaim("st-mfa")]
    public JsonElement? MultiFactor { get; init; }

    /// <summary>The roles of <see cref="RoleClaim"/>; empty without one.</summary>
    public IReadOnlyList<string> Roles => RoleClaim?.Values ?? [];

    /// <summary>The permissions of <see cref="PermissionClaim"/>; empty without one.</summary>
    public IReadOnlyList<string> Permissions => PermissionClaim?.Values ?? [];

    /// <summary><c>stt</c>: the mark of the kind.</summary>
    [JwtClaim("stt")]
    protected int? TokenType { get; init; }

    /// <summary><c>refreshTokenHash1</c>: a mark of sessions.</summary>
    [JwtClaim("refreshTokenHash1")]
    protected string? RefreshTokenHash { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) =>
        TokenType is null or 0
        && SessionHandle is not null
        && RefreshTokenHash is not null
        && (header.GetString("version"u8) is { } version ? version is "3" or "4" or "5" : !header.Has("version"u8));

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        !policy.Accepts("tId", TenantId) ? new JwtError(JwtErrorCode.ClaimNotAccepted, "tId")
        : !policy.HasEvery("st-role", Roles) ? new JwtError(JwtErrorCode.RoleMissing, "st-role")
        : !policy.HasEvery("st-perm", Permissions) ? new JwtError(JwtErrorCode.PermissionMissing, "st-perm")
        : default;
}
