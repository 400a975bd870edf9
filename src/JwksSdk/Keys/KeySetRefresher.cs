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

    /// <summary>A key set that is fetched.</summary>
    public KeySetRefresher(
        KeySetFetch fetch,
        RefreshPolicy policy,
        TimeProvider clock,
        KeySetTelemetry telemetry,
        CancellationToken stopping
    )
        : this(policy, clock, telemetry)
    {
        _fetch = fetch;
        _stopping = stopping;
    }

    /// <summary>Keys given beforehand, which no fetch replaces.</summary>
    public KeySetRefresher(KeySnapshot given, RefreshPolicy policy, TimeProvider clock, KeySetTelemetry telemetry)
        : this(policy, clock, telemetry) => _state = KeySetState.Cold with { Snapshot = given };

    private KeySetRefresher(RefreshPolicy policy, TimeProvider clock, KeySetTelemetry telemetry)
    {
        _policy = policy;
        _clock = clock;
        _telemetry = telemetry;
        _origin = clock.GetTimestamp();
    }

    /// <summary>What is known now: one volatile read.</summary>
    public KeySetState State => Volatile.Read(ref _state);

    /// <summary>The present, in the key set's monotonic time.</summary>
    public TimeSpan Now => _clock.GetElapsedTime(_origin);

    public RefreshPolicy Policy => _policy;

    /// <summary>Whether there is anything to fetch: not with keys given beforehand.</summary>
    public bool CanFetch => _fetch is not null;

    /// <summary>What to do when a fetch is asked for.</summary>
    public FetchDecision Decide(KeySetState state, FetchReason reason, TimeSpan now) =>
        _fetch is null ? FetchDecision.Skip : _policy.Decide(state, reason, now);

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
        var next = state with { History = _policy.Begun(state.History, reason, now), Flight = flight };
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
    /// Begins the fetch that is due now, and lets the timer run: from now on what is due is fetched without a token asking
    /// for it.
    /// </summary>
    public void Schedule()
    {
        if (_fetch is null || _timer is not null)
        {
            return;
        }

        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _timer = _clock.CreateTimer(
                static self => ((KeySetRefresher)self!).OnTimer(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
        }

        OnTimer();
    }

    public void Dispose() => _timer?.Dispose();

    private void OnTimer()
    {
        RefreshIfDue();
        SetTimer();
    }

    /// <summary>Sets the timer to the next moment at which a fetch is due and allowed; not at all while one is under way.</summary>
    private void SetTimer()
    {
        var state = State;
        if (_timer is null || state.Flight is not null)
        {
            return;
        }

        var due = state.Snapshot?.Times.RefreshAt ?? TimeSpan.MinValue;
        var opens = _policy.OpensAt(state.History, FetchReason.Due);
        var next = due > opens ? due : opens;
        var now = Now;

        // A timer may fire a little early, and must not be set for more than 49 days.
        var wait =
            next <= now ? Soonest
            : next - now < Latest ? next - now
            : Latest;
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
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
        var history = _policy.Ended(before.History, reason, outcome.Error, Now);
        Volatile.Write(ref _state, new KeySetState(outcome.Snapshot ?? before.Snapshot, history, null));
        flight.Land(outcome);
        SetTimer();
        Report(span, outcome, before.Snapshot);
        span?.Dispose();
    }

    private void Report(KeySetFetchSpan? span, FetchOutcome outcome, KeySnapshot? earlier)
    {
        foreach (var key in outcome.Reading?.Refused ?? [])
        {
            if (earlier?.Refused.Any(key.IsSameAs) != true)
            {
                _telemetry.KeyRefused(key.KeyIdHash, key.Reason.ToString(), key.Thumbprint);
            }
        }

        if (outcome.Error == KeySetError.None)
        {
            span?.Fetched(outcome.Snapshot!.Keys.Count, outcome.Snapshot.Refused.Count);
        }
        else
        {
            span?.Failed(outcome.Error.ToString(), outcome.Detail, hasKeys: earlier is not null);
        }
    }
}
