using JwksSdk.Providers;
using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>
/// An OAuth access token of Clerk in JWT format: <c>typ</c> <c>at+jwt</c>, of no other class (<c>cat</c>), with a client.
/// </summary>
/// <remarks>
/// Checked beyond the common claims: <c>client_id</c> is a declared client, without which this kind cannot be verified; the
/// required scopes, where the declaration names some.
/// </remarks>
[JwtClaims]
public partial record ClerkOAuthToken : JwtToken
{
    /// <summary><c>client_id</c>: the OAuth application.</summary>
    [JwtClaim("client_id")]
    public required string ClientId { get; init; }

    /// <summary>The granted scopes, from <c>scope</c> or <c>scp</c>.</summary>
    public IReadOnlyList<string> Scopes => ScopeText ?? ScopeList ?? [];

    /// <summary><c>scope</c>: the scopes in one string.</summary>
    [JwtClaim("scope", Form = ClaimForm.SpaceSeparated)]
    protected IReadOnlyList<string>? ScopeText { get; init; }

    /// <summary><c>scp</c>: the scopes in an array.</summary>
    [JwtClaim("scp")]
    protected IReadOnlyList<string>? ScopeList { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) =>
        header.IsType("at+jwt"u8) && !ClerkCategory.IsNamed(header) && ClientId is not null;

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        !policy.Accepts("client_id", ClientId) ? new JwtError(JwtErrorCode.ClientMismatch, "client_id")
        : !policy.HasEvery("scope", Scopes)
            ? new JwtError(JwtErrorCode.ScopeMissing, ScopeText is null && ScopeList is not null ? "scp" : "scope")
        : default;
}
