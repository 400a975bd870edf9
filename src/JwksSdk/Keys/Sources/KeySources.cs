using JwksSdk.Providers;
using JwksSdk.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Keys;

/// <summary>The sources of each issuer's key set, in the order in which they are asked.</summary>
internal sealed class KeySources(IServiceProvider services, IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>
    /// The declaration's own source first, then those that the application added to it. The keys of a tenant come from where
    /// its issuer says and nowhere else: what was added may hold the keys of the declared issuer.
    /// </summary>
    public IReadOnlyList<IKeySetSource> Of(Route route)
    {
        var declaration = route.Provider.Declaration;
        var download = new KeyDownload(clients, declaration.HttpClientName, clock);
        IKeySetSource own = route.Issuer.Keys switch
        {
            JwksKeySource source => new JwksSource(source, download),
            DiscoveryKeySource source => new DiscoverySource(source, download),
            var other => throw new InvalidOperationException($"Keys of kind {other.GetType().Name} are not fetched."),
        };
        return route is Tenant ? [own] : [own, .. services.GetKeyedServices<IKeySetSource>(declaration)];
    }
}
