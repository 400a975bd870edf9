using System.Collections.Concurrent;
using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>One fetch over several sources: their order, and the time that each one has.</summary>
public sealed class KeySetFetchTests
{
    private static readonly KeySetAnswer OneKey = ScriptedSource.AnswerOf(KeySets.Of(KeySets.Rsa));
    private static readonly KeySetAnswer OtherKey = ScriptedSource.AnswerOf(KeySets.Of(KeySets.OtherRsa));
    private readonly ManualTimeProvider _clock = new();
    private readonly ConcurrentQueue<(string Name, double Second)> _asked = [];

    [Fact]
    public async Task The_first_source_that_answers_is_the_last_one_asked()
    {
        var outcome = await RunAsync(Source("a", OneKey), Source("b", OtherKey));

        Assert.Equal(KeySetError.None, outcome.Error);
        Assert.Equal("a", outcome.Snapshot!.Source);
        Assert.Equal("rsa-1", Name(outcome.Snapshot.Keys.Single()));
        Assert.Equal([("a", 0)], _asked);
    }

    [Fact]
    public async Task A_source_that_fails_gives_way_to_the_next()
    {
        var outcome = await RunAsync(
            Source("a", KeySetAnswer.Failed(KeySetError.Status, "503")),
            Source("b", ScriptedSource.AnswerOf("""{"keys":[]}""")),
            new TimedSource(this, "c", static _ => throw new InvalidOperationException("Its own.")),
            Source("d", OtherKey),
            Source("e", OneKey)
        );

        Assert.Equal(KeySetError.None, outcome.Error);
        Assert.Equal("d", outcome.Snapshot!.Source);
        Assert.Equal([("a", 0), ("b", 0), ("c", 0), ("d", 0)], _asked);
    }

    [Fact]
    public async Task When_all_fail_the_first_failure_is_told()
    {
        var outcome = await RunAsync(
            Source("a", KeySetAnswer.Failed(KeySetError.Status, "503")),
            Source("b", KeySetAnswer.Failed(KeySetError.Network))
        );

        Assert.Equal(new FetchOutcome(KeySetError.Status, "503"), outcome);
    }

    [Fact]
    public async Task Sources_that_hang_leave_a_second_to_each_one_after_them()
    {
        var run = RunAsync(Hanging("a"), Hanging("b"), Source("c", OneKey));

        await AskedAsync(1);
        _clock.Advance(TimeSpan.FromSeconds(6));
        await AskedAsync(2);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("c", (await run).Snapshot!.Source);
        Assert.Equal([("a", 0), ("b", 6), ("c", 7)], _asked);
    }

