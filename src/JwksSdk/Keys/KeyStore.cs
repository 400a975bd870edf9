using JwksSdk.Parsing;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

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

    /// <exception cref="InvalidOperationException">A key given beforehand cannot be used.</exception>
    public KeyStore(
        RouteTable routes,
        IHttpClientFactory clients,
        IOptions<KeySetOptions> options,
        TimeProvider clock,
        ILoggerFactory loggers,
        JwksMetrics metrics
    )
    {
        var policy = new RefreshPolicy(options.Value.Lifetime, options.Value.UnknownKeyCoolDown)
        {
            StaleLimit = options.Value.StaleLimit,
        };
        foreach (var provider in routes.Providers)
        {
            var declaration = provider.Declaration;
            var logger = loggers.CreateLogger(declaration.HttpClientName);
            var download = new KeyDownload(clients, declaration.HttpClientName);
            foreach (var route in provider.Routes)
            {
                var telemetry = new KeySetTelemetry(declaration.Name, route.Issuer.Issuer, clock, logger, metrics);
                IKeySetFetcher? fetcher = route.Issuer.Keys switch
                {
                    JwksKeySource source => new JwksFetcher(source, download),
                    DiscoveryKeySource source => new DiscoveryFetcher(route.Issuer.Issuer, source, download),
                    _ => null,
                };
                _byRoute.Add(
                    route,
                    fetcher is null
                        ? new IssuerKeys(StaticKeyOf(route), policy, clock, telemetry)
                        : new IssuerKeys(fetcher, policy, clock, telemetry, _stopping.Token)
                );
            }
        }
    }

    /// <summary>The key for a token. Completes at once when the key is known.</summary>
    public ValueTask<KeyLookup> FindAsync(Route route, UnverifiedJwt token, CancellationToken cancellationToken) =>
        KeysOf(route).FindAsync(token.KeyId, token.Algorithm, cancellationToken);

    /// <summary>
    /// Newer material under the same <c>kid</c>, after a signature did not hold: at most one fetch within the issuer's
    /// budget (an issuer may reuse a kid for a new key). Null when there is none.
    /// </summary>
    public ValueTask<VerificationKey?> FindNewerAsync(
        Route route,
        UnverifiedJwt token,
        VerificationKey tried,
        CancellationToken cancellationToken
    ) => KeysOf(route).FindNewerAsync(tried, token.Algorithm, cancellationToken);

    /// <summary>The key set of a route.</summary>
    public IssuerKeys KeysOf(Route route) => _byRoute[route];

    /// <summary>
    /// Begins to fetch the key set of each declaration's primary issuer, where it is not fresh. Does not wait. A further
    /// issuer's keys are fetched when a token names it: it may be one that the provider does not serve yet, or no more.
    /// </summary>
    public void Refresh()
    {
        foreach (var (route, keys) in _byRoute)
        {
            if (route == route.Provider.Routes[0])
            {
                keys.Refresh();
            }
        }
    }

    /// <summary>Ends the fetches under way.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private static VerificationKey StaticKeyOf(Route route)
    {
        var refusal = StaticKey.Read((StaticKeySource)route.Issuer.Keys, out var key);
        return key
            ?? throw new InvalidOperationException(
                $"The public key given for {route.Provider.Declaration.Name} cannot be used: {refusal}."
            );
    }
}
