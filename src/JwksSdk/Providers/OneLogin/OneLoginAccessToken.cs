using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>
/// An access token of OneLogin, of API authorization or of an application: it has a scope, an authorized party or an id,
/// and none of an ID token's <c>at_hash</c>, <c>rt_hash</c> and <c>nonce</c>. OneLogin marks its kinds in no other way.
/// </summary>
/// <remarks>
/// Checked beyond the common claims: <c>azp</c> is a declared client, where both are there; the required scopes, where the
/// declaration names some.
/// </remarks>
[JwtClaims]
public partial record OneLoginAccessToken : JwtToken
{
    /// <summary><c>azp</c>: the client of API authorization; null in an application's own access token.</summary>
    [JwtClaim("azp")]
    public string? AuthorizedParty { get; init; }

    /// <summary><c>scope</c>: the granted scopes; empty in a token without the claim.</summary>
    public IReadOnlyList<string> Scopes => ScopeClaim ?? [];

    /// <summary><c>scope</c>: the scopes, and a mark of the kind.</summary>
    [JwtClaim("scope", Form = ClaimForm.SpaceSeparated)]
    protected IReadOnlyList<string>? ScopeClaim { get; init; }

    /// <summary><c>at_hash</c>: a mark of ID tokens.</summary>
    [JwtClaim("at_hash")]
    protected string? AccessTokenHash { get; init; }

    /// <summary><c>rt_hash</c>: a mark of ID tokens.</summary>
    [JwtClaim("rt_hash")]
    protected string? RefreshTokenHash { get; init; }

    /// <summary><c>nonce</c>: a mark of ID tokens.</summary>
    [JwtClaim("nonce")]
    protected string? Nonce { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) =>
        header.IsType("JWT"u8)
        && (ScopeClaim is not null || (AuthorizedParty ?? TokenId) is not null)
        && (AccessTokenHash ?? RefreshTokenHash ?? Nonce) is null;

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        AuthorizedParty is not null && !policy.Accepts("azp", AuthorizedParty)
            ? new JwtError(JwtErrorCode.ClientMismatch, "azp")
        : !policy.HasEvery("scope", Scopes) ? new JwtError(JwtErrorCode.ScopeMissing, "scope")
        : default;
}
