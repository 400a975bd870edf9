namespace JwksSdk.Keys;

/// <summary>
/// Fetches what is due without a token asking for it, from when a host starts it until it stops it. Set to the next moment
/// at which there is something to do; not set at all while a fetch is under way.
/// </summary>
internal sealed class KeySetTimer(KeySetRefresher refresher, CancellationToken stopping)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private ITimer? _timer;
    private bool _startsOnceFetched;

    /// <summary>Begins the fetch that is due now, and goes on from there.</summary>
    public void Start()
    {
        lock (_lock)
        {
            MakeTimer();
            if (_timer is null)
            {
                return;
            }
        }

        OnTime();
    }

    /// <summary>Starts as soon as there are keys, which something else causes to be fetched.</summary>
    public void StartOnceFetched()
    {
        lock (_lock)
        {
            _startsOnceFetched = true;
        }

        OnLanded();
    }

    /// <summary>Stops. Look-ups go on, and so does a fetch under way.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _startsOnceFetched = false;
            _timer?.Dispose();
            _timer = null;
        }
    }

    /// <summary>Goes on, now that no fetch is under way.</summary>
    public void OnLanded()
    {
        lock (_lock)
        {
            if (_startsOnceFetched && refresher.State.Snapshot is not null)
            {
                MakeTimer();
            }
        }

        Set();
    }

    private void OnTime()
    {
        if (refresher.State.Snapshot is { } snapshot && refresher.Now >= snapshot.Times.DeadAt)
        {
            refresher.News.TellExpired(snapshot);
        }

        refresher.RefreshIfDue();
        Set();
    }

    private void Set()
    {
        // Within the lock: nobody sets it by an older state after this.
        lock (_lock)
        {
            var state = refresher.State;
            if (state.Flight is null)
            {
                // A timer may fire a little early: then it is set once more.
                var now = refresher.Now;
                var next = NextAt(state, now);
                _timer?.Change(next > now ? next - now : Soonest, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>The next moment at which a fetch is due and allowed, or trust ends.</summary>
    private TimeSpan NextAt(KeySetState state, TimeSpan now)
    {
        var due = state.DueAt;
        var opens = refresher.Policy.OpensAt(state.History, FetchReason.Due);
        var next = due > opens ? due : opens;
        return state.Trusted(now) is { } trusted && trusted.Times.DeadAt < next ? trusted.Times.DeadAt : next;
    }

    private void MakeTimer()
    {
        if (_timer is not null || stopping.IsCancellationRequested)
        {
            return;
        }

        // What flows with whoever starts it (log scopes, activity) is not the timer's own.
        using (ExecutionContext.SuppressFlow())
        {
            _timer = refresher.Clock.CreateTimer(
                static self => ((KeySetTimer)self!).OnTime(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
        }
    }
}
