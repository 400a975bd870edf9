using JwksSdk.Routing;
using JwksSdk.Telemetry;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Keys;

/// <summary>Puts the shared cache before the own sources of key sets. Is among the services only where sharing was switched on.</summary>
internal sealed class KeySetSharing(
    IDistributedCache cache,
    IKeySetProtector protector,
    TimeProvider clock,
    ILoggerFactory loggers,
    JwksMetrics metrics
)
{
    private readonly SharedCache _cache = new(cache, protector, clock, loggers.CreateLogger("JwksSdk.KeySharing"));

    /// <summary>The own source of a route, shared.</summary>
    /// <param name="own">The source.</param>
    /// <param name="address">Where the route's declaration says that its keys, or its discovery document, are.</param>
    /// <param name="route">The route.</param>
    /// <param name="policy">When its key set is fetched, and for how long it is trusted.</param>
    public IKeySetSource Share(IKeySetSource own, string address, Route route, RefreshPolicy policy)
    {
        var declaration = route.Provider.Declaration;
        var identity = new SharedIdentity(declaration.Name, route.Issuer.Issuer, address);
        var logger = loggers.CreateLogger(declaration.HttpClientName);
        return Share(
            own,
            identity,
            policy,
            new SharedKeysTelemetry(declaration.Name, identity.Issuer, logger, metrics)
        );
    }

    /// <summary>A source under an identity, shared.</summary>
    public SharedKeySetSource Share(
        IKeySetSource own,
        SharedIdentity identity,
        RefreshPolicy policy,
        SharedKeysTelemetry telemetry
    ) =>
        new(
            own,
            identity,
            new SharedEntries(identity, _cache, policy, clock, telemetry),
            new SharedClaim(identity, _cache, clock),
            clock,
            telemetry
        );
}
