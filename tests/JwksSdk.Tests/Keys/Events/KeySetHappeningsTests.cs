using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Events;

/// <summary>What listeners and logs are told of one key set over time.</summary>
public sealed class KeySetHappeningsTests : IDisposable
{
    private static readonly string OneKey = KeySets.Of(KeySets.Rsa);
    private static readonly string TwoKeys = KeySets.Of(KeySets.Rsa, KeySets.OtherRsa);

    private readonly ScriptedSource _source = new(TwoKeys);

    private RecordingListener Listener => _source.Listener;

    [Fact]
    public async Task The_first_fetch_adds_every_key_and_one_that_brings_the_same_keys_tells_nothing()
    {
        await FetchAsync();
        await FetchAsync();
        _source.Serve(KeySetAnswer.Of(new KeySetDocument(TwoKeys.Utf8()) { Validators = new("a", "\"1\"", null) }));
        await FetchAsync();
        _source.Serve(KeySetAnswer.NotModified());
        await FetchAsync();
        await EndAsync();

        Assert.Equal(["KeyAdded", "KeyAdded"], Told());
        Assert.Equal(2, _source.Log.Of(104).Count());
    }

    [Fact]
    public async Task Keys_that_go_and_change_are_told_and_logged()
    {
        await FetchAsync();
        _source.Serve(KeySets.Of(KeySets.OtherRsa.WithKeyId("rsa-1")));
        await FetchAsync();
        await EndAsync();

        Assert.Equal(["KeyAdded", "KeyAdded", "KeyChanged", "KeyWithdrawn"], Told());
        var changed = Heard.OfType<KeyChanged>().Single();
        Assert.Equal(KeySets.ThumbprintOf(KeySets.OtherRsa), changed.Thumbprint);
        Assert.Equal(KeySets.ThumbprintOf(KeySets.Rsa), changed.EarlierThumbprint);
        Assert.Contains(changed.EarlierThumbprint, _source.Log.Of(106).Single(), StringComparison.Ordinal);
        Assert.Single(_source.Log.Of(105));
    }

