using JwksSdk.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JwksSdk.DependencyInjection;

/// <summary>The health of one declaration: whether its tokens can be decided, and for how much longer. Makes no request.</summary>
internal sealed class JwksHealthCheck(RoutedProvider provider, IKeySets keySets) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var sets = keySets.All.Where(set => set.Provider == provider.Declaration.Name).ToArray();
        var worst = sets.Select(Judge).MinBy(static health => health.Status);
        var status = worst.Status == HealthStatus.Unhealthy ? context.Registration.FailureStatus : worst.Status;
        return Task.FromResult(new HealthCheckResult(status, worst.Description, data: Data(sets)));
    }

    private KeySetHealth Judge(KeySetStatus set) =>
        KeySetHealth.Of(set, provider.Facts.Startup, isPrimary: set.Issuer == provider.Routes[0].Issuer.Issuer);

    private static Dictionary<string, object> Data(IEnumerable<KeySetStatus> sets)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var set in sets)
        {
            data[$"{set.Issuer} trust left"] = set.TrustLeft.TotalSeconds;
            data[$"{set.Issuer} last error"] = set.LastError.ToString();
            data[$"{set.Issuer} source"] = set.Source ?? "none";
        }

        return data;
    }
}
