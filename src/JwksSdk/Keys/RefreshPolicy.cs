namespace JwksSdk.Keys;

/// <summary>
/// When key sets are fetched and how long they are trusted: pure functions of state and time. Two lanes that cannot spend
/// each other's budget: fetches that tokens cause; and scheduled ones, for want of keys or freshness, which failures hold
/// back too. The README of this folder has the bound that follows.
/// </summary>
internal sealed record RefreshPolicy
{
    /// <summary>How many fetches tokens may cause at once: one, and a spare for a rotation that follows a first miss.</summary>
    public const int TokensCapacity = 2;

    /// <summary>How many scheduled fetches may begin at once: a first one and its seven retries, the last after 16 seconds.</summary>
    public const int ScheduledCapacity = 8;

    /// <summary>How long it takes until one more scheduled fetch may begin; less than the shortest time between two that are due.</summary>
    public static readonly TimeSpan ScheduledRefill = TimeSpan.FromSeconds(20);

    /// <summary>How long nothing scheduled is fetched after a first failure; doubled with each further one, up to 32 seconds.</summary>
    public static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(250);

    private const int MaxDoublings = 7;

    /// <inheritdoc cref="KeySetOptions.Lifetime" />
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc cref="KeySetOptions.MinLifetime" />
    public TimeSpan MinLifetime { get; init; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc cref="KeySetOptions.MaxLifetime" />
    public TimeSpan MaxLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <inheritdoc cref="KeySetOptions.StaleLimit" />
    public TimeSpan StaleLimit { get; init; } = TimeSpan.FromHours(1);

    /// <inheritdoc cref="KeySetOptions.UnknownKeyCoolDown" />
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Where this key set of this process stands among its equals, from 0 to 1: spreads refreshes and retries of a fleet,
    /// always in the same way for the same key set and process.
    /// </summary>
    public double Jitter { get; init; } = 0.5;

    private RefreshLane Tokens => new(TokensCapacity, CoolDown);

    private static RefreshLane Scheduled => new(ScheduledCapacity, ScheduledRefill);

    /// <summary>What to do when a fetch is asked for.</summary>
    public FetchDecision Decide(KeySetState state, FetchReason reason, TimeSpan now) =>
        state.Flight is not null ? FetchDecision.Join
        : now >= OpensAt(state.History, reason) ? FetchDecision.Start
        : FetchDecision.Skip;

    /// <summary>From when on a fetch may begin.</summary>
    public TimeSpan OpensAt(FetchHistory history, FetchReason reason) =>
        reason switch
        {
            FetchReason.UnknownKeyId => Opening(Tokens, history.TokensFullAt, spare: 0),
            // Forged signatures under a known kid must not keep a rotation from being found: the last one is left to it.
            FetchReason.BadSignature => Opening(Tokens, history.TokensFullAt, spare: 1),
            _ => Later(Opening(Scheduled, history.ScheduledFullAt, spare: 0), history.RetryAt),
        };

    /// <summary>The history once a fetch has begun.</summary>
    public FetchHistory Begun(FetchHistory history, FetchReason reason, TimeSpan now) =>
        IsCausedByToken(reason)
            ? history with
            {
                TokensFullAt = Tokens.Spend(history.TokensFullAt, now),
            }
            : history with
            {
                ScheduledFullAt = Scheduled.Spend(history.ScheduledFullAt, now),
            };

    /// <summary>
    /// The history once a fetch is over. A failed one that a token caused does not hold the scheduled ones back: otherwise
    /// junk could, for as long as an outage lasts.
    /// </summary>
    public FetchHistory Ended(FetchHistory history, FetchReason reason, KeySetError error, TimeSpan now)
    {
        if (error == KeySetError.None)
        {
            return history with
            {
                Failures = 0,
                RetryAt = TimeSpan.MinValue,
                FailingSince = null,
                LastError = KeySetError.None,
            };
        }

        var failing = history with { FailingSince = history.FailingSince ?? now, LastError = error };
        return IsCausedByToken(reason)
            ? failing
            : failing with
            {
                Failures = history.Failures + 1,
                RetryAt = now + BackOff(history.Failures),
            };
    }

    /// <summary>When a key set is due for a refresh, no longer fresh, and no longer trusted.</summary>
    /// <param name="fetchedAt">When its fetch began.</param>
    /// <param name="lifetime">How long its source says that it is fresh; null when it does not say.</param>
    public KeySetTimes Times(TimeSpan fetchedAt, TimeSpan? lifetime)
    {
        var fresh = Clamp(lifetime ?? Lifetime);
        return new KeySetTimes(
            fetchedAt,
            fetchedAt + (fresh * (0.8 + (0.1 * Jitter))),
            fetchedAt + fresh,
            fetchedAt + fresh + StaleLimit
        );
    }

    /// <summary>Whether a token caused it while there were keys.</summary>
    public static bool IsCausedByToken(FetchReason reason) =>
        reason is FetchReason.UnknownKeyId or FetchReason.BadSignature;

    private static TimeSpan Opening(RefreshLane lane, TimeSpan fullAt, int spare) =>
        fullAt == TimeSpan.MinValue ? fullAt : lane.OpensAt(fullAt, spare);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private TimeSpan BackOff(int failures) =>
        FirstBackOff * (1 << Math.Min(failures, MaxDoublings)) * (0.75 + (0.5 * Jitter));

    private TimeSpan Clamp(TimeSpan lifetime) =>
        lifetime < MinLifetime ? MinLifetime
        : lifetime > MaxLifetime ? MaxLifetime
        : lifetime;
}
