using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>The timer of a key set, where a host lets it run: fetches ahead of time, and again in an outage, without any token.</summary>
public sealed class KeySetTimerTests : IDisposable
{
    private readonly KeyStoreWorld _world = new();

    public KeySetTimerTests() => _world.Endpoint.Published = [KeySets.Rsa];

    private SettlingClock Clock => _world.Clock;

    private TimeSpan[] Moments => [.. _world.Endpoint.Requests.Select(static request => request.At)];

    private TimeSpan[] Waits => [.. Moments.Skip(1).Zip(Moments, static (later, earlier) => later - earlier)];

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Without_a_timer_and_a_token_nothing_is_fetched()
    {
        Clock.Advance(TimeSpan.FromDays(1));

        Assert.Empty(Moments);
    }

    [Fact]
    public void A_day_without_a_token_is_a_fetch_each_eight_to_nine_minutes()
    {
        _world.Start();
        Clock.Advance(TimeSpan.FromDays(1));

        Assert.InRange(Moments[0], TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
        Assert.All(Waits, static wait => Assert.InRange(wait.TotalSeconds, 480, 541));
        Assert.InRange(Moments.Length, 160, 181);
        Assert.DoesNotContain(_world.Endpoint.Requests, static request => request.ByToken);
    }

    [Fact]
    public void Starting_the_timer_twice_changes_nothing()
    {
        _world.Start();
        _world.Start();
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.InRange(Moments.Length, 7, 8);
    }

    [Fact]
    public void The_keys_are_never_stale_while_the_endpoint_answers()
    {
        _world.Start();
        Clock.Advance(TimeSpan.FromSeconds(1));
        for (var minute = 0; minute < 120; minute++)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));

