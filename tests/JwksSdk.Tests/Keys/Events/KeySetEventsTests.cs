using System.Collections.Concurrent;
using JwksSdk.Keys;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Keys.Events;

/// <summary>How listeners are called, and what one of them can do to the others.</summary>
public sealed class KeySetEventsTests
{
    private readonly RecordingListener _first = new();
    private readonly RecordingListener _second = new();
    private readonly RecordingLogger _log = new();

    [Fact]
    public async Task Listeners_are_told_in_the_order_of_registration_and_of_the_events()
    {
        var order = new ConcurrentQueue<string>();
        _first.Act = happened => order.Enqueue($"first {happened.Issuer}");
        _second.Act = happened => order.Enqueue($"second {happened.Issuer}");
        using var events = Events(_first, _second);

        foreach (var issuer in new[] { "a", "b", "c" })
        {
            events.Raise(Event(issuer));
        }

        await _second.HeardAsync(3);
        Assert.Equal(["first a", "second a", "first b", "second b", "first c", "second c"], order);
    }

    [Fact]
    public async Task Listeners_are_told_one_event_at_a_time_whatever_the_number_of_threads_that_raise()
    {
        var inside = 0;
        var most = 0;
        _first.Act = _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            Thread.Yield();
            Interlocked.Decrement(ref inside);
        };
        using var events = Events(_first);

        Parallel.For(0, 500, issuer => events.Raise(Event($"{issuer}")));

        await _first.HeardAsync(500);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_listener_that_throws_keeps_nobody_from_hearing_and_is_logged_once()
    {
        _first.Act = static _ => throw new InvalidOperationException("listener");
        var other = new OtherListener();
        using var events = Events(_first, other, _second);

        for (var heard = 1; heard <= 3; heard++)
        {
            events.Raise(Event("a"));

            await _second.HeardAsync(heard);
            Assert.Equal(
                ["RecordingListener", "OtherListener"],
                _log.Of(120).Select(static entry => entry.Split(' ')[2])
            );
        }
    }

    [Fact]
    public async Task A_listener_that_hangs_holds_up_nobody_who_raises_and_no_memory_beyond_the_bound()
    {
        using var gate = new ManualResetEventSlim();
        using var isInside = new ManualResetEventSlim();
        _first.Act = _ =>
        {
            isInside.Set();
            gate.Wait();
        };
        using var events = Events(_first);

        events.Raise(Event("hangs"));
        await Eventually.TrueAsync(() => isInside.IsSet);
        for (var i = 0; i < KeySetEvents.Capacity + 500; i++)
        {
            events.Raise(Event($"{i}"));
        }

        await Eventually.TrueAsync(() => _log.Of(121).Any());
        gate.Set();
        await _first.HeardAsync(KeySetEvents.Capacity + 1);
        events.Raise(Event("last"));
        await _first.HeardAsync(KeySetEvents.Capacity + 2);
        Assert.Equal(["hangs", "0"], _first.Heard.Take(2).Select(static heard => heard.Issuer));
        Assert.Equal(
            [$"{KeySetEvents.Capacity - 1}", "last"],
            _first.Heard.TakeLast(2).Select(static heard => heard.Issuer)
        );
        Assert.Single(_log.Of(121));
    }

    [Fact]
    public async Task A_log_that_throws_reaches_nobody_who_raises()
    {
        using var gate = new ManualResetEventSlim();
        using var isInside = new ManualResetEventSlim();
        _first.Act = _ =>
        {
            isInside.Set();
            gate.Wait();
        };
        var services = TestServices.New().AddSingleton<IKeySetListener>(_first).BuildServiceProvider();
        var log = new RecordingLogger { Act = static () => throw new InvalidOperationException("The log is full.") };
        using var events = new KeySetEvents(services, log);
        events.Raise(Event("hangs"));
        await Eventually.TrueAsync(() => isInside.IsSet);

        for (var i = 0; i <= KeySetEvents.Capacity; i++)
        {
            events.Raise(Event($"{i}"));
        }

        await Eventually.TrueAsync(() => !log.Entries.IsEmpty);
        gate.Set();
    }

    [Fact]
    public async Task A_listener_that_cannot_be_made_is_logged()
    {
        var services = TestServices
            .New()
            .AddSingleton<IKeySetListener>(static _ => throw new InvalidOperationException("no such thing"));
        using var events = new KeySetEvents(services.BuildServiceProvider(), _log);

        events.Raise(Event("a"));

        await Eventually.TrueAsync(() => _log.Of(120).Any());
    }

    [Fact]
    public void What_is_wrong_with_listeners_is_logged_under_a_category_of_its_own()
    {
        using var events = new KeySetEvents(TestServices.New().BuildServiceProvider(), _log);

        Assert.Equal(["JwksSdk.KeySets"], _log.Categories);
    }

    [Fact]
    public async Task Raising_where_nothing_flows_already_leaves_it_so()
    {
        using var events = Events(_first);

        using (ExecutionContext.SuppressFlow())
        {
            events.Raise(Event("a"));
            Assert.True(ExecutionContext.IsFlowSuppressed());
        }

        await _first.HeardAsync(1);
    }

    [Fact]
    public async Task What_flows_with_a_request_does_not_flow_to_listeners()
    {
        var request = new AsyncLocal<string> { Value = "of a request" };
        string? seen = "not told";
        _first.Act = _ => seen = request.Value;
        using var events = Events(_first);

        events.Raise(Event("a"));

        await _first.HeardAsync(1);
        Assert.Null(seen);
    }

    private static KeySetTrustExpired Event(string issuer) => new("Test", issuer, DateTimeOffset.UnixEpoch);

    private KeySetEvents Events(params IKeySetListener[] listeners)
    {
        var services = TestServices.New();
        foreach (var listener in listeners)
        {
            services.AddSingleton(listener);
        }

        return new KeySetEvents(services.BuildServiceProvider(), _log);
    }

    private sealed class OtherListener : IKeySetListener
    {
        public void OnEvent(KeySetEvent keySetEvent) => throw new NotSupportedException("other");
    }
}
