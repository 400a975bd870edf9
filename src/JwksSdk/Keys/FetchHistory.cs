namespace JwksSdk.Keys;

/// <summary>What the policy remembers of earlier fetches, in the store's monotonic time. Immutable.</summary>
internal sealed record FetchHistory
{
    /// <summary>Nothing fetched yet: both lanes are full.</summary>
    public static FetchHistory None { get; } = new();

    /// <summary>When the lane of fetches that tokens cause is full again.</summary>
    public TimeSpan TokensFullAt { get; init; } = TimeSpan.MinValue;

    /// <summary>When the lane of scheduled fetches is full again.</summary>
    public TimeSpan ScheduledFullAt { get; init; } = TimeSpan.MinValue;

    /// <summary>How many scheduled fetches failed since the last good fetch.</summary>
    public int Failures { get; init; }

    /// <summary>Until when no scheduled fetch may begin, after a failure.</summary>
    public TimeSpan RetryAt { get; init; } = TimeSpan.MinValue;

    /// <summary>When the first failure since the last good fetch was; null when the last fetch was good, or none was made.</summary>
    public TimeSpan? FailingSince { get; init; }

    /// <summary>Why the last fetch failed; <see cref="KeySetError.None"/> when it did not.</summary>
    public KeySetError LastError { get; init; }

    /// <summary>From when on it holds no fetch back: both lanes are full and no back-off is left.</summary>
    public TimeSpan VoidAt => new(Math.Max(Math.Max(TokensFullAt.Ticks, ScheduledFullAt.Ticks), RetryAt.Ticks));
}
