using JwksSdk.Testing;

namespace CustomProvider;

/// <summary>Servers on loopback, one a provider.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly List<FakeIdentityProviderServer> _servers = [];

    public static async Task<Servers> StartAsync(IEnumerable<FakeIdentityProvider> providers)
    {
        var servers = new Servers();
        using var client = new HttpClient();
        foreach (var provider in providers)
        {
            servers._servers.Add(await FakeIdentityProviderServer.StartAsync(provider));
            // Real providers are running already: none is to time out because it is still being compiled.
            await client.GetStringAsync(new Uri(provider.JwksUri));
        }

        return servers;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }
}
