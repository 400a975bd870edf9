using JwksSdk.Keys;
using JwksSdk.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace JwksSdk.DependencyInjection;

/// <summary>
/// Makes a misconfiguration fail the start (two declarations with one issuer, a federation without one of its members, …), begins to fetch keys in the background, so
/// that the first token need not wait, and waits for those without which the application must not start
/// (<see cref="KeyStartup"/>).
/// </summary>
internal sealed class JwksStartup(IServiceProvider services) : IHostedService
{
    private KeyStore? _keys;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Resolved here and not injected, so that the options are validated, all of them together, before.
        _keys = services.GetRequiredService<KeyStore>();
        services.GetRequiredService<TenantStore>();
        services.GetRequiredService<FederationTable>();
        return _keys.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _keys?.Stop();
        return Task.CompletedTask;
    }
}
