using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Telemetry;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>One fetch of a key set, and those who wait for it.</summary>
public sealed class KeySetRefresherTests
{
    private static readonly string OneKey = KeySets.Of(KeySets.Rsa);
    private static readonly string TwoKeys = KeySets.Of(KeySets.Rsa, KeySets.OtherRsa);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_waiter_that_gives_up_does_not_end_the_fetch_of_the_others()
    {
        var source = new ScriptedSource();
        CancellationToken seen = default;
        var gate = new TaskCompletionSource<KeySetAnswer>();
        source.Answer = token =>
        {
            seen = token;
            return gate.Task;
        };
        using var impatient = new CancellationTokenSource();

        var first = source.FindUntilAsync("rsa-1", impatient.Token).AsTask();
        var second = source.FindAsync("rsa-1").AsTask();
        await source.ReachedAsync(1);
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(seen.IsCancellationRequested);
        gate.SetResult(ScriptedSource.AnswerOf(OneKey));
        Assert.NotNull((await second).Key);
        Assert.Equal(1, source.Count);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public async Task A_fetch_is_not_waited_for_where_no_time_is_left(int seconds)
    {
        var flight = new Flight();
        var (time, clock) = (TimeSpan.FromSeconds(seconds), new ManualTimeProvider());
        Assert.False(await flight.LandsWithinAsync(time, clock, Cancellation));

        flight.Land(new FetchOutcome(KeySetError.Network));
        Assert.True(await flight.LandsWithinAsync(time, clock, Cancellation));
    }

    [Fact]
    public async Task A_handler_that_blocks_its_thread_holds_nobody_beyond_the_limit()
    {
        using var release = new ManualResetEventSlim();
        var source = new ScriptedSource();
        source.Answer = _ =>
        {
            release.Wait();
            return Task.FromResult(KeySetAnswer.Failed(KeySetError.Network));
        };
        try
        {
            var lookup = source.FindAsync("rsa-1").AsTask();
            await Eventually.TrueAsync(() => source.Count == 1);

            source.Clock.Advance(KeySetFetch.Timeout);

            Assert.Equal(JwtErrorCode.KeysUnavailable, (await lookup).Error);
        }
        finally
        {
            release.Set();
        }
    }

    [Fact]
    public async Task A_fetch_that_never_ends_is_given_up_after_eight_seconds()
    {
        var source = new ScriptedSource();
        source.Hang();

        var lookup = source.FindAsync("rsa-1").AsTask();
        await source.ReachedAsync(1);
        await Eventually.TrueAsync(() =>
        {
            source.Clock.Advance(TimeSpan.FromSeconds(8));
            return lookup.IsCompleted;
        });

        Assert.Equal(JwtErrorCode.KeysUnavailable, (await lookup).Error);
    }

    [Fact]
    public async Task A_fetch_that_throws_is_a_failed_fetch()
    {
        var source = new ScriptedSource
        {
            Answer = static _ => throw new InvalidOperationException("A handler's own."),
        };

        Assert.Equal(JwtErrorCode.KeysUnavailable, (await source.FindAsync("rsa-1")).Error);
    }

    [Fact]
    public async Task A_source_is_told_what_a_key_set_must_have_to_help()
    {
        var source = new ScriptedSource(OneKey);
        await source.FindAsync("junk");
        Assert.True(source.LastRequest!.Helps(KeySets.Read(OneKey)!));

        await source.FindAsync("rsa-2");
        Assert.Equal(FetchReason.UnknownKeyId, source.LastRequest.Reason);
        Assert.False(source.LastRequest.Helps(KeySets.Read(OneKey)!));
        Assert.True(source.LastRequest.Helps(KeySets.Read(TwoKeys)!));
        var other = KeySets.OtherRsa.WithAlgorithm(JwtAlgorithms.PS256);
        Assert.False(source.LastRequest.Helps(KeySets.Read(KeySets.Of(other))!));
    }

    [Fact]
    public async Task A_fetch_decided_on_a_state_that_has_changed_since_does_not_begin()
    {
        var source = new ScriptedSource(OneKey);
        var state = source.Refresher.State;
        await source.Refresher.TryStart(state, FetchReason.NoKeys, TimeSpan.Zero)!.Landed;

        Assert.Null(source.Refresher.TryStart(state, FetchReason.NoKeys, TimeSpan.Zero));
        Assert.Null(source.Refresher.State.Flight);
        Assert.Equal(1, source.Count);
    }

    [Fact]
    public async Task Keys_given_beforehand_cause_no_fetch()
    {
        StaticKey.Read(new StaticKeySource(Convert.ToBase64String(KeySets.Rsa.ToSubjectPublicKeyInfo())), out var key);
        var clock = new ManualTimeProvider();
        var telemetry = new KeySetTelemetry("Test", "", clock, new RecordingLogger(), TestMetrics.New());
        var refresher = new KeySetRefresher(KeySnapshot.Fixed(key!), new RefreshPolicy(), clock, new(telemetry));
        var keys = new IssuerKeys(refresher);

        Assert.Same(key, keys.Find("any"u8, JwtAlgorithms.RS256).Key);
        var lookup = keys.SeekAsync("any"u8, JwtAlgorithms.ES256, Cancellation);

        Assert.True(lookup.IsCompletedSuccessfully);
        Assert.Equal(JwtErrorCode.KeyAlgorithmMismatch, (await lookup).Error);
        Assert.Equal(KeySetError.None, await refresher.LoadAsync(Cancellation));
        Assert.Null(refresher.State.Latest);
        Assert.Null(refresher.Timer);
    }

    [Fact]
    public async Task A_failed_fetch_that_a_token_caused_is_followed_by_a_scheduled_one()
    {
        var source = new ScriptedSource();
        source.Serve(KeySetAnswer.Of(new KeySetDocument(OneKey.Utf8()) { Lifetime = TimeSpan.FromHours(24) }));
        await source.FindAsync("rsa-1");
        source.Fail();
        Assert.Equal(JwtErrorCode.KeysUnavailable, (await source.FindAsync("junk")).Error);
        source.Serve(OneKey);

        // A known key is enough to bring it about.
        Assert.NotNull((await source.FindAsync("rsa-1")).Key);
        await source.ReachedAsync(3);
        await source.LandedAsync();
        Assert.Null(source.Refresher.State.History.FailingSince);
    }

    [Fact]
    public void Times_count_from_the_moment_that_is_given()
    {
        var clock = new ManualTimeProvider();
        var origin = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.FromHours(1), NewRefresher(clock, clock, new ScriptedSource(), origin).Now);
        Assert.Equal(TimeSpan.Zero, NewRefresher(clock, clock, new ScriptedSource()).Now);
    }

