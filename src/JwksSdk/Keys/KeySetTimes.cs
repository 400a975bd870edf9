namespace JwksSdk.Keys;

/// <summary>The moments in the life of a fetched key set, in the store's monotonic time.</summary>
/// <param name="FetchedAt">When its fetch began.</param>
/// <param name="RefreshAt">When the next fetch is due: some time before it is no longer fresh.</param>
/// <param name="FreshUntil">When it is no longer fresh. It goes on answering.</param>
/// <param name="DeadAt">When its keys are no longer trusted, unless a fetch renews them: one may have been withdrawn since.</param>
internal readonly record struct KeySetTimes(
    TimeSpan FetchedAt,
    TimeSpan RefreshAt,
    TimeSpan FreshUntil,
    TimeSpan DeadAt
)
{
    /// <summary>Of keys given beforehand: never due, always fresh.</summary>
    public static KeySetTimes Fixed { get; } =
        new(TimeSpan.Zero, TimeSpan.MaxValue, TimeSpan.MaxValue, TimeSpan.MaxValue);

    /// <summary>How long the keys are trusted still; zero when they are not, the greatest value when there is no end.</summary>
    public TimeSpan TrustLeft(TimeSpan now) =>
        DeadAt == TimeSpan.MaxValue ? TimeSpan.MaxValue
        : DeadAt > now ? DeadAt - now
        : TimeSpan.Zero;
}
