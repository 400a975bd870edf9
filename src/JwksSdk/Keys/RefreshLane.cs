namespace JwksSdk.Keys;

/// <summary>
/// One lane of the budget for fetches: a token bucket, kept as the one moment at which it is full again. In any span of time
/// of length W it lets at most <c>Capacity + ⌊W / Refill⌋</c> fetches begin. Pure.
/// </summary>
/// <param name="Capacity">How many fetches may begin at once when it is full.</param>
/// <param name="Refill">How long it takes until one more may begin.</param>
internal readonly record struct RefreshLane(int Capacity, TimeSpan Refill)
{
    /// <summary>From when on a fetch may begin.</summary>
    /// <param name="fullAt">When the lane is full again.</param>
    /// <param name="spare">How many of its fetches are to be left to others.</param>
    public TimeSpan OpensAt(TimeSpan fullAt, int spare = 0) => fullAt - ((Capacity - 1 - spare) * Refill);

    /// <summary>When the lane is full again, once a fetch has begun.</summary>
    public TimeSpan Spend(TimeSpan fullAt, TimeSpan now) => (fullAt > now ? fullAt : now) + Refill;
}
