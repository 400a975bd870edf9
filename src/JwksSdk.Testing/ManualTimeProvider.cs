namespace JwksSdk.Testing;

/// <summary>
/// A clock that moves only when a test moves it: wall time and monotonic time separately, with timers that fire on
/// <see cref="Advance"/>. Safe for several threads.
/// </summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _utcNow;
    private TimeSpan _elapsed;

    /// <summary>Starts the clock.</summary>
    /// <param name="start">The first wall time; 2026-09-21T14:13:20Z (1790000000) when left out.</param>
    public ManualTimeProvider(DateTimeOffset? start = null) =>
        _utcNow = start ?? DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _utcNow;
        }
    }

    /// <inheritdoc />
    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _elapsed.Ticks;
        }
    }

    /// <summary>Moves wall time and monotonic time on, firing the timers that become due, in their order.</summary>
    /// <param name="by">How far; not negative.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (_lock)
        {
            target = _elapsed + by;
        }

        while (true)
        {
            ManualTimer? due;
            lock (_lock)
            {
                due = _timers.Where(timer => timer.Due <= target).MinBy(static timer => timer.Due);
                var next = due?.Due ?? target;
                if (next > _elapsed)
                {
                    _utcNow += next - _elapsed;
                    _elapsed = next;
                }

                due?.Schedule();
            }

            if (due is null)
            {
                return;
            }

            due.Fire();
        }
    }

    /// <summary>Makes the wall clock leap, back or forth; monotonic time and timers do not notice.</summary>
    /// <param name="by">How far.</param>
    public void LeapWallClock(TimeSpan by)
    {
        lock (_lock)
        {
            _utcNow += by;
        }
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;
        private bool _isDisposed;

        /// <summary>When it fires next, in monotonic time.</summary>
        public TimeSpan Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
            bool now;
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (_isDisposed)
                {
                    return false;
                }

                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                _period = period;
                Due = clock._elapsed + dueTime;
                now = dueTime <= TimeSpan.Zero;
                if (!now)
                {
                    clock._timers.Add(this);
                }
            }

            if (now)
            {
                Fire();
            }

            return true;
        }

        public void Fire() => callback(state);

        /// <summary>Called with the lock held, when the timer is about to fire.</summary>
        public void Schedule()
        {
            if (_period > TimeSpan.Zero)
            {
                Due += _period;
            }
            else
            {
                clock._timers.Remove(this);
            }
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                _isDisposed = true;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
