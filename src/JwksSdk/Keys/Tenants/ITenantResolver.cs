namespace JwksSdk;

/// <summary>
/// Decides which issuers are tenants of a declaration, from what the application knows. A singleton, asked by many threads:
/// take services of a narrower scope from an <c>IServiceScopeFactory</c>.
/// </summary>
public interface ITenantResolver
{
    /// <summary>
    /// Whether an issuer is a tenant. It comes from a token whose signature nobody has checked: look it up exactly, among
    /// tenants that exist. A yes for a pattern or a suffix lets anyone choose where keys are fetched.
    /// </summary>
    /// <remarks>
    /// Asked once at a time for an issuer, for at most 32 new issuers at a time, apart from the request that caused it. What it
    /// throws, and no answer within 3 seconds, count as no answer: those tokens cannot be decided
    /// (<see cref="JwtErrorCode.KeysUnavailable"/>). One that does not end when the token does keeps its place among the 32.
    /// </remarks>
    /// <param name="issuer">
    /// The issuer, at most 512 ASCII characters: an https address in its normal form with a host name, without user information,
    /// query or fragment, that the provider's convention accepts. One on this machine only when the declared issuer is too.
    /// </param>
    /// <param name="cancellationToken">Ends after 3 seconds, or when the application stops.</param>
    ValueTask<bool> IsTenantAsync(string issuer, CancellationToken cancellationToken);
}
