using System.Net;
using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.DependencyInjection;

/// <summary>The HTTP client of a provider.</summary>
internal static class HttpTransport
{
    /// <summary>Sets up the client: connections, resilience, and logs without credentials.</summary>
    public static void AddTransport(this IHttpClientBuilder client, ProviderDeclaration declaration) =>
        client
            .UseSocketsHttpHandler(
                (handler, services) =>
                {
                    var facts = services.GetRequiredKeyedService<RoutedProvider>(declaration).Facts;
                    Configure(handler, services.GetRequiredService<INetwork>(), facts.PrivateNetwork);
                }
            )
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .NeverLogCredentials()
            .AddResilience();

    /// <summary>
    /// No redirect is followed, no cookie kept, addresses are looked up anew in time, a connection goes only where the
    /// declaration allows, and no try has two new ones.
    /// </summary>
    private static void Configure(SocketsHttpHandler handler, INetwork network, bool privateNetwork)
    {
        handler.AllowAutoRedirect = false;
        handler.AutomaticDecompression = DecompressionMethods.All;
        handler.ConnectCallback = new GuardedConnect(handler, network, privateNetwork).ConnectAsync;
        handler.PlaintextStreamFilter = GuardedConnect.TakeAsync;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        handler.UseCookies = false;
    }
}