    [Fact]
    public async Task No_event_and_no_log_shows_a_kid()
    {
        using var weak = FakeSigningKey.Create("weak-kid-4711", keySize: 1024);
        var plain = KeySets.Rsa.WithKeyId("plain-kid-4711");
        _source.Serve(KeySets.Of(plain, weak));
        await FetchAsync();
        _source.Serve(KeySets.Of(KeySets.OtherRsa.WithKeyId("plain-kid-4711")));
        await FetchAsync();
        _source.Serve(OneKey);
        await FetchAsync();
        _source.Fail();
        await FetchAsync();
        await EndAsync();

        Assert.Equal(["KeyAdded", "KeyRefused", "KeyChanged", "KeyAdded", "KeyWithdrawn", "KeySetOutageBegun"], Told());
        Assert.DoesNotContain(
            Listener.Heard.Select(static heard => heard.ToString()).Concat(_source.Log.Entries),
            static text => text.Contains("4711", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_set_without_a_usable_key_tells_its_refused_keys_once_however_often_it_is_fetched()
    {
        _source.Serve("""{"keys":[{"kty":"oct","kid":"a"}]}""");
        await FetchAsync();
        await FetchAsync();
        await FetchAsync();
        await EndAsync();

        Assert.Equal(["KeyRefused", "KeySetOutageBegun"], Told());
        var refused = Heard.OfType<KeyRefused>().Single();
        Assert.Equal(KeyRefusal.Symmetric, refused.Reason);
        Assert.EndsWith(
            $"{refused.KeyIdHash}; thumbprint: not read.",
            _source.Log.Of(103).Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_outage_begins_once_and_ends_once()
    {
        await FetchAsync();
        _source.Fail();
        await FetchAsync();
        await FetchAsync();
        await FetchAsync();
        _source.Serve(TwoKeys);
        await FetchAsync();
        await FetchAsync();
        await EndAsync();

        Assert.Equal(["KeyAdded", "KeyAdded", "KeySetOutageBegun", "KeySetOutageEnded"], Told());
        Assert.Equal(KeySetError.Status, Heard.OfType<KeySetOutageBegun>().Single().Error);
        Assert.Equal(TimeSpan.FromMinutes(3), Heard.OfType<KeySetOutageEnded>().Single().Duration);
        Assert.StartsWith("107 Warning", _source.Log.Of(107).Single(), StringComparison.Ordinal);
        Assert.EndsWith("after 00:03:00.", _source.Log.Of(108).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_that_no_key_survives_is_an_error_and_says_so()
    {
        await FetchAsync();
        _source.Clock.Advance(TimeSpan.FromMinutes(70));
        _source.Fail();
        await FetchAsync();
        await EndAsync();

        Assert.StartsWith("107 Error", _source.Log.Of(107).Single(), StringComparison.Ordinal);
        Assert.Single(_source.Log.Of(102));
        Assert.Empty(_source.Log.Of(101));
    }

    [Fact]
    public async Task Without_a_timer_the_first_token_that_meets_expired_keys_tells_it_once()
    {
        await FetchAsync();
        _source.Fail();
        _source.Clock.Advance(TimeSpan.FromMinutes(70));

        for (var i = 0; i < 100; i++)
        {
            await _source.FindAsync("rsa-1");
        }

        await EndAsync();
        Assert.Equal(["KeyAdded", "KeyAdded", "KeySetTrustExpired", "KeySetOutageBegun"], Told());
        Assert.StartsWith("109 Error", _source.Log.Of(109).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_threads_that_meet_expired_keys_tell_it_once()
    {
        await FetchAsync();
        _source.Hang();
        _source.Clock.Advance(TimeSpan.FromMinutes(70));

        Parallel.For(0, 1_000, _ => _source.Keys.Find("rsa-1"u8, JwtAlgorithms.RS256));
        await EndAsync();

        Assert.Equal(["KeyAdded", "KeyAdded", "KeySetTrustExpired"], Told());
    }

    [Fact]
    public async Task The_timer_tells_that_keys_expired_at_the_moment_they_do()
    {
        _source.Refresher.Timer!.Start();
        _source.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await _source.ReachedAsync(1);
        await _source.LandedAsync();
        _source.Fail();
        await Step(TimeSpan.FromSeconds(69 * 60));
        Assert.DoesNotContain("KeySetTrustExpired", Told());

        await Step(TimeSpan.FromSeconds(61));
        await EndAsync();

        var expired = Heard.OfType<KeySetTrustExpired>().Single();
        Assert.Equal(_source.Refresher.State.Snapshot!.Times.DeadAt, expired.At - Start);
        Assert.Single(Heard.OfType<KeySetOutageBegun>());
    }

    [Fact]
    public async Task The_timer_tells_that_keys_expired_also_when_no_fetch_may_begin()
    {
        // A stand-in is due from the first: the lane of scheduled fetches is soon empty, until 20 seconds from the start.
        var until = Start + TimeSpan.FromSeconds(18);
        _source.Serve(KeySetAnswer.Of(new KeySetDocument(TwoKeys.Utf8()) { TrustedUntil = until }));
        _source.Refresher.Timer!.Start();
        await Step(TimeSpan.FromSeconds(17));
        _source.Hang();

        await Step(TimeSpan.FromSeconds(1));
        await EndAsync();

        Assert.Null(_source.Refresher.State.Flight);
        Assert.Equal(until, Heard.OfType<KeySetTrustExpired>().Single().At);
    }

    [Fact]
    public async Task Keys_that_expired_unnoticed_are_told_before_the_news_that_renews_them()
    {
        await FetchAsync();

        // With the minute of the fetch: the first moment at which they are too old.
        _source.Clock.Advance(TimeSpan.FromMinutes(69));
        _source.Serve(OneKey);
        await FetchAsync();
        await EndAsync();

        Assert.Equal(["KeyAdded", "KeyAdded", "KeySetTrustExpired", "KeyWithdrawn"], Told());
    }

    [Fact]
    public async Task Keys_that_expire_again_are_told_again()
    {
        for (var i = 0; i < 3; i++)
        {
            await FetchAsync();
            _source.Clock.Advance(TimeSpan.FromMinutes(70));
            _source.Keys.Find("rsa-1"u8, JwtAlgorithms.RS256);
        }

        await EndAsync();
        Assert.Equal(3, Heard.OfType<KeySetTrustExpired>().Count());
    }

    [Fact]
    public async Task Listeners_are_told_after_the_keys_were_put_in_place()
    {
        var lackedKeys = false;
        Listener.Act = _ => lackedKeys |= _source.Refresher.State.Snapshot is null;

        await FetchAsync();
        await Listener.HeardAsync(2);

        Assert.False(lackedKeys);
    }

    [Fact]
    public async Task A_listener_that_hangs_holds_up_no_token_and_no_fetch()
    {
        using var gate = new ManualResetEventSlim();
        Listener.Act = _ => gate.Wait();
        await FetchAsync();
        _source.Clock.Advance(TimeSpan.FromMinutes(70));
        _source.Serve(OneKey);

        Assert.NotNull((await _source.FindAsync("rsa-1")).Key);

        gate.Set();
        await EndAsync();
        Assert.Equal(["KeyAdded", "KeyAdded", "KeySetTrustExpired", "KeyWithdrawn"], Told());
    }

    [Fact]
    public async Task Junk_tokens_cause_no_event()
    {
        await FetchAsync();
        for (var i = 0; i < 1_000; i++)
        {
            await _source.FindAsync($"junk {i}");
            _source.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        await EndAsync();
        Assert.Equal(["KeyAdded", "KeyAdded"], Told());
    }

    [Fact]
    public async Task Junk_tokens_during_an_outage_cause_no_event_beyond_its_begin()
    {
        await FetchAsync();
        _source.Fail();
        for (var i = 0; i < 1_000; i++)
        {
            await _source.FindAsync($"junk {i}");
            _source.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        await EndAsync();
        Assert.Equal(["KeyAdded", "KeyAdded", "KeySetOutageBegun"], Told());
    }

    public void Dispose() => _source.Dispose();

    private static DateTimeOffset Start => DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    /// <summary>What listeners heard, but for the mark of the end.</summary>
    private IEnumerable<KeySetEvent> Heard => Listener.Heard.Where(static heard => heard.Provider != "End");

    private IEnumerable<string> Told() => Heard.Select(static heard => heard.GetType().Name);

    /// <summary>Makes a fetch, and lets a minute pass.</summary>
    private async Task FetchAsync()
    {
        var refresher = _source.Refresher;
        var flight = refresher.TryStart(refresher.State, FetchReason.Requested, refresher.Now);
        await flight!.Landed;
        var expected = _source.Count;
        await Eventually.TrueAsync(() => _source.Log.Of(100, 101, 102).Count() == expected);
        _source.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    /// <summary>Waits for the fetches that come about on the way: the timer is set when one is over, before that is logged.</summary>
    private async Task Step(TimeSpan by)
    {
        for (var second = TimeSpan.Zero; second < by; second += TimeSpan.FromSeconds(1))
        {
            _source.Clock.Advance(TimeSpan.FromSeconds(1));
            await _source.LandedAsync();
            await Eventually.TrueAsync(() => _source.Log.Of(100, 101, 102).Count() >= _source.Count);
        }
    }

    /// <summary>Waits until all that was raised was heard: events are told in order.</summary>
    private async Task EndAsync()
    {
        await _source.LandedAsync();
        await Eventually.TrueAsync(() =>
            _source.Log.Of(100, 101, 102).Count() >= _source.Count || _source.Refresher.State.Flight is not null
        );
        _source.Events.Raise(new KeySetTrustExpired("End", "", default));
        await Listener.HeardAsync(() => Listener.Heard.Any(static heard => heard.Provider == "End"));
    }
}
