using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JwksSdk.DependencyInjection;

/// <summary>How well one key set is. Pure.</summary>
/// <param name="Status">The verdict.</param>
/// <param name="Description">Why, in a sentence; null when all is well.</param>
internal readonly record struct KeySetHealth(HealthStatus Status, string? Description)
{
    /// <summary>How long a fetch may be due before that tells anything: one takes 8 seconds at most.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly KeySetHealth Healthy = new(HealthStatus.Healthy, null);

    /// <summary>Judges a key set.</summary>
    /// <param name="set">The key set.</param>
    /// <param name="startup">What the declaration owes to its keys.</param>
    /// <param name="isPrimary">Whether it is that of the declaration's primary issuer; a further one is not needed before it was had.</param>
    public static KeySetHealth Of(KeySetStatus set, KeyStartup startup, bool isPrimary)
    {
        if (!set.IsTrusted)
        {
            var isNeeded = isPrimary ? startup != KeyStartup.Lazy || set.WasAsked : set.Keys.Count > 0;
            return !isNeeded
                ? Healthy
                : new KeySetHealth(
                    startup == KeyStartup.Required ? HealthStatus.Unhealthy : HealthStatus.Degraded,
                    $"There are no trusted keys of {set.Issuer}: {Cause(set)}."
                );
        }

        return set.IsStandIn
                ? new KeySetHealth(
                    HealthStatus.Degraded,
                    $"The keys of {set.Issuer} come from a stand-in: {set.Source}."
                )
            : IsRunningOut(set)
                ? new KeySetHealth(
                    HealthStatus.Degraded,
                    $"A third or less of the trust in the keys of {set.Issuer} is left: {Cause(set)}."
                )
            : Healthy;
    }

    /// <summary>
    /// A third of the trust is left, and a fetch that should have renewed it did not. With a long lifetime the last third
    /// begins before a fetch is even due: that alone is no failing.
    /// </summary>
    private static bool IsRunningOut(KeySetStatus set) =>
        set.TrustLeft <= set.Trust / 3 && (set.LastError != KeySetError.None || set.Overdue >= Patience);

    private static string Cause(KeySetStatus set) =>
        set.LastError != KeySetError.None ? set.LastError.ToString() : "no fetch was made";
}
