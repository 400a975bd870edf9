using System.Text.Json;
using JwksSdk.Providers;
using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>
/// An ID token of OneLogin (OpenID Connect Core §2): <c>at_hash</c>, <c>rt_hash</c> or <c>nonce</c>, or a person's address
/// or login, and no scope, authorized party or token id. OneLogin marks its kinds in no other way.
/// </summary>
/// <remarks>
/// Checked beyond the common claims: <c>groups</c> is a string or an array of strings, and holds the required groups, where
/// the declaration names some.
/// </remarks>
[JwtClaims]
public partial record OneLoginIdToken : JwtToken
{
    /// <summary><c>nonce</c>: compare it with the one of the authentication request.</summary>
    [JwtClaim("nonce")]
    public string? Nonce { get; init; }

    /// <summary><c>email</c>.</summary>
    [JwtClaim("email")]
    public string? Email { get; init; }

    /// <summary><c>preferred_username</c>.</summary>
    [JwtClaim("preferred_username")]
    public string? PreferredUsername { get; init; }

    /// <summary><c>name</c>.</summary>
    [JwtClaim("name")]
    public string? Name { get; init; }

    /// <summary><c>given_name</c>.</summary>
    [JwtClaim("given_name")]
    public string? GivenName { get; init; }

    /// <summary><c>family_name</c>.</summary>
    [JwtClaim("family_name")]
    public string? FamilyName { get; init; }

    /// <summary><c>updated_at</c>: when the profile changed; OneLogin sends ISO 8601, not the number of OpenID Connect.</summary>
    [JwtClaim("updated_at")]
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>
    /// <c>groups</c>: the user's groups. One string is split at commas and semicolons, the delimiters an account can
    /// choose; the entries of an array are taken whole.
    /// </summary>
    public IReadOnlyList<string> Groups => OneLoginGroups.Read(GroupsClaim) ?? [];

    /// <summary><c>params</c>: the application's own parameters, as JSON; their shape is the account's.</summary>
    [JwtClaim("params")]
    public JsonElement? Parameters { get; init; }

    /// <summary><c>at_hash</c>: the hash of the access token issued with this one.</summary>
    [JwtClaim("at_hash")]
    public string? AccessTokenHash { get; init; }

    /// <summary><c>rt_hash</c>: the hash of the refresh token issued with this one.</summary>
    [JwtClaim("rt_hash")]
    public string? RefreshTokenHash { get; init; }

    /// <summary><c>groups</c>, as it stands in the token.</summary>
    [JwtClaim("groups")]
    protected JsonElement? GroupsClaim { get; init; }

    /// <summary><c>scope</c>: a mark of access tokens.</summary>
    [JwtClaim("scope", Form = ClaimForm.SpaceSeparated)]
    protected IReadOnlyList<string>? ScopeClaim { get; init; }

    /// <summary><c>azp</c>: a mark of access tokens.</summary>
    [JwtClaim("azp")]
    protected string? AuthorizedParty { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) =>
        header.IsType("JWT"u8)
        && (AccessTokenHash ?? RefreshTokenHash ?? Nonce ?? Email ?? PreferredUsername) is not null
        && ScopeClaim is null
        && (AuthorizedParty ?? TokenId) is null;

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        OneLoginGroups.Read(GroupsClaim) is not { } groups ? new JwtError(JwtErrorCode.ClaimType, "groups")
        : !policy.HasEvery("groups", groups) ? new JwtError(JwtErrorCode.GroupMissing, "groups")
        : default;
}
