using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JwksSdk.Keys;

/// <summary>Makes the key set of a route: its sources, policy and telemetry.</summary>
internal sealed class IssuerKeysFactory(
    KeySources sources,
    IOptions<KeySetOptions> options,
    TimeProvider clock,
    ILoggerFactory loggers,
    JwksMetrics metrics,
    KeySetEvents events
)
{
    /// <summary>The timestamp from which the times of all its key sets count, so that one can go on with another's history.</summary>
    public long Origin { get; } = clock.GetTimestamp();

    /// <summary>Makes the key set of a route. Nothing is fetched yet.</summary>
    /// <param name="route">The route.</param>
    /// <param name="stopping">Ends its fetches.</param>
    /// <param name="history">What an earlier key set of the same endpoint has fetched; null for nothing.</param>
    public IssuerKeys Create(Route route, CancellationToken stopping, FetchHistory? history = null)
    {
        var declaration = route.Provider.Declaration;
        var issuer = route.Issuer.Issuer;
        var policy = Policy(options.Value, issuer);
        var logger = loggers.CreateLogger(declaration.HttpClientName);
        var news = new KeySetNews(new KeySetTelemetry(declaration.Name, issuer, clock, logger, metrics), events);
        if (route.Issuer.Keys is StaticKeySource given)
        {
            // One that cannot be used is refused with the options.
            StaticKey.Read(given, out var key);
            return new IssuerKeys(new KeySetRefresher(KeySnapshot.Fixed(key!), policy, clock, news));
        }

        var fetch = new KeySetFetch(issuer, sources.Of(route, policy), policy, clock);
        return new IssuerKeys(
            new KeySetRefresher(fetch, policy, clock, news, stopping, Origin) { History = history ?? FetchHistory.None }
        );
    }

    private static RefreshPolicy Policy(KeySetOptions options, string issuer) =>
        new()
        {
            Lifetime = options.Lifetime,
            MinLifetime = options.MinLifetime,
            MaxLifetime = options.MaxLifetime,
            StaleLimit = options.StaleLimit,
            CoolDown = options.UnknownKeyCoolDown,
            Jitter = RefreshJitter.Of(issuer),
        };
}