    [Fact]
    public async Task No_source_has_more_time_than_is_left_for_all()
    {
        var run = RunAsync(Hanging("a"), Hanging("b"));

        await AskedAsync(1);
        _clock.Advance(TimeSpan.FromSeconds(7) - TimeSpan.FromTicks(1));
        Assert.Single(_asked);
        _clock.Advance(TimeSpan.FromTicks(1));
        await AskedAsync(2);
        _clock.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1));
        Assert.False(run.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(new FetchOutcome(KeySetError.Timeout), await run);
    }

    [Theory]
    [InlineData(4, 4, 5)]
    [InlineData(8, 4, 4.5)]
    public async Task However_many_sources_follow_the_first_has_half_of_the_time(
        int further,
        double second,
        double third
    )
    {
        var run = RunAsync([Hanging("a"), Hanging("b"), .. Enumerable.Repeat(Source("c", OneKey), further - 1)]);
        await AskedAsync(1);
        _clock.Advance(TimeSpan.FromSeconds(second));
        await AskedAsync(2);
        _clock.Advance(TimeSpan.FromSeconds(third - second));

        Assert.Equal("c", (await run).Snapshot!.Source);
        Assert.Equal([("a", 0), ("b", second), ("c", third)], _asked);
    }

    [Fact]
    public async Task A_source_is_asked_no_more_when_the_time_is_up()
    {
        var late = new TimedSource(
            this,
            "a",
            _ =>
            {
                _clock.Advance(TimeSpan.FromSeconds(20));
                return Task.FromResult(KeySetAnswer.Failed(KeySetError.Network));
            }
        );

        var outcome = await RunAsync(
            new LateTimers(_clock),
            null,
            FetchReason.NoKeys,
            TimeSpan.Zero,
            late,
            Source("b", OneKey)
        );

        Assert.Equal(new FetchOutcome(KeySetError.Network), outcome);
        Assert.Equal([("a", 0)], _asked);
    }

    [Theory]
    [InlineData("UnknownKeyId", true)]
    [InlineData("BadSignature", true)]
    [InlineData("NoKeys", false)]
    [InlineData("Due", false)]
    [InlineData("Requested", false)]
    public async Task Every_source_is_told_whether_a_token_waits(string reason, bool isTokenWaiting)
    {
        var source = Source("a", OneKey);

        await RunAsync(Enum.Parse<FetchReason>(reason), source);

        Assert.Equal(isTokenWaiting, source.Last!.IsTokenWaiting);
        Assert.Equal("https://issuer.test/", source.Last.Issuer);
    }

    [Fact]
    public async Task A_source_is_told_since_when_keys_are_held()
    {
        var source = Source("a", OneKey);
        _clock.Advance(TimeSpan.FromHours(1));
        var reading = JwksReader.Read(KeySets.Of(KeySets.Rsa).Utf8())!;
        var held = new KeySnapshot(reading, new RefreshPolicy().Times(TimeSpan.FromMinutes(18), lifetime: null));

        await RunAsync(held, TimeSpan.FromMinutes(20), source);
        Assert.Equal(_clock.GetUtcNow() - TimeSpan.FromMinutes(2), source.Last!.HeldSince);

        await RunAsync(source);
        Assert.Null(source.Last.HeldSince);
    }

    [Theory]
    [InlineData(3_600, 60, "b")]
    [InlineData(60, 3_600, "a")]
    [InlineData(60, 60, "a")]
    public async Task Of_two_stand_ins_the_newer_one_is_kept(int firstAge, int secondAge, string kept)
    {
        var first = Source("a", KeySetAnswer.Failed(KeySetError.Network, "Reset").With(Aged(KeySets.Rsa, firstAge)));
        var second = Source("b", KeySetAnswer.Of(Aged(KeySets.OtherRsa, secondAge)));

        var outcome = await RunAsync(first, second, Source("c", OneKey));

        Assert.Equal((KeySetError.Network, "Reset"), (outcome.Error, outcome.Detail));
        Assert.Equal(kept, outcome.Snapshot!.Source);
        Assert.Equal(["a", "b"], _asked.Select(static asked => asked.Name));
    }

    [Fact]
    public async Task A_stand_in_that_cannot_be_used_gives_way_to_the_next_source()
    {
        var outcome = await RunAsync(
            Source("a", KeySetAnswer.Failed(KeySetError.Network)),
            Source("b", KeySetAnswer.Of(new KeySetDocument("<html>"u8.ToArray()) { TrustedUntil = Later })),
            Source("c", KeySetAnswer.Of(new KeySetDocument("""{"keys":[]}"""u8.ToArray()) { TrustedUntil = Later })),
            Source("d", KeySetAnswer.Of(Aged(KeySets.Rsa, 0, trustedFor: 0))),
            Source("e", KeySetAnswer.Of(Aged(KeySets.OtherRsa, 0, trustedFor: 1)))
        );

        Assert.Equal(KeySetError.Network, outcome.Error);
        Assert.Equal("e", outcome.Snapshot!.Source);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_one_is_a_failure_with_its_name()
    {
        var unasked = await RunAsync(Source("a", KeySetAnswer.NotModified()));
        var missing = await RunAsync(Source("a", null!));
        var none = await RunAsync(new SourceWithoutTask());

        Assert.Equal(new FetchOutcome(KeySetError.Status, "304"), unasked);
        Assert.Equal(new FetchOutcome(KeySetError.Unexpected, "null"), missing);
        Assert.Equal(KeySetError.Unexpected, none.Error);
    }

    [Fact]
    public async Task Trust_without_an_end_has_none()
    {
        var document = new KeySetDocument(KeySets.Of(KeySets.Rsa).Utf8()) { TrustedUntil = DateTimeOffset.MaxValue };

        var outcome = await RunAsync(Source("a", KeySetAnswer.Of(document)));

        Assert.Equal(TimeSpan.MaxValue, outcome.Snapshot!.Times.DeadAt);
    }

    [Theory]
    [InlineData(300, KeySetError.None)]
    [InlineData(301, KeySetError.FromFuture)]
    public async Task A_document_from_the_future_is_refused_beyond_what_clocks_differ(int seconds, KeySetError error)
    {
        var document = new KeySetDocument(KeySets.Of(KeySets.Rsa).Utf8())
        {
            FetchedAt = _clock.GetUtcNow() + TimeSpan.FromSeconds(seconds),
        };

        var alone = await RunAsync(Source("a", KeySetAnswer.Of(document)));
        var standIn = await RunAsync(
            Source("a", KeySetAnswer.Failed(KeySetError.Network)),
            Source("b", KeySetAnswer.Of(document))
        );

        Assert.Equal(error, alone.Error);
        Assert.Equal(error == KeySetError.None, standIn.Snapshot is not null);
        Assert.NotEqual(TimeSpan.FromSeconds(seconds), alone.Snapshot?.Times.FetchedAt);
    }

    [Fact]
    public async Task The_oldest_date_there_is_stops_nothing_when_the_wall_clock_goes_back()
    {
        var document = new KeySetDocument(KeySets.Of(KeySets.Rsa).Utf8())
        {
            FetchedAt = DateTimeOffset.MinValue,
            TrustedUntil = DateTimeOffset.MaxValue,
        };
        var held = (await RunAsync(Source("a", KeySetAnswer.Of(document)))).Snapshot!;
        _clock.LeapWallClock(TimeSpan.FromDays(-1));
        var source = Source("a", OneKey);

        Assert.Equal(KeySetError.None, (await RunAsync(held, TimeSpan.Zero, source)).Error);
        Assert.Equal(1969, source.Last!.HeldSince!.Value.Year);
    }

    private DateTimeOffset Later => _clock.GetUtcNow() + TimeSpan.FromHours(1);

    private KeySetDocument Aged(FakeSigningKey key, int seconds, int trustedFor = 86_400) =>
        new(KeySets.Of(key).Utf8())
        {
            FetchedAt = _clock.GetUtcNow() - TimeSpan.FromSeconds(seconds),
            TrustedUntil = _clock.GetUtcNow() + TimeSpan.FromSeconds(trustedFor),
        };

    private static string Name(VerificationKey key) => System.Text.Encoding.UTF8.GetString(key.KeyId.Span);

    private Task AskedAsync(int count) => Eventually.TrueAsync(() => _asked.Count == count);

    private TimedSource Source(string name, KeySetAnswer answer) => new(this, name, _ => Task.FromResult(answer));

    private TimedSource Hanging(string name) =>
        new(this, name, static token => new TaskCompletionSource<KeySetAnswer>().Task.WaitAsync(token));

    private Task<FetchOutcome> RunAsync(params IKeySetSource[] sources) => RunAsync(FetchReason.NoKeys, sources);

    private Task<FetchOutcome> RunAsync(FetchReason reason, params IKeySetSource[] sources) =>
        RunAsync(_clock, null, reason, TimeSpan.Zero, sources);

    private Task<FetchOutcome> RunAsync(KeySnapshot held, TimeSpan begun, params IKeySetSource[] sources) =>
        RunAsync(_clock, held, FetchReason.Due, begun, sources);

    private static Task<FetchOutcome> RunAsync(
        TimeProvider clock,
        KeySnapshot? held,
        FetchReason reason,
        TimeSpan begun,
        params IKeySetSource[] sources
    ) =>
        new KeySetFetch("https://issuer.test/", sources, new RefreshPolicy(), clock).RunAsync(
            KeySetState.Cold with
            {
                Snapshot = held,
            },
            reason,
            static _ => true,
            begun,
            clock.GetUtcNow(),
            TestContext.Current.CancellationToken
        );

    /// <summary>One of an application's own, which is none.</summary>
    private sealed class SourceWithoutTask : IKeySetSource
    {
        public string Name => "none";

        public Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken) => null!;
    }

    /// <summary>A clock of a machine so busy that no timer fires in time.</summary>
    private sealed class LateTimers(ManualTimeProvider clock) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            clock.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A source that notes when it was asked.</summary>
    private sealed class TimedSource(
        KeySetFetchTests test,
        string name,
        Func<CancellationToken, Task<KeySetAnswer>> answer
    ) : IKeySetSource
    {
        public string Name => name;

        public KeySetRequest? Last { get; private set; }

        public Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken)
        {
            Last = request;
            test._asked.Enqueue((name, TimeSpan.FromTicks(test._clock.GetTimestamp()).TotalSeconds));
            return answer(cancellationToken);
        }
    }
}
