using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>
/// An access token of an Okta custom authorization server: it names its client in <c>cid</c>, and its id does not start
/// with <c>ID.</c>. Okta promises no <c>typ</c>, so none is asked for.
/// </summary>
/// <remarks>Checked beyond the common claims: <c>cid</c>, and the required scopes and groups, where the declaration names some.</remarks>
[JwtClaims]
public partial record OktaAccessToken : JwtToken
{
    /// <summary><c>cid</c>: the client the token was issued to.</summary>
    [JwtClaim("cid")]
    public required string ClientId { get; init; }

    /// <summary><c>uid</c>: the user's id; null when the token is for a client alone.</summary>
    [JwtClaim("uid")]
    public string? UserId { get; init; }

    /// <summary><c>scp</c>: the granted scopes, from an array or separated by spaces.</summary>
    [JwtClaim("scp", Form = ClaimForm.SpaceSeparated)]
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary><c>groups</c>: the user's groups, when the authorization server adds them.</summary>
    [JwtClaim("groups")]
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary><c>acr</c>: the class of the authentication.</summary>
    [JwtClaim("acr")]
    public string? AuthenticationClass { get; init; }

    /// <summary><c>ver</c>: the version of the token's shape.</summary>
    [JwtClaim("ver")]
    public int? Version { get; init; }

    /// <summary><c>nonce</c>: a mark of ID tokens.</summary>
    [JwtClaim("nonce")]
    protected string? Nonce { get; init; }

    /// <summary><c>at_hash</c>: a mark of ID tokens.</summary>
    [JwtClaim("at_hash")]
    protected string? AccessTokenHash { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) =>
        ClientId is not null
        && TokenId?.StartsWith("ID.", StringComparison.Ordinal) != true
        && Nonce is null
        && AccessTokenHash is null;

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        !policy.Accepts("cid", ClientId) ? new JwtError(JwtErrorCode.ClientMismatch, "cid")
        : !policy.HasEvery("scp", Scopes) ? new JwtError(JwtErrorCode.ScopeMissing, "scp")
        : !policy.HasEvery("groups", Groups) ? new JwtError(JwtErrorCode.GroupMissing, "groups")
        : default;
}
