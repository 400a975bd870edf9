namespace JwksSdk;

/// <summary>
/// The state of one key set at one moment. Moments are given by the wall clock as it stood then; spans are measured by the
/// monotonic clock and do not notice when the wall clock leaps.
/// </summary>
/// <param name="Provider">The full name of the declaring class.</param>
/// <param name="Issuer">The issuer, exactly as declared.</param>
public sealed record KeySetStatus(string Provider, string Issuer)
{
    /// <summary>The name of the source the keys came from, such as <c>http</c>; null when there are none.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the keys come from a stand-in, such as a pinned file, because the sources before it failed.</summary>
    public bool IsStandIn { get; init; }

    /// <summary>The keys that are held, trusted or not.</summary>
    public IReadOnlyList<KeyStatus> Keys { get; init; } = [];

    /// <summary>When the keys were fetched; null when they were not.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>When the next fetch is due; null when none is.</summary>
    public DateTimeOffset? RefreshAt { get; init; }

    /// <summary>Until when the keys are fresh; null without fetched keys.</summary>
    public DateTimeOffset? FreshUntil { get; init; }

    /// <summary>Until when the keys are trusted if no fetch succeeds; null without keys, or when there is no end.</summary>
    public DateTimeOffset? TrustedUntil { get; init; }

    /// <summary>How long the keys were to be trusted when they came; <see cref="TimeSpan.MaxValue"/> when there is no end.</summary>
    public TimeSpan Trust { get; init; }

    /// <summary>
    /// How long the keys are trusted still: zero when there are none or they are too old, <see cref="TimeSpan.MaxValue"/>
    /// when there is no end, as for a key given beforehand.
    /// </summary>
    public TimeSpan TrustLeft { get; init; }

    /// <summary>For how long a fetch has been due; zero when none is.</summary>
    public TimeSpan Overdue { get; init; }

    /// <summary>When the first fetch since the last good one failed; null when the last one did not.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Why the last fetch failed; <see cref="KeySetError.None"/> when it did not.</summary>
    public KeySetError LastError { get; init; }

    /// <summary>Whether a fetch is under way.</summary>
    public bool IsFetching { get; init; }

    /// <summary>Whether anything ever asked for the keys. Without that, a set that is fetched on demand has none, and lacks none.</summary>
    public bool WasAsked { get; init; }

    /// <summary>Whether there are keys that may be trusted.</summary>
    public bool IsTrusted => TrustLeft > TimeSpan.Zero;
}
