using JwksSdk.Telemetry;

namespace JwksSdk.Keys;

/// <summary>
/// Keeps the state of one key set and swaps it: at most one fetch in flight, which belongs to the key set and not to the
/// token that caused it; and a timer for the fetches that are due, where a host lets it run.
/// </summary>
internal sealed class KeySetRefresher : IDisposable
{
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Latest = TimeSpan.FromDays(1);

    private readonly KeySetFetch? _fetch;
    private readonly RefreshPolicy _policy;
    private readonly TimeProvider _clock;
    private readonly KeySetTelemetry _telemetry;
    private readonly CancellationToken _stopping;
    private readonly long _origin;
    private KeySetState _state = KeySetState.Cold;
    private ITimer? _timer;
    private bool _isKeptOnceFetched;
    private bool _isRetired;
    private long _toldExpired;
    private IReadOnlyList<RefusedKey> _refused = [];

    /// <summary>A key set that is fetched. Its times count from the timestamp given, or from now.</summary>
    public KeySetRefresher(
        KeySetFetch fetch,
        RefreshPolicy policy,
        TimeProvider clock,
        KeySetTelemetry telemetry,
        CancellationToken stopping,
        long? origin = null
    )
        : this(policy, clock, telemetry, origin)
    {
        _fetch = fetch;
        _stopping = stopping;
    }

    /// <summary>Keys given beforehand, which no fetch replaces.</summary>
    public KeySetRefresher(KeySnapshot given, RefreshPolicy policy, TimeProvider clock, KeySetTelemetry telemetry)
        : this(policy, clock, telemetry) => _state = KeySetState.Cold with { Snapshot = given };

