using JwksSdk.Parsing;
using JwksSdk.Routing;
using JwksSdk.Telemetry;

namespace JwksSdk.Keys;

/// <summary>
/// The one store of keys of the application: an immutable snapshot for each issuer, read by one volatile read. A known key
/// never waits; an unknown one waits for the one fetch that its issuer's budget allows.
/// </summary>
internal sealed class KeyStore : IDisposable
{
    private static readonly KeyLookup NoneNewer = JwtErrorCode.BadSignature;

    // Filled once and read only: memory does not grow with traffic, and the keys of one route never answer for another.
    private readonly Dictionary<Route, IssuerKeys> _byRoute = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly TimeProvider _clock;

    public KeyStore(RouteTable routes, IssuerKeysFactory factory, TimeProvider clock, JwksMetrics metrics)
    {
        _clock = clock;
        foreach (var route in routes.Providers.SelectMany(static provider => provider.Routes))
        {
            _byRoute.Add(route, factory.Create(route, _stopping.Token));
        }

        metrics.Observe(() => _byRoute.Values.Where(static keys => keys.Refresher.CanFetch).Select(AgeOf));
    }

    /// <summary>Every key set, in the order of registration.</summary>
    public IReadOnlyDictionary<Route, IssuerKeys> All => _byRoute;

    /// <summary>The key for a token. Completes at once when the key is known, or when the token is not worth a request.</summary>
    public ValueTask<KeyLookup> FindAsync(Route route, in UnverifiedJwt token, CancellationToken cancellationToken)
    {
        var keys = KeysOf(route);
        var now = keys.Refresher.Now;
        var lookup = keys.Find(token.KeyId, token.Algorithm, now);
        if (!IssuerKeys.IsMissing(lookup))
        {
            return ValueTask.FromResult(lookup);
        }

        // While no fetch is made anyway, whether the token is worth one need not be looked at: a flood is refused for less.
        var miss = keys.WhyNoFetch(token.KeyId, token.Algorithm, now, out lookup);
        miss = miss == KeyMiss.None ? WhyNotWorthARequest(route, token) : miss;
        if (miss == KeyMiss.None)
        {
            return keys.SeekAsync(token.KeyId, token.Algorithm, now, cancellationToken);
        }

        keys.Count(miss);
        return ValueTask.FromResult(keys.Settle(lookup).After(miss));
    }

    /// <summary>Why a token would be worth no request for its key, made or not; none when it is worth one.</summary>
    public KeyMiss WhyNotWorthARequest(Route route, in UnverifiedJwt token)
    {
        // Keys that are trusted no more say nothing of today's shapes.
        var refresher = KeysOf(route).Refresher;
        return TokenPlausibility.Check(token, route, refresher.State.Trusted(refresher.Now), _clock.GetUtcNow());
    }

    /// <summary>
    /// Newer material under the same <c>kid</c>, after a signature did not hold: at most one fetch within the issuer's
    /// budget (an issuer may reuse a kid for a new key). <see cref="JwtErrorCode.BadSignature"/> when there is none.
    /// </summary>
    public ValueTask<KeyLookup> FindNewerAsync(
        Route route,
        in UnverifiedJwt token,
        VerificationKey tried,
        CancellationToken cancellationToken
    )
    {
        var keys = KeysOf(route);
        // In this order for the same reason as above.
        var miss = keys.WhyNoFetch(tried.KeyId.Span, token.Algorithm, keys.Refresher.Now, out _, tried);
        miss = miss == KeyMiss.None ? WhyNotWorthARequest(route, token) : miss;
        return miss == KeyMiss.None
            ? keys.SeekNewerAsync(tried, token.Algorithm, cancellationToken)
            : ValueTask.FromResult(NoneNewer.After(miss));
    }

    /// <summary>The key set of a route. A tenant brings its own, which goes with it.</summary>
    public IssuerKeys KeysOf(Route route) => route is Tenant tenant ? tenant.Keys : _byRoute[route];

    /// <summary>
    /// Does what the declarations want at the start of a host, and lets key sets be refreshed ahead of time from now on. The
    /// first fetches of all primary issuers begin at once; only for those whose keys are required does it wait. Keys that are
    /// fetched when a token asks for them (a further issuer may be one that the provider does not serve yet, or no more) are
    /// kept up to date once there are some.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are no keys of a declaration whose keys are required.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var required = new List<Task<string?>>();
        foreach (var (route, keys) in _byRoute)
        {
            var startup = route == route.Provider.Routes[0] ? route.Provider.Facts.Startup : KeyStartup.Lazy;
            if (startup == KeyStartup.Required)
            {
                required.Add(LoadAsync(route, keys, cancellationToken));
            }

            if (startup == KeyStartup.Lazy)
            {
                keys.Refresher.Timer?.StartOnceFetched();
            }
            else
            {
                keys.Refresher.Timer?.Start();
            }
        }

        try
        {
            var problems = (await Task.WhenAll(required).ConfigureAwait(false)).OfType<string>().ToArray();
            if (problems.Length > 0)
            {
                throw new InvalidOperationException(string.Join(' ', problems));
            }
        }
        catch
        {
            // A host that does not start is not stopped either.
            Stop();
            throw;
        }
    }

    /// <summary>Refreshes nothing ahead of time any more. Look-ups go on.</summary>
    public void Stop()
    {
        foreach (var keys in _byRoute.Values)
        {
            keys.Refresher.Timer?.Stop();
        }
    }

    /// <summary>Ends the fetches under way.</summary>
    public void Dispose()
    {
        try
        {
            _stopping.Cancel();
        }
        finally
        {
            // Also where a source throws when it is cut off.
            Stop();
        }
    }

    private static async Task<string?> LoadAsync(Route route, IssuerKeys keys, CancellationToken cancellationToken)
    {
        var error = await keys.Refresher.LoadAsync(cancellationToken).ConfigureAwait(false);
        return error == KeySetError.None
            ? null
            : $"{route.Provider.Declaration.Name} requires keys at the start, and those of {route.Issuer.Issuer} could not be "
                + $"had: {error}.";
    }

    private static KeySetAge AgeOf(IssuerKeys keys)
    {
        var refresher = keys.Refresher;
        var (now, snapshot) = (refresher.Now, refresher.State.Snapshot);
        return new KeySetAge(
            refresher.Telemetry.Provider,
            refresher.Telemetry.Issuer,
            snapshot is null ? null : now - snapshot.Times.FetchedAt,
            snapshot?.Times.TrustLeft(now) ?? TimeSpan.Zero
        );
    }
}
