using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>An OAuth 2.0 access token of SuperTokens, for a user or a client: <c>stt</c> is 1.</summary>
/// <remarks>
/// Checked beyond the common claims: <c>client_id</c>, <c>tId</c> and the required scopes, where the declaration names some.
/// </remarks>
[JwtClaims]
public partial record SuperTokensOAuthAccessToken : JwtToken
{
    /// <summary><c>client_id</c>: the client the token was issued to.</summary>
    [JwtClaim("client_id")]
    public required string ClientId { get; init; }

    /// <summary><c>scp</c>: the granted scopes, from an array or separated by spaces.</summary>
    [JwtClaim("scp", Form = ClaimForm.SpaceSeparated)]
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary><c>tId</c>: the tenant.</summary>
    [JwtClaim("tId")]
    public string? TenantId { get; init; }

    /// <summary><c>rsub</c>: the user's recipe id; null for a client's own token.</summary>
    [JwtClaim("rsub")]
    public string? RecipeUserId { get; init; }

    /// <summary><c>sessionHandle</c>: the session; null for a client's own token.</summary>
    [JwtClaim("sessionHandle")]
    public string? SessionHandle { get; init; }

    /// <summary><c>sid</c>: the OAuth session.</summary>
    [JwtClaim("sid")]
    public string? SessionId { get; init; }

    /// <summary><c>gid</c>: the grant.</summary>
    [JwtClaim("gid")]
    public string? GrantId { get; init; }

    /// <summary><c>rat</c>: when the grant was asked for.</summary>
    [JwtClaim("rat")]
    public DateTimeOffset? RequestedAt { get; init; }

    /// <summary><c>stt</c>: the mark of the kind.</summary>
    [JwtClaim("stt")]
    protected int? TokenType { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) => TokenType == 1;

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        !policy.Accepts("client_id", ClientId) ? new JwtError(JwtErrorCode.ClientMismatch, "client_id")
        : !policy.Accepts("tId", TenantId) ? new JwtError(JwtErrorCode.ClaimNotAccepted, "tId")
        : !policy.HasEvery("scp", Scopes) ? new JwtError(JwtErrorCode.ScopeMissing, "scp")
        : default;
}
