using Microsoft.Extensions.Logging;

namespace JwksSdk.Telemetry;

/// <summary>What is told about the shared entry of one key set.</summary>
internal sealed class SharedKeysTelemetry(string provider, string issuer, ILogger logger, JwksMetrics metrics)
{
    private string? _refusal;

    /// <summary>An entry did instead of a request.</summary>
    public void Used() => metrics.SharedEntry(provider, "used");

    /// <summary>An entry serves because the request failed.</summary>
    public void StoodIn() => metrics.SharedEntry(provider, "stand_in");

    /// <summary>An entry was written.</summary>
    public void Stored() => metrics.SharedEntry(provider, "stored");

    /// <summary>The cache could not be reached.</summary>
    public void Unavailable() => metrics.SharedEntry(provider, "unavailable");

    /// <summary>An entry may be used: the next refusal is news again.</summary>
    public void Read() => Volatile.Write(ref _refusal, null);

    /// <summary>An entry is not used. Logged once until another reason, or a good entry: who writes it chooses how often it is read.</summary>
    public void Refused(string refusal)
    {
        metrics.SharedEntry(provider, "refused", refusal);
        if (Interlocked.Exchange(ref _refusal, refusal) != refusal)
        {
            Log.SharedEntryRefused(logger, issuer, refusal);
        }
    }
}
