using JwksSdk.Keys;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Support;

/// <summary>
/// A manual clock that, after each timer it fires, waits until what that woke has come to rest. What happens in an hour of
/// fake time then depends on no thread: every fetch begins and ends at its own moment.
/// </summary>
internal sealed class SettlingClock : TimeProvider
{
    private readonly ManualTimeProvider _inner = new();
    private int _delays;
    private int _unset;
    private int _settings;

    /// <summary>Whether everything rests: nothing under way but what waits for the clock or for the test.</summary>
    public Func<bool> IsSettled { get; set; } = static () => true;

    /// <summary>Whether somebody waits for the clock to move on, as between two tries; a time limit alone does not count.</summary>
    public bool IsAwaited => Volatile.Read(ref _delays) > 0;

    /// <summary>Whether each key set that has a timer has set it: it does so last, when a fetch is over.</summary>
    public bool AreKeySetTimersSet => Volatile.Read(ref _unset) == 0;

    /// <summary>How often timers of key sets were set.</summary>
    public int KeySetTimerSettings => Volatile.Read(ref _settings);

    /// <summary>Whether the last timer of a key set was made where nothing flows.</summary>
    public bool IsKeySetTimerApart { get; private set; }

    public override long TimestampFrequency => _inner.TimestampFrequency;

    /// <summary>Monotonic time since the clock was made.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(_inner.GetTimestamp());

    public override DateTimeOffset GetUtcNow() => _inner.GetUtcNow();

    public override long GetTimestamp() => _inner.GetTimestamp();

    public void Advance(TimeSpan by)
    {
        _inner.Advance(by);
        Settle();
    }

    public void LeapWallClock(TimeSpan by) => _inner.LeapWallClock(by);

    /// <summary>Waits until everything rests.</summary>
    public void Settle() => Until(IsSettled);

    /// <summary>Gives way to other threads until something holds; no clock but the machine's limits how long.</summary>
    public static void Until(Func<bool> condition) =>
        Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromMinutes(1)), "What was waited for did not come about.");

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is KeySetTimer)
        {
            IsKeySetTimerApart = ExecutionContext.IsFlowSuppressed();
        }

        var timer = new Timer(this, callback, state);
        timer.Start(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Whether a timer is that of a delay. Its state is the task of the delay; a wait with a time limit has a task as its state
    /// too, but may be for something that is about to happen without the clock.
    /// </summary>
    private static bool IsDelay(object? state) =>
        state is Task && state.GetType().Name.StartsWith("DelayPromise", StringComparison.Ordinal);

    private sealed class Timer(SettlingClock clock, TimerCallback callback, object? state) : ITimer
    {
        private ITimer? _timer;
        private int _isWaiting;
        private int _isUnset;

        public void Start(TimeSpan dueTime, TimeSpan period)
        {
            if (IsDelay(state))
            {
                _isWaiting = 1;
                Interlocked.Increment(ref clock._delays);
            }

            Unset();

            _timer = clock._inner.CreateTimer(_ => Fire(), null, dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (state is KeySetTimer)
            {
                Interlocked.Increment(ref clock._settings);
            }

            var isSet = _timer!.Change(dueTime, period);
            Set();
            return isSet;
        }

        public void Dispose()
        {
            StopWaiting();
            Set();
            _timer!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            StopWaiting();
            Unset();
            callback(state);
            clock.Settle();
        }

        private void Unset()
        {
            if (state is KeySetTimer && Interlocked.Exchange(ref _isUnset, 1) == 0)
            {
                Interlocked.Increment(ref clock._unset);
            }
        }

        private void Set()
        {
            if (Interlocked.Exchange(ref _isUnset, 0) == 1)
            {
                Interlocked.Decrement(ref clock._unset);
            }
        }

        private void StopWaiting()
        {
            if (Interlocked.Exchange(ref _isWaiting, 0) == 1)
            {
                Interlocked.Decrement(ref clock._delays);
            }
        }
    }
}
