using JwksSdk.Parsing;
using JwksSdk.Routing;

namespace JwksSdk.Keys;

/// <summary>
/// The one store of keys of the application: an immutable snapshot for each issuer, read by one volatile read. A known key
/// never waits; an unknown one waits for the one fetch that its issuer's budget allows.
/// </summary>
internal sealed class KeyStore
{
    /// <summary>The key for a token. Completes at once when the key is known.</summary>
    public ValueTask<KeyLookup> FindAsync(Route route, UnverifiedJwt token, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>
    /// Newer material under the same <c>kid</c>, after a signature did not hold: at most one fetch within the issuer's
    /// budget (an issuer may reuse a kid for a new key). Null when there is none.
    /// </summary>
    public ValueTask<VerificationKey?> FindNewerAsync(
        Route route,
        UnverifiedJwt token,
        VerificationKey tried,
        CancellationToken cancellationToken
    ) => throw new NotImplementedException();
}
