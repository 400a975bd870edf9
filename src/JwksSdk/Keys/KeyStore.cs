using JwksSdk.Parsing;
using JwksSdk.Routing;

namespace JwksSdk.Keys;

/// <summary>
/// The one store of keys of the application: an immutable snapshot for each issuer, read by one volatile read. A known key
/// never waits; an unknown one waits for the one fetch that its issuer's budget allows.
/// </summary>
internal sealed class KeyStore : IDisposable
{
    // Filled once and read only: memory does not grow with traffic, and the keys of one route never answer for another.
    private readonly Dictionary<Route, IssuerKeys> _byRoute = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly TimeProvider _clock;

    /// <exception cref="InvalidOperationException">A key given beforehand cannot be used.</exception>
    public KeyStore(RouteTable routes, IssuerKeysFactory factory, TimeProvider clock)
    {
        _clock = clock;
        foreach (var route in routes.Providers.SelectMany(static provider => provider.Routes))
        {
            _byRoute.Add(route, factory.Create(route, _stopping.Token));
        }
    }

    /// <summary>The key for a token. Completes at once when the key is known, or when the token is not worth a request.</summary>
    public ValueTask<KeyLookup> FindAsync(Route route, in UnverifiedJwt token, CancellationToken cancellationToken)
    {
        var keys = KeysOf(route);
        var lookup = keys.Find(token.KeyId, token.Algorithm);
        return !IssuerKeys.IsMissing(lookup) ? ValueTask.FromResult(lookup)
            : IsPlausible(route, token, keys) ? keys.SeekAsync(token.KeyId, token.Algorithm, cancellationToken)
            : ValueTask.FromResult(keys.Settle(lookup));
    }

    /// <summary>
    /// Newer material under the same <c>kid</c>, after a signature did not hold: at most one fetch within the issuer's
    /// budget (an issuer may reuse a kid for a new key). Null when there is none.
    /// </summary>
    public ValueTask<VerificationKey?> FindNewerAsync(
        Route route,
        in UnverifiedJwt token,
        VerificationKey tried,
        CancellationToken cancellationToken
    )
    {
        var keys = KeysOf(route);
        return IsPlausible(route, token, keys)
            ? keys.SeekNewerAsync(tried, token.Algorithm, cancellationToken)
            : default;
    }

    /// <summary>The key set of a route. A tenant brings its own, which goes with it.</summary>
    public IssuerKeys KeysOf(Route route) => route is Tenant tenant ? tenant.Keys : _byRoute[route];

    /// <summary>
    /// Begins to fetch the key set of each declaration's primary issuer, and lets every key set be refreshed ahead of time
    /// from now on. Does not wait. A further issuer's keys are fetched when a token names it: it may be one that the provider
    /// does not serve yet, or no more.
    /// </summary>
    public void Refresh()
    {
        foreach (var (route, keys) in _byRoute)
        {
            if (route == route.Provider.Routes[0])
            {
                keys.Refresher.Schedule();
            }
        }
    }

    /// <summary>Ends the fetches under way.</summary>
    public void Dispose()
    {
        foreach (var keys in _byRoute.Values)
        {
            keys.Refresher.Dispose();
        }

        _stopping.Cancel();
        _stopping.Dispose();
    }

    private bool IsPlausible(Route route, in UnverifiedJwt token, IssuerKeys keys) =>
        TokenPlausibility.Check(token, route, keys.Snapshot, _clock.GetUtcNow());
}
