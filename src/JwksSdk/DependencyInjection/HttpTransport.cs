using System.Net;

namespace JwksSdk.DependencyInjection;

/// <summary>The connections to a provider: no redirect is followed, no cookie kept, and addresses are looked up anew in time.</summary>
internal static class HttpTransport
{
    public static void Configure(SocketsHttpHandler handler)
    {
        handler.AllowAutoRedirect = false;
        handler.AutomaticDecompression = DecompressionMethods.All;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        handler.UseCookies = false;
    }
}
