using JwksSdk.Providers;
using JwksSdk.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Keys;

/// <summary>The sources of each issuer's key set, in the order in which they are asked.</summary>
internal sealed class KeySources(IServiceProvider services, IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>
    /// The declaration's own source first, behind the shared cache if there is one, then those that the application added. The
    /// keys of a tenant come from where its issuer says and nowhere else: what was added may hold the keys of the declared
    /// issuer.
    /// </summary>
    public IReadOnlyList<IKeySetSource> Of(Route route, RefreshPolicy policy)
    {
        var declaration = route.Provider.Declaration;
        var download = new KeyDownload(clients, declaration.HttpClientName, clock);
        (IKeySetSource own, var address) = route.Issuer.Keys switch
        {
            JwksKeySource source => ((IKeySetSource)new JwksSource(source, download), source.Uri),
            DiscoveryKeySource source => (new DiscoverySource(source, download), source.Uri),
            var other => throw new InvalidOperationException($"Keys of kind {other.GetType().Name} are not fetched."),
        };
        var first = services.GetService<KeySetSharing>()?.Share(own, address, route, policy) ?? own;
        return route is Tenant ? [first] : [first, .. services.GetKeyedServices<IKeySetSource>(declaration)];
    }
}
