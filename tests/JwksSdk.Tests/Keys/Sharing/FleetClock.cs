using JwksSdk.Testing;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>A clock that a test moves, and that knows how many short waits are under way on it.</summary>
internal sealed class FleetClock : TimeProvider
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    private readonly ManualTimeProvider _inner = new();
    private int _waiting;

    /// <summary>How many settle or poll now; time limits and schedules are longer and do not count.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public override long TimestampFrequency => _inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _inner.GetUtcNow();

    public override long GetTimestamp() => _inner.GetTimestamp();

    public void Advance(TimeSpan by) => _inner.Advance(by);

    /// <summary>Moves the wall clock alone, as its correction does.</summary>
    public void LeapWallClock(TimeSpan by) => _inner.LeapWallClock(by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime > LongestWait)
        {
            return _inner.CreateTimer(callback, state, dueTime, period);
        }

        // Made before it is counted: whoever sees the count may move the clock at once.
        var wait = new Wait(this, _inner.CreateTimer(callback, state, dueTime, period));
        Interlocked.Increment(ref _waiting);
        return wait;
    }

    private sealed class Wait(FleetClock clock, ITimer timer) : ITimer
    {
        private int _isDisposed;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                Interlocked.Decrement(ref clock._waiting);
                timer.Dispose();
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
