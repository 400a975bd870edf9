using System.Text.Json.Serialization;
using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>The base of every typed token: the registered claims (RFC 7519 §4.1) and when the user signed in. An instance from a verifier is verified.</summary>
/// <remarks>Its text form holds no claim value, so that logging a token by accident tells nothing.</remarks>
public abstract record JwtToken
{
    /// <summary><c>iss</c>: the issuer, exactly as declared.</summary>
    [JwtClaim("iss")]
    public required string Issuer { get; init; }

    /// <summary><c>sub</c>: the subject; null when absent.</summary>
    [JwtClaim("sub")]
    public string? Subject { get; init; }

    /// <summary><c>aud</c>: the audiences, from a string or an array of strings; empty when absent.</summary>
    [JwtClaim("aud")]
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary><c>exp</c>: the end of validity.</summary>
    [JwtClaim("exp")]
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary><c>nbf</c>: the begin of validity; null when absent.</summary>
    [JwtClaim("nbf")]
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary><c>iat</c>: the time of issue; null when absent.</summary>
    [JwtClaim("iat")]
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary><c>auth_time</c>: when the user signed in (OpenID Connect Core §2, RFC 9068 §2.2.1); null when absent.</summary>
    [JwtClaim("auth_time")]
    public DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary><c>jti</c>: the token's own id; null when absent.</summary>
    [JwtClaim("jti")]
    public string? TokenId { get; init; }

    /// <summary><c>cnf</c>: the key or certificate the token is bound to (RFC 7800); null for a plain bearer token.</summary>
    [JwtClaim("cnf")]
    public JwtConfirmation? Confirmation { get; init; }

    /// <summary>
    /// The claims that this record does not read, as they stand in the token; all of its claims when
    /// <see cref="JwtVerifierOptions.KeepAllClaims"/> says so, and only then what a nested record does not read of its claim. Not
    /// written by a JSON serializer.
    /// </summary>
    [JsonIgnore]
    public JwtRawClaims RawClaims { get; internal set; }

    /// <summary>
    /// Whether the token is of this kind, by the marks that its provider puts on it. Called before any other check, so
    /// every member may still be missing; a token that is of no such kind is refused with <see cref="JwtErrorCode.WrongTokenKind"/>.
    /// </summary>
    /// <remarks>
    /// A member may be null here though it is required and its type says otherwise, as it is of every token of another kind: it must
    /// be asked for with care, <c>Tier?.StartsWith('x') == true</c> and not <c>Tier.StartsWith('x')</c>. What this method throws
    /// comes out of the verification, whose caller meets an exception where a refusal was due.
    /// </remarks>
    /// <param name="header">The token's header.</param>
    protected internal abstract bool IsKind(in JwtHeader header);

    /// <summary>
    /// The token's own checks, after all common ones. Overrides call their base first. Those of a kind of a
    /// <see cref="JwksConventionAttribute"/> ask for every declared expectation: one that passes without is refused.
    /// </summary>
    /// <param name="policy">What the declaration expects of this kind of token.</param>
    /// <returns>The refusal, or <c>default</c> when there is none.</returns>
    protected internal virtual JwtError Check(TokenPolicy policy) => default;

    /// <summary>The type's name; never a claim value.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>What a token is bound to: the members of <c>cnf</c> (RFC 7800 §3.1, RFC 8705 §3.1, RFC 9449 §6.1).</summary>
[JwtClaims]
public sealed partial record JwtConfirmation
{
    /// <summary><c>jkt</c>: the RFC 7638 thumbprint of a DPoP key.</summary>
    [JwtClaim("jkt")]
    public string? KeyThumbprint { get; init; }

    /// <summary><c>x5t#S256</c>: the SHA-256 thumbprint of a client certificate.</summary>
    [JwtClaim("x5t#S256")]
    public string? CertificateThumbprint { get; init; }

    /// <summary>The type's name; never a claim value.</summary>
    public override string ToString() => nameof(JwtConfirmation);
}
