using System.Text.Json;
using JwksSdk.Providers;
using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>
/// An ID token of any OpenID Connect issuer (OpenID Connect Core §2): <c>typ</c> <c>JWT</c> or none, and either one of
/// <c>nonce</c>, <c>at_hash</c> and <c>c_hash</c>, or none of <c>scope</c>, <c>scp</c> and <c>client_id</c>.
/// </summary>
/// <remarks>
/// Checked beyond the common claims: with several audiences, <c>azp</c> is a declared client (OpenID Connect Core §3.1.3.7).
/// </remarks>
[JwtClaims]
public partial record OpenIdConnectIdToken : JwtToken
{
    /// <summary><c>nonce</c>: compare it with the one of the authentication request.</summary>
    [JwtClaim("nonce")]
    public string? Nonce { get; init; }

    /// <summary><c>azp</c>: the client the token was issued to.</summary>
    [JwtClaim("azp")]
    public string? AuthorizedParty { get; init; }

    /// <summary><c>name</c>.</summary>
    [JwtClaim("name")]
    public string? Name { get; init; }

    /// <summary><c>preferred_username</c>.</summary>
    [JwtClaim("preferred_username")]
    public string? PreferredUsername { get; init; }

    /// <summary><c>email</c>.</summary>
    [JwtClaim("email")]
    public string? Email { get; init; }

    /// <summary><c>email_verified</c>; null when absent. The text <c>true</c>, which some issuers send, counts as true.</summary>
    public bool? EmailVerified =>
        EmailVerifiedClaim is not { } claim ? null
        : claim.ValueKind == JsonValueKind.String ? claim.ValueEquals("true"u8)
        : claim.ValueKind == JsonValueKind.True;

    /// <summary><c>acr</c>: the class of the authentication.</summary>
    [JwtClaim("acr")]
    public string? AuthenticationClass { get; init; }

    /// <summary><c>amr</c>: the methods of the authentication.</summary>
    [JwtClaim("amr")]
    public IReadOnlyList<string> AuthenticationMethods { get; init; } = [];

    /// <summary><c>sid</c>: the session.</summary>
    [JwtClaim("sid")]
    public string? SessionId { get; init; }

    /// <summary><c>at_hash</c>: the hash of the access token issued with this one.</summary>
    [JwtClaim("at_hash")]
    public string? AccessTokenHash { get; init; }

    /// <summary><c>c_hash</c>: the hash of the code issued with this token.</summary>
    [JwtClaim("c_hash")]
    public string? CodeHash { get; init; }

    /// <summary><c>email_verified</c>, as it stands in the token.</summary>
    [JwtClaim("email_verified")]
    protected JsonElement? EmailVerifiedClaim { get; init; }

    /// <summary><c>client_id</c>: a mark of access tokens.</summary>
    [JwtClaim("client_id")]
    protected string? ClientId { get; init; }

    /// <summary><c>scope</c>: a mark of access tokens.</summary>
    [JwtClaim("scope", Form = ClaimForm.SpaceSeparated)]
    protected IReadOnlyList<string>? ScopeClaim { get; init; }

    /// <summary><c>scp</c>: a mark of access tokens.</summary>
    [JwtClaim("scp", Form = ClaimForm.SpaceSeparated)]
    protected IReadOnlyList<string>? ScpClaim { get; init; }

    /// <summary><c>events</c>: a mark of logout tokens (OpenID Connect Back-Channel Logout §2.4).</summary>
    [JwtClaim("events")]
    protected JsonElement? Events { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) =>
        new OpenIdConnectMarks(
            header,
            bound: (Nonce ?? AccessTokenHash ?? CodeHash) is not null,
            grant: ClientId is not null || ScopeClaim is not null || ScpClaim is not null,
            Events
        ).IsIdToken;

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        Audiences.Count <= 1 || policy.Accepts("azp", AuthorizedParty)
            ? default
            : new JwtError(JwtErrorCode.ClientMismatch, "azp");
}