    [Fact]
    public async Task Whatever_throws_in_a_fetch_it_lands_and_forgets_no_lost_key()
    {
        using var leaked = new LeakedKey();
        var clock = new BreakingClock();
        var source = new ScriptedSource(KeySets.Of(leaked.Private, KeySets.Rsa.ToJwk()));
        var refresher = NewRefresher(clock, new ManualTimeProvider(), source);
        await refresher.LoadAsync(Cancellation);
        var lost = KeySets.Read(KeySets.Of([leaked.Public]))!.Keys.Single();
        Assert.True(refresher.State.Lost.IsCompromised(lost));
        clock.IsBroken = true;

        var outcome = await refresher.TryStart(refresher.State, FetchReason.Requested, refresher.Now)!.Landed;

        Assert.Equal(new(KeySetError.Unexpected, nameof(InvalidOperationException)), (outcome.Error, outcome.Detail));
        Assert.True(refresher.State.Lost.IsCompromised(lost));
        Assert.NotNull(refresher.State.Trusted(refresher.Now));
    }

    private static KeySetRefresher NewRefresher(
        TimeProvider clock,
        TimeProvider told,
        IKeySetSource source,
        long? origin = null
    )
    {
        var policy = new RefreshPolicy();
        var telemetry = new KeySetTelemetry(
            "Test",
            ScriptedSource.Issuer,
            told,
            new RecordingLogger(),
            TestMetrics.New()
        );
        var fetch = new KeySetFetch(ScriptedSource.Issuer, [source], policy, clock);
        return new KeySetRefresher(fetch, policy, clock, new KeySetNews(telemetry), CancellationToken.None, origin);
    }

    /// <summary>A clock on which the date can no longer be read.</summary>
    private sealed class BreakingClock : TimeProvider
    {
        public volatile bool IsBroken;

        public override DateTimeOffset GetUtcNow() =>
            IsBroken ? throw new InvalidOperationException("No date.") : base.GetUtcNow();
    }
}
