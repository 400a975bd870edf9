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

    /// <summary>The granted scopes, from <c>scope</c> or <c>scp</c>, each an array or separated by spaces.</summary>
    public IReadOnlyList<string> Scopes => ScopeClaim ?? ScpClaim ?? [];

    /// <summary><c>scope</c>.</summary>
    [JwtClaim("scope", Form = ClaimForm.SpaceSeparated)]
    protected IReadOnlyList<string>? ScopeClaim { get; init; }

    /// <summary><c>scp</c>.</summary>
    [JwtClaim("scp", Form = ClaimForm.SpaceSeparated)]
    protected IReadOnlyList<string>? ScpClaim { get; init; }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) =>
        header.IsType("at+jwt"u8) && !ClerkCategory.IsNamed(header) && ClientId is not null;

    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        !policy.Accepts("client_id", ClientId) ? new JwtError(JwtErrorCode.ClientMismatch, "client_id")
        : !policy.HasEvery("scope", Scopes)
            ? new JwtError(JwtErrorCode.ScopeMissing, ScopeClaim is null && ScpClaim is not null ? "scp" : "scope")
        : default;
}