            Assert.True(_world.Refresher.Now < _world.Keys.Snapshot!.Times.FreshUntil);
        }
    }

    [Fact]
    public void An_outage_is_met_by_ever_rarer_tries_and_its_end_is_noticed_within_forty_seconds()
    {
        _world.Start();
        Clock.Advance(TimeSpan.FromMinutes(1));
        var held = _world.Keys.Snapshot;
        _world.Endpoint.Mood = EndpointMood.Failing;
        Clock.Advance(TimeSpan.FromMinutes(60));

        // Doubled from a quarter of a second to 32 seconds, each a quarter more or less by the process's place.
        var waits = Waits.Skip(1).Select(static wait => wait.TotalSeconds).ToArray();
        for (var i = 0; i < waits.Length; i++)
        {
            var wait = 0.25 * Math.Pow(2, Math.Min(i, 7));
            Assert.InRange(waits[i], wait * 0.75, (wait * 1.25) + 0.002);
        }

        Assert.InRange(waits.Length, 75, 140);
        Assert.Same(held, _world.Keys.Snapshot);

        _world.Endpoint.Mood = EndpointMood.Good;
        Clock.Advance(TimeSpan.FromSeconds(40.1));
        Assert.NotSame(held, _world.Keys.Snapshot);
        var count = Moments.Length;
        Clock.Advance(TimeSpan.FromMinutes(7));
        Assert.Equal(count, Moments.Length);
    }

    [Fact]
    public void An_endpoint_that_is_down_at_the_start_is_tried_until_it_is_up()
    {
        _world.Endpoint.Mood = EndpointMood.Broken;
        _world.Start();
        Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Null(_world.Keys.Snapshot);
        FetchBound.OfScheduled.Check(Moments);

        _world.Endpoint.Mood = EndpointMood.Good;
        Clock.Advance(TimeSpan.FromSeconds(40.1));

        Assert.NotNull(_world.Keys.Snapshot);
    }

    [Fact]
    public void A_fetch_that_hangs_is_followed_by_another()
    {
        _world.Endpoint.Mood = EndpointMood.Hanging;
        _world.Start();

        Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.InRange(Moments.Length, 10, 40);
        Assert.Equal(1, _world.Endpoint.MostAtOnce);
    }

    [Fact]
    public void The_timer_rests_while_a_fetch_is_under_way()
    {
        _world.Endpoint.Mood = EndpointMood.Hanging;
        _world.Start();
        Clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal((1, 0), (Moments.Length, Clock.KeySetTimerSettings));

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, Clock.KeySetTimerSettings);
    }

    [Fact]
    public async Task A_fetch_that_a_token_caused_puts_the_next_one_off()
    {
        _world.Start();
        Clock.Advance(TimeSpan.FromMinutes(5));
        var junk = _world.FindAsync(_world.Token("junk"));
        Clock.Settle();
        await junk;

        Clock.Advance(TimeSpan.FromMinutes(7.9));
        Assert.Equal(2, Moments.Length);
        Clock.Advance(TimeSpan.FromMinutes(1.2));
        Assert.Equal(3, Moments.Length);
    }

    [Fact]
    public async Task A_fetch_that_a_token_caused_and_that_fails_is_followed_by_another_within_a_moment()
    {
        _world.Start();
        Clock.Advance(TimeSpan.FromMinutes(5));
        _world.Endpoint.Mood = EndpointMood.Failing;
        var junk = _world.FindAsync(_world.Token("junk"));
        Clock.Settle();
        await junk;
        _world.Endpoint.Mood = EndpointMood.Good;

        Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(3, Moments.Length);
        Assert.Null(_world.Refresher.State.History.FailingSince);
    }

    [Theory]
    [InlineData("max-age=0", 24, 27.1)]
    [InlineData("max-age=300", 240, 271)]
    [InlineData("max-age=3832304", 69_120, 77_761)]
    public void What_the_endpoint_says_is_heeded_within_limits(string cacheControl, double least, double most)
    {
        _world.Endpoint.CacheControl = cacheControl;
        _world.Start();

        Clock.Advance(TimeSpan.FromSeconds(most * 2));

        Assert.All(Waits[..1], wait => Assert.InRange(wait.TotalSeconds, least, most));
    }

    [Fact]
    public void A_lifetime_of_a_week_is_kept()
    {
        using var world = new KeyStoreWorld(static options =>
            options.Lifetime = options.MaxLifetime = TimeSpan.FromDays(7)
        );
        world.Endpoint.Published = [KeySets.Rsa];
        world.Start();

        world.Clock.Advance(TimeSpan.FromDays(5.5));
        Assert.Equal(1, world.Endpoint.Count);
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, world.Endpoint.Count);
    }

    [Fact]
    public void The_wall_clock_moves_no_fetch()
    {
        _world.Start();
        Clock.Advance(TimeSpan.FromMinutes(1));
        Clock.LeapWallClock(TimeSpan.FromHours(10));
        Clock.Advance(TimeSpan.FromMinutes(6));
        Clock.LeapWallClock(TimeSpan.FromHours(-20));
        Clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Single(Moments);

        Clock.Advance(TimeSpan.FromMinutes(1.3));
        Assert.Equal(2, Moments.Length);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task A_key_set_that_waits_for_its_first_keys_is_kept_once_there_are_some_unless_stopped_before(
        bool isStopped,
        int fetches
    )
    {
        var timer = _world.Refresher.Timer!;
        timer.StartOnceFetched();
        if (isStopped)
        {
            timer.Stop();
        }

        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(Moments);
        var lookup = _world.FindAsync(_world.Token("rsa-1"));
        Clock.Settle();
        await lookup;

        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(fetches, Moments.Length);
    }

    [Fact]
    public async Task A_failed_first_fetch_that_a_token_causes_starts_no_timer()
    {
        _world.Endpoint.Mood = EndpointMood.Failing;
        _world.Refresher.Timer!.StartOnceFetched();
        var lookup = _world.FindAsync(_world.Token("rsa-1"));
        Clock.Settle();
        await lookup;

        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Single(Moments);
    }

    [Fact]
    public void Nothing_is_fetched_after_the_end()
    {
        _world.Start();
        Clock.Advance(TimeSpan.FromSeconds(1));
        _world.Dispose();

        Clock.Advance(TimeSpan.FromHours(1));

        Assert.Single(Moments);
    }

    [Fact]
    public async Task A_start_after_the_end_starts_nothing()
    {
        _world.Dispose();
        await _world.Store.StartAsync(CancellationToken.None);
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.Null(_world.Refresher.State.Latest);
    }

    [Fact]
    public async Task A_start_that_is_cut_off_leaves_no_timer_behind()
    {
        using var world = new KeyStoreWorld(startup: KeyStartup.Required);
        world.Endpoint.Mood = EndpointMood.Hanging;
        using var impatient = new CancellationTokenSource();
        var start = world.Store.StartAsync(impatient.Token);
        world.Clock.Settle();
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        world.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, world.Endpoint.Count);
    }

    [Fact]
    public void The_timer_carries_nothing_of_whoever_started_it()
    {
        _world.Refresher.Timer!.Start();

        Assert.True(Clock.IsKeySetTimerApart);
    }

    [Fact]
    public void A_fetch_under_way_at_the_end_is_the_last()
    {
        _world.Endpoint.Mood = EndpointMood.Hanging;
        _world.Start();
        Clock.Advance(TimeSpan.FromSeconds(1));
        _world.Dispose();
        Clock.Settle();

        Assert.Equal(KeySetError.Timeout, _world.Refresher.State.History.LastError);
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Single(Moments);
    }
}
