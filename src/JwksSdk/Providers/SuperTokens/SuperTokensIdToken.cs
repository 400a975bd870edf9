using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>An ID token of SuperTokens (OpenID Connect Core §2): <c>stt</c> is 2.</summary>
/// <remarks>Checked beyond the common claims: <c>tId</c> is a declared tenant, where both are there.</remarks>
[JwtClaims]
public partial record SuperTokensIdToken : JwtToken
{
    /// <summary><c>nonce</c>: compare it with the one of the authentication request.</summary>
    [JwtClaim("nonce")]
    public string? Nonce { get; init; }

    /// <summary><c>at_hash</c>: the hash of the access token issued with this one.</summary>
    [JwtClaim("at_hash")]
    public string? AccessTokenHash { get; init; }

    /// <summary><c>email</c>.</summary>
    [JwtClaim("email")]
    public string? Email { get; init; }

    /// <summary><c>email_verified</c>; null when absent.</summary>
    [JwtClaim("email_verified")]
    public bool? EmailVerified { get; init; }

    /// <summary><c>sid</c>: the OAuth session.</summary>
    [JwtClaim("sid")]
    public string? SessionId { get; init; }

    /// <summary><c>tId</c>: the tenant.</summary>
    [JwtClaim("tId")]
    public string? TenantId { get; init; }

    /// <summary><c>stt</c>: the mark of the kind.</summary>
    [JwtClaim("stt")]
    protected int? TokenType { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) => TokenType == 2;

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        TenantId is null || policy.Accepts("tId", TenantId)
            ? default
            : new JwtError(JwtErrorCode.ClaimNotAccepted, "tId");
}
