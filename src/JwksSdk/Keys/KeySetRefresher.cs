using JwksSdk.Telemetry;

namespace JwksSdk.Keys;

/// <summary>
/// Keeps the state of one key set and swaps it: at most one fetch in flight, which belongs to the key set and not to the
/// token that caused it.
/// </summary>
internal sealed class KeySetRefresher
{
    private readonly KeySetFetch? _fetch;
    private readonly CancellationToken _stopping;
    private readonly long _origin;
    private KeySetState _state = KeySetState.Cold;
    private bool _isRetired;

    /// <summary>A key set that is fetched. Its times count from the timestamp given, or from now.</summary>
    public KeySetRefresher(
        KeySetFetch fetch,
        RefreshPolicy policy,
        TimeProvider clock,
        KeySetNews news,
        CancellationToken stopping,
        long? origin = null
    )
        : this(policy, clock, news, origin)
    {
        _fetch = fetch;
        _stopping = stopping;
        Timer = new KeySetTimer(this, stopping);
    }

    /// <summary>Keys given beforehand, which no fetch replaces.</summary>
    public KeySetRefresher(KeySnapshot given, RefreshPolicy policy, TimeProvider clock, KeySetNews news)
        : this(policy, clock, news) => _state = KeySetState.Cold with { Snapshot = given };

    private KeySetRefresher(RefreshPolicy policy, TimeProvider clock, KeySetNews news, long? origin = null)
    {
        Policy = policy;
        Clock = clock;
        News = news;
        _origin = origin ?? clock.GetTimestamp();
    }

    /// <summary>What was fetched before, in times of the same origin. Default: nothing.</summary>
    public FetchHistory History
    {
        init => _state = _state with { History = value };
    }

    /// <summary>What is known now: one volatile read.</summary>
    public KeySetState State => Volatile.Read(ref _state);

    /// <summary>The present, in the key set's monotonic time.</summary>
    public TimeSpan Now => Clock.GetElapsedTime(_origin);

    public TimeProvider Clock { get; }

    public RefreshPolicy Policy { get; }

    /// <summary>Tells what happens to the keys.</summary>
    public KeySetNews News { get; }

    public KeySetTelemetry Telemetry => News.Telemetry;

    /// <summary>Whether there is anything to fetch: not with keys given beforehand.</summary>
    public bool CanFetch => _fetch is not null;

    /// <summary>Fetches ahead of time, where a host lets it run; null when there is nothing to fetch.</summary>
    public KeySetTimer? Timer { get; }

    /// <summary>What to do when a fetch is asked for.</summary>
    public FetchDecision Decide(KeySetState state, FetchReason reason, TimeSpan now) =>
        _fetch is null || (Volatile.Read(ref _isRetired) && state.Flight is null)
            ? FetchDecision.Skip
            : Policy.Decide(state, reason, now);

    /// <summary>Begins a fetch, unless another thread changed the state in between: then null.</summary>
    /// <param name="state">The state on which it was decided.</param>
    /// <param name="reason">Why.</param>
    /// <param name="now">When.</param>
    /// <param name="helps">Whether a reading has what the fetch is for; null when any will do.</param>
    public Flight? TryStart(
        KeySetState state,
        FetchReason reason,
        TimeSpan now,
        Func<KeySetReading, bool>? helps = null
    )
    {
        var flight = new Flight();
        var history = Policy.Begun(state.History, reason, now);
        var next = state with { History = history, Flight = flight, Latest = flight };
        if (Interlocked.CompareExchange(ref _state, next, state) != state)
        {
            return null;
        }

        // The fetch is shared: what flows with the request that caused it (log scopes, activity) is not its own.
        using (ExecutionContext.SuppressFlow())
        {
            _ = FlyAsync(flight, reason, helps ?? (static _ => true), now);
        }

        return flight;
    }

    /// <summary>Begins the fetch that is due now, if one is and its budget allows it. Does not wait for it.</summary>
    public void RefreshIfDue()
    {
        var state = State;
        var now = Now;
        if (state.ScheduledReason(now) is { } reason && Decide(state, reason, now) == FetchDecision.Start)
        {
            TryStart(state, reason, now);
        }
    }

    /// <summary>
    /// Waits for one fetch, its own or the one under way, unless there are trusted keys already. Gives why there are none;
    /// <see cref="KeySetError.None"/> when there are.
    /// </summary>
    public async Task<KeySetError> LoadAsync(CancellationToken cancellationToken)
    {
        while (State is var state && state.Trusted(Now) is null)
        {
            var now = Now;
            switch (Decide(state, FetchReason.NoKeys, now))
            {
                case FetchDecision.Start:
                    TryStart(state, FetchReason.NoKeys, now);
                    break;
                case FetchDecision.Join:
                    var outcome = await state.Flight!.Landed.WaitAsync(cancellationToken).ConfigureAwait(false);
                    return State.Trusted(Now) is null ? outcome.Error : KeySetError.None;
                default:
                    return state.History.LastError;
            }
        }

        return KeySetError.None;
    }

    /// <summary>Begins no fetch any more, and gives what was begun. One that is under way goes on.</summary>
    public FetchHistory Retire()
    {
        Volatile.Write(ref _isRetired, true);
        while (true)
        {
            // Put in place of itself: whoever decided on the state before does not get to begin.
            var state = State;
            if (state.Flight is not null || Interlocked.CompareExchange(ref _state, state with { }, state) == state)
            {
                return state.History;
            }
        }
    }

    private async Task FlyAsync(Flight flight, FetchReason reason, Func<KeySetReading, bool> helps, TimeSpan begun)
    {
        // Not even the sending may hold up the caller, who may have its key already.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        KeySetFetchSpan? span = null;
        FetchOutcome outcome;
        try
        {
            span = Telemetry.Begin(reason.ToString());
            var wallBegun = Clock.GetUtcNow() - (Now - begun);
            outcome = await _fetch!.RunAsync(State, reason, helps, begun, wallBegun, _stopping).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whatever an added listener throws, the flight must land: everyone waits for it.
            outcome = new FetchOutcome(KeySetError.Unexpected, exception.GetType().Name) { Lost = State.Lost };
        }

        // While a flight is up nobody else swaps the state.
        var before = State;
        var now = Now;
        var history = Policy.Ended(before.History, reason, outcome.Error, now);
        var after = before with
        {
            Snapshot = outcome.Snapshot ?? before.Snapshot,
            Lost = outcome.Lost,
            History = history,
            Flight = null,
        };
        outcome = outcome with { Events = News.Of(before, after, outcome, now) };
        Volatile.Write(ref _state, after);
        flight.Land(outcome);
        Timer?.OnLanded();
        using (span)
        {
            // Last: everyone who waited goes on already. A fetch that the end of the application cut off is no news.
            if (!_stopping.IsCancellationRequested)
            {
                News.Tell(before, after, outcome, span, now);
            }
        }
    }
}
