namespace JwksSdk.Keys;

/// <summary>Why a fetch is asked for.</summary>
internal enum FetchReason
{
    /// <summary>There are no keys yet.</summary>
    NoKeys,

    /// <summary>The keys are no longer fresh.</summary>
    Stale,

    /// <summary>A token names a key that is not in the set.</summary>
    UnknownKeyId,

    /// <summary>A signature does not hold under the key it names: the issuer may have reused the kid.</summary>
    BadSignature,
}

/// <summary>What to do when a fetch is asked for.</summary>
internal enum FetchDecision
{
    /// <summary>Answer with what there is: the budget is spent.</summary>
    Skip,

    /// <summary>Share the fetch under way.</summary>
    Join,

    /// <summary>Begin a fetch.</summary>
    Start,
}

/// <summary>What the policy remembers of earlier fetches, in the store's monotonic time.</summary>
/// <param name="TokensWaitUntil">Until when no token may cause a fetch.</param>
/// <param name="Failures">How many fetches failed since the last good one.</param>
/// <param name="RetryAt">Until when no fetch for want of keys or freshness may begin, after a failure.</param>
internal readonly record struct FetchHistory(TimeSpan TokensWaitUntil, int Failures, TimeSpan RetryAt);

/// <summary>
/// When key sets are fetched: pure functions of state and time. Two lanes that cannot spend each other's budget: fetches
/// that tokens cause, at most one per cool-down; and fetches for want of keys or freshness, held back by failures alone.
/// </summary>
/// <param name="Lifetime">How long a set is fresh.</param>
/// <param name="CoolDown">The least time between the begins of two fetches that tokens cause.</param>
internal sealed record RefreshPolicy(TimeSpan Lifetime, TimeSpan CoolDown)
{
    /// <summary>How long a set that is no longer fresh goes on answering while no new one can be had.</summary>
    public TimeSpan StaleLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long nothing is fetched after a first failure; doubled with each further one, up to 32 seconds.</summary>
    public static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(250);

    public static FetchDecision Decide(KeySetState state, FetchReason reason, TimeSpan now)
    {
        if (state.Flight is not null)
        {
            return FetchDecision.Join;
        }

        var allowedFrom = IsCausedByToken(reason) ? state.History.TokensWaitUntil : state.History.RetryAt;
        return now >= allowedFrom ? FetchDecision.Start : FetchDecision.Skip;
    }

    /// <summary>The history once a fetch has begun.</summary>
    public FetchHistory Begun(FetchHistory history, FetchReason reason, TimeSpan now) =>
        IsCausedByToken(reason) ? history with { TokensWaitUntil = now + CoolDown } : history;

    /// <summary>The history once a fetch is over.</summary>
    public static FetchHistory Ended(FetchHistory history, bool good, TimeSpan now)
    {
        if (good)
        {
            return history with { Failures = 0, RetryAt = TimeSpan.Zero };
        }

        var doublings = Math.Min(history.Failures, 7);
        return history with { Failures = history.Failures + 1, RetryAt = now + (FirstBackOff * (1 << doublings)) };
    }

    private static bool IsCausedByToken(FetchReason reason) =>
        reason is FetchReason.UnknownKeyId or FetchReason.BadSignature;
}
