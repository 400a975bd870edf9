using JwksSdk.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace JwksSdk.DependencyInjection;

/// <summary>
/// Makes a misconfiguration fail the start (two declarations with one issuer, …), and begins to fetch the keys of
/// each declaration's primary issuer in the background, so that the first token need not wait. A provider that does not answer does not keep the host from starting.
/// </summary>
internal sealed class JwksStartup(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Resolved here and not injected, so that the options are validated, all of them together, before.
        var keys = services.GetRequiredService<KeyStore>();
        services.GetRequiredService<TenantStore>();
        keys.Refresh();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
