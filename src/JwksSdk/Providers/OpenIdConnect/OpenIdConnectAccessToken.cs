using System.Text.Json;
using JwksSdk.Providers;
using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>
/// An access token of any OpenID Connect issuer: <c>typ</c> <c>at+jwt</c> (RFC 9068), or <c>JWT</c> or none with
/// <c>scope</c>, <c>scp</c> or <c>client_id</c> and nothing that marks an ID token. An issuer whose access tokens have a
/// <c>nonce</c>, or grant nothing, must type them.
/// </summary>
/// <remarks>
/// Checked beyond the common claims: <c>client_id</c> or else <c>azp</c>, where the declaration names clients, and the
/// required scopes, where it names some.
/// </remarks>
[JwtClaims]
public partial record OpenIdConnectAccessToken : JwtToken
{
    /// <summary>The client the token was issued to: <c>client_id</c>, or else <c>azp</c>; null when neither is there.</summary>
    public string? Client => ClientId ?? AuthorizedParty;

    /// <summary>The granted scopes, from <c>scope</c> (RFC 9068 §2.2.3) or <c>scp</c>, each an array or separated by spaces.</summary>
    public IReadOnlyList<string> Scopes => ScopeClaim ?? ScpClaim ?? [];

    /// <summary><c>client_id</c> (RFC 8693 §4.3).</summary>
    [JwtClaim("client_id")]
    public string? ClientId { get; init; }

    /// <summary><c>azp</c>: the authorized party.</summary>
    [JwtClaim("azp")]
    public string? AuthorizedParty { get; init; }

    /// <summary><c>acr</c>: the class of the authentication.</summary>
    [JwtClaim("acr")]
    public string? AuthenticationClass { get; init; }

    /// <summary><c>name</c>.</summary>
    [JwtClaim("name")]
    public string? Name { get; init; }

    /// <summary><c>preferred_username</c>.</summary>
    [JwtClaim("preferred_username")]
    public string? PreferredUsername { get; init; }

    /// <summary><c>email</c>.</summary>
    [JwtClaim("email")]
    public string? Email { get; init; }

    /// <summary><c>scope</c>.</summary>
    [JwtClaim("scope", Form = ClaimForm.SpaceSeparated)]
    protected IReadOnlyList<string>? ScopeClaim { get; init; }

    /// <summary><c>scp</c>.</summary>
    [JwtClaim("scp", Form = ClaimForm.SpaceSeparated)]
    protected IReadOnlyList<string>? ScpClaim { get; init; }

    /// <summary><c>nonce</c>: a mark of ID tokens.</summary>
    [JwtClaim("nonce")]
    protected string? Nonce { get; init; }

    /// <summary><c>at_hash</c>: a mark of ID tokens.</summary>
    [JwtClaim("at_hash")]
    protected string? AccessTokenHash { get; init; }

    /// <summary><c>c_hash</c>: a mark of ID tokens.</summary>
    [JwtClaim("c_hash")]
    protected string? CodeHash { get; init; }

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
        ).IsAccessToken;

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        !policy.Accepts("client_id", Client)
            ? new JwtError(JwtErrorCode.ClientMismatch, ClientId is null ? "azp" : "client_id")
        : !policy.HasEvery("scope", Scopes)
            ? new JwtError(JwtErrorCode.ScopeMissing, ScopeClaim is null && ScpClaim is not null ? "scp" : "scope")
        : default;
}