    private KeySetRefresher(RefreshPolicy policy, TimeProvider clock, KeySetTelemetry telemetry, long? origin = null)
    {
        _policy = policy;
        _clock = clock;
        _telemetry = telemetry;
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
    public TimeSpan Now => _clock.GetElapsedTime(_origin);

    public TimeProvider Clock => _clock;

    public RefreshPolicy Policy => _policy;

    public KeySetTelemetry Telemetry => _telemetry;

    /// <summary>Where the application's listeners are told what happens; null for nowhere.</summary>
    public KeySetEvents? Events { get; init; }

    /// <summary>Whether there is anything to fetch: not with keys given beforehand.</summary>
    public bool CanFetch => _fetch is not null;

    /// <summary>What to do when a fetch is asked for.</summary>
    public FetchDecision Decide(KeySetState state, FetchReason reason, TimeSpan now) =>
        _fetch is null || (Volatile.Read(ref _isRetired) && state.Flight is null)
            ? FetchDecision.Skip
            : _policy.Decide(state, reason, now);

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
        var history = _policy.Begun(state.History, reason, now);
        var next = state with { History = history, Flight = flight, Latest = flight };
        if (Interlocked.CompareExchange(ref _state, next, state) != state)
        {
            return null;
        }

        // The fetch is shared: what flows with the request that caused it (log scopes, activity) is not its own.
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
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

    /// <summary>
    /// Begins the fetch that is due now, and lets the timer run: from now on what is due is fetched without a token asking
    /// for it.
    /// </summary>
    public void Schedule()
    {
        if (_fetch is null || Volatile.Read(ref _timer) is not null || _stopping.IsCancellationRequested)
        {
            return;
        }

        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            var timer = _clock.CreateTimer(
                static self => ((KeySetRefresher)self!).OnTimer(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
            if (Interlocked.CompareExchange(ref _timer, timer, null) is not null)
            {
                timer.Dispose();
            }
        }

        OnTimer();
    }

    /// <summary>Lets the timer run as soon as a fetch that something else causes has brought keys.</summary>
    public void ScheduleOnceFetched()
    {
        Volatile.Write(ref _isKeptOnceFetched, true);
        if (State.Snapshot is not null)
        {
            Schedule();
        }
    }

    /// <summary>Stops the timer. Look-ups go on, and so does a fetch under way.</summary>
    public void Unschedule()
    {
        Volatile.Write(ref _isKeptOnceFetched, false);
        Interlocked.Exchange(ref _timer, null)?.Dispose();
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

    /// <summary>Tells once that keys are no longer trusted, now that somebody noticed. Does not wait.</summary>
    public void NoticeExpiry(KeySnapshot snapshot)
    {
        var told = Volatile.Read(ref _toldExpired);
        if (
            told < snapshot.Generation
            && Interlocked.CompareExchange(ref _toldExpired, snapshot.Generation, told) == told
        )
        {
            var origin = Origin();
            var expired = new KeySetTrustExpired(origin.Provider, origin.Issuer, origin.At);
            Events?.Raise(expired);
            _ = LogApartAsync(expired);
        }
    }

    public void Dispose() => Unschedule();

    private void OnTimer()
    {
        if (State.Snapshot is { } snapshot && Now >= snapshot.Times.DeadAt)
        {
            NoticeExpiry(snapshot);
        }

        RefreshIfDue();
        SetTimer();
    }

    /// <summary>
    /// Sets the timer to the next moment at which a fetch is due and allowed, or trust ends; not at all while a fetch is
    /// under way.
    /// </summary>
    private void SetTimer()
    {
        var state = State;
        if (Volatile.Read(ref _timer) is not { } timer || state.Flight is not null)
        {
            return;
        }

        var now = Now;
        var due = state.DueAt;
        var opens = _policy.OpensAt(state.History, FetchReason.Due);
        var next = due > opens ? due : opens;
        if (state.Trusted(now) is { } trusted && trusted.Times.DeadAt < next)
        {
            next = trusted.Times.DeadAt;
        }

        // A timer may fire a little early, and must not be set for more than 49 days.
        var wait =
            next <= now ? Soonest
            : next - now < Latest ? next - now
            : Latest;
        timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private async Task FlyAsync(Flight flight, FetchReason reason, Func<KeySetReading, bool> helps, TimeSpan begun)
    {
        // Not even the sending may hold up the caller, who may have its key already.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        KeySetFetchSpan? span = null;
        FetchOutcome outcome;
        try
        {
            span = _telemetry.Begin(reason.ToString());
            outcome = await _fetch!.RunAsync(State.Snapshot, reason, helps, begun, _stopping).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whatever an added listener throws, the flight must land: everyone waits for it.
            outcome = new FetchOutcome(KeySetError.Unexpected, exception.GetType().Name);
        }

        // While a flight is up nobody else swaps the state.
        var before = State;
        var now = Now;
        var history = _policy.Ended(before.History, reason, outcome.Error, now);
        var after = before with { Snapshot = outcome.Snapshot ?? before.Snapshot, History = history, Flight = null };
        var events = Differences(before, after, outcome, now);
        Volatile.Write(ref _state, after);
        flight.Land(outcome with { Events = events });
        KeepOnceFetched(after);
        SetTimer();
        if (!_stopping.IsCancellationRequested)
        {
            Tell(before, after, span, outcome, events, now);
        }

        span?.Dispose();
    }

    private void KeepOnceFetched(KeySetState state)
    {
        if (!Volatile.Read(ref _isKeptOnceFetched) || state.Snapshot is null)
        {
            return;
        }

        Schedule();
        if (!Volatile.Read(ref _isKeptOnceFetched))
        {
            // Stopped in between.
            Unschedule();
        }
    }

    /// <summary>Tells what happened, now that everyone who waited goes on. A fetch that the end of the application cut off is no news.</summary>
    private void Tell(
        KeySetState before,
        KeySetState after,
        KeySetFetchSpan? span,
        FetchOutcome outcome,
        KeySetEvent[] events,
        TimeSpan now
    )
    {
        if (before.Snapshot is { } earlier && now >= earlier.Times.DeadAt)
        {
            NoticeExpiry(earlier);
        }

        Report(span, outcome, events, after.Trusted(now));
    }

    private KeySetEvent[] Differences(KeySetState before, KeySetState after, FetchOutcome outcome, TimeSpan now)
    {
        // Of the latest reading and not of the snapshot: a set without a usable key leaves the snapshot as it is.
        var refused = outcome.Reading?.Refused ?? _refused;
        var refusedBefore = _refused;
        _refused = refused;
        var origin = Origin();
        return
        [
            .. KeySetDiff.Keys(origin, before.Snapshot?.Keys ?? [], after.Snapshot?.Keys ?? []),
            .. KeySetDiff.Refused(origin, refusedBefore, refused),
            .. KeySetDiff.Outage(origin, before.History, after.History, now),
        ];
    }

    private KeySetOrigin Origin() => new(_telemetry.Provider, _telemetry.Issuer, _clock.GetUtcNow());

    private void Report(KeySetFetchSpan? span, FetchOutcome outcome, KeySetEvent[] events, KeySnapshot? trusted)
    {
        foreach (var keySetEvent in events)
        {
            Events?.Raise(keySetEvent);
            KeySetEventLog.Write(_telemetry.Logger, keySetEvent, hasKeys: trusted is not null);
        }

        if (outcome is { Error: KeySetError.None, Snapshot: { } snapshot })
        {
            span?.Fetched(snapshot.Source, outcome.IsNotModified, snapshot.Keys.Count, snapshot.Refused.Count);
        }
        else
        {
            span?.Failed(outcome.Error.ToString(), outcome.Detail, hasKeys: trusted is not null);
        }
    }

    /// <summary>Logs on another thread: the one that noticed may be verifying a token.</summary>
    private async Task LogApartAsync(KeySetEvent keySetEvent)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        KeySetEventLog.Write(_telemetry.Logger, keySetEvent, hasKeys: false);
    }
}
