using System.Text.Json;
using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>
/// An ID token of Okta (OpenID Connect Core §2), of a custom or the org authorization server: no client in <c>cid</c>, no
/// scopes, an id that does not start with <c>AT.</c>, and neither an access token's nor a logout token's <c>typ</c>.
/// </summary>
/// <remarks>Checked beyond the common claims: the required groups, where the declaration names some.</remarks>
[JwtClaims]
public partial record OktaIdToken : JwtToken
{
    /// <summary><c>nonce</c>: compare it with the one of the authentication request.</summary>
    [JwtClaim("nonce")]
    public string? Nonce { get; init; }

    /// <summary><c>name</c>.</summary>
    [JwtClaim("name")]
    public string? Name { get; init; }

    /// <summary><c>preferred_username</c>: the user's login.</summary>
    [JwtClaim("preferred_username")]
    public string? PreferredUsername { get; init; }

    /// <summary><c>email</c>.</summary>
    [JwtClaim("email")]
    public string? Email { get; init; }

    /// <summary><c>email_verified</c>; null when absent.</summary>
    [JwtClaim("email_verified")]
    public bool? EmailVerified { get; init; }

    /// <summary><c>groups</c>: the user's groups, at most 100.</summary>
    [JwtClaim("groups")]
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary><c>amr</c>: the methods of the authentication.</summary>
    [JwtClaim("amr")]
    public IReadOnlyList<string> AuthenticationMethods { get; init; } = [];

    /// <summary><c>acr</c>: the class of the authentication.</summary>
    [JwtClaim("acr")]
    public string? AuthenticationClass { get; init; }

    /// <summary><c>idp</c>: the identity provider that the user signed in with.</summary>
    [JwtClaim("idp")]
    public string? IdentityProviderId { get; init; }

    /// <summary><c>at_hash</c>: the hash of the access token issued with this one.</summary>
    [JwtClaim("at_hash")]
    public string? AccessTokenHash { get; init; }

    /// <summary><c>ver</c>: the version of the token's shape.</summary>
    [JwtClaim("ver")]
    public int? Version { get; init; }

    /// <summary><c>cid</c>: a mark of access tokens.</summary>
    [JwtClaim("cid")]
    protected string? ClientId { get; init; }

    /// <summary><c>scp</c>: a mark of access tokens.</summary>
    [JwtClaim("scp")]
    protected IReadOnlyList<string>? Scopes { get; init; }

    /// <summary><c>events</c>: a mark of logout tokens (OpenID Connect Back-Channel Logout §2.4).</summary>
    [JwtClaim("events")]
    protected JsonElement? Events { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) =>
        (header.Type.IsEmpty || header.IsType("JWT"u8))
        && ClientId is null
        && Scopes is null
        && Events is null
        && TokenId?.StartsWith("AT.", StringComparison.Ordinal) != true;

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        policy.HasEvery("groups", Groups) ? default : new JwtError(JwtErrorCode.GroupMissing, "groups");
}
