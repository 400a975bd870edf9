namespace JwksSdk.Tests.Support;

/// <summary>The bound that the README of src/JwksSdk/Keys states: at most Capacity + ⌊W / Refill⌋ fetches in any span of length W.</summary>
internal sealed record FetchBound(int Capacity, TimeSpan Refill)
{
    public static FetchBound OfTokens(TimeSpan coolDown) => new(2, coolDown);

    public static FetchBound OfBadSignatures(TimeSpan coolDown) => new(1, coolDown);

    public static FetchBound OfScheduled { get; } = new(8, TimeSpan.FromSeconds(20));

    /// <summary>Whether it holds in every span of time; the moments are in order.</summary>
    public void Check(IReadOnlyList<TimeSpan> moments)
    {
        for (var first = 0; first < moments.Count; first++)
        {
            for (var last = first; last < moments.Count; last++)
            {
                var span = moments[last] - moments[first];
                var most = Most(span);
                Assert.True(
                    last - first + 1 <= most,
                    $"{last - first + 1} fetches within {span} from {moments[first]}, and {most} are allowed."
                );
            }
        }
    }

    /// <summary>Whether one more fetch would break it.</summary>
    public bool IsSpentAt(IReadOnlyList<TimeSpan> moments, TimeSpan now)
    {
        for (var first = 0; first < moments.Count; first++)
        {
            if (moments.Count - first + 1 > Most(now - moments[first]))
            {
                return true;
            }
        }

        return false;
    }

    private long Most(TimeSpan span) => Capacity + (span.Ticks / Refill.Ticks);
}
