namespace JwksSdk.Keys;

/// <summary>
/// Fetches what is due without a token asking for it, from when a host starts it until it stops it. Set to the next moment
/// at which there is something to do; not set at all while a fetch is under way.
/// </summary>
internal sealed class KeySetTimer(KeySetRefresher refresher, CancellationToken stopping)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Latest = TimeSpan.FromDays(1);

    private ITimer? _timer;
    private bool _startsOnceFetched;

    /// <summary>Begins the fetch that is due now, and goes on from there.</summary>
    public void Start()
    {
        if (Volatile.Read(ref _timer) is not null || stopping.IsCancellationRequested)
        {
            return;
        }

        using (ExecutionContext.SuppressFlow())
        {
            var timer = refresher.Clock.CreateTimer(
                static self => ((KeySetTimer)self!).OnTime(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
            if (Interlocked.CompareExchange(ref _timer, timer, null) is not null)
            {
                timer.Dispose();
            }
        }

        OnTime();
    }

    /// <summary>Starts as soon as a fetch that something else causes has brought keys.</summary>
    public void StartOnceFetched()
    {
        Volatile.Write(ref _startsOnceFetched, true);
        if (refresher.State.Snapshot is not null)
        {
            Start();
        }
    }

    /// <summary>Stops. Look-ups go on, and so does a fetch under way.</summary>
    public void Stop()
    {
        Volatile.Write(ref _startsOnceFetched, false);
        Interlocked.Exchange(ref _timer, null)?.Dispose();
    }

    /// <summary>Goes on once the outcome of a fetch is in the state.</summary>
    public void OnLanded()
    {
        if (Volatile.Read(ref _startsOnceFetched) && refresher.State.Snapshot is not null)
        {
            Start();
            if (!Volatile.Read(ref _startsOnceFetched))
            {
                // Stopped in between.
                Stop();
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
        var state = refresher.State;
        if (Volatile.Read(ref _timer) is not { } timer || state.Flight is not null)
        {
            return;
        }

        // A timer may fire a little early, and must not be set for more than 49 days.
        var wait = NextAt(state) - refresher.Now;
        timer.Change(
            wait < Soonest ? Soonest
                : wait > Latest ? Latest
                : wait,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>The next moment at which a fetch is due and allowed, or trust ends.</summary>
    private TimeSpan NextAt(KeySetState state)
    {
        var due = state.DueAt;
        var opens = refresher.Policy.OpensAt(state.History, FetchReason.Due);
        var next = due > opens ? due : opens;
        return state.Trusted(refresher.Now) is { } trusted && trusted.Times.DeadAt < next ? trusted.Times.DeadAt : next;
    }
}
