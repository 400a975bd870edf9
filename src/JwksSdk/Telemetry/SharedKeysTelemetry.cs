using Microsoft.Extensions.Logging;

namespace JwksSdk.Telemetry;

/// <summary>What is told about the shared entry of one key set.</summary>
internal sealed class SharedKeysTelemetry(string provider, string issuer, ILogger logger, JwksMetrics metrics)
{
    /// <summary>An entry did instead of a request.</summary>
    public void Used() => metrics.SharedEntry(provider, "used");

    /// <summary>An entry serves because the request failed.</summary>
    public void StoodIn() => metrics.SharedEntry(provider, "stand_in");

    /// <summary>An entry was written.</summary>
    public void Stored() => metrics.SharedEntry(provider, "stored");

    /// <summary>The cache could not be reached.</summary>
    public void Unavailable() => metrics.SharedEntry(provider, "unavailable");

    /// <summary>An entry is not used.</summary>
    public void Refused(string refusal)
    {
        metrics.SharedEntry(provider, "refused", refusal);
        Log.SharedEntryRefused(logger, issuer, refusal);
    }
}
