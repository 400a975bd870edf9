using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>The policy as a table: state, reason and time in, decision out.</summary>
public sealed class RefreshPolicyTests
{
    private static readonly RefreshPolicy Policy = new();

    private static readonly KeySnapshot Snapshot = new(
        KeySets.Read(KeySets.Of(KeySets.Rsa))!,
        Policy.Times(TimeSpan.Zero, null)
    );

    public static TheoryData<string> Reasons => [.. Enum.GetNames<FetchReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void The_first_fetch_for_any_reason_begins_and_others_join_it(string name)
    {
        var reason = Enum.Parse<FetchReason>(name);
        var flying = KeySetState.Cold with { Flight = new Flight() };

        Assert.Equal(FetchDecision.Start, Policy.Decide(KeySetState.Cold, reason, TimeSpan.Zero));
        Assert.Equal(FetchDecision.Join, Policy.Decide(flying, reason, TimeSpan.Zero));
    }

    [Theory]
    // After one fetch that a token caused, the spare is there for another kid and not for another bad signature.
    [InlineData(1, "UnknownKeyId", 0, "Start")]
    [InlineData(1, "BadSignature", 29_999, "Skip")]
    [InlineData(1, "BadSignature", 30_000, "Start")]
    // After two, nothing is left until one has come back.
    [InlineData(2, "UnknownKeyId", 29_999, "Skip")]
    [InlineData(2, "UnknownKeyId", 30_000, "Start")]
    [InlineData(2, "BadSignature", 59_999, "Skip")]
    [InlineData(2, "BadSignature", 60_000, "Start")]
    // The other lane does not notice.
    [InlineData(2, "NoKeys", 0, "Start")]
    [InlineData(2, "Due", 0, "Start")]
    [InlineData(2, "Requested", 0, "Start")]
    public void Tokens_spend_their_own_budget_alone(int spent, string reason, int milliseconds, string decision)
    {
        foreach (var cause in new[] { FetchReason.UnknownKeyId, FetchReason.BadSignature })
        {
            Assert.Equal(decision, Decide(Spent(spent, cause), reason, milliseconds));
        }
    }

    [Theory]
    [InlineData(7, 0, "Start")]
    [InlineData(8, 0, "Skip")]
    [InlineData(8, 19_999, "Skip")]
    [InlineData(8, 20_000, "Start")]
    [InlineData(9, 39_999, "Skip")]
    [InlineData(9, 40_000, "Start")]
    public void Scheduled_fetches_have_a_budget_too(int spent, int milliseconds, string decision)
    {
        foreach (var reason in new[] { FetchReason.NoKeys, FetchReason.Due, FetchReason.Requested })
        {
            Assert.Equal(decision, Decide(Spent(spent, reason), "Due", milliseconds));
            Assert.Equal(decision, Decide(Spent(spent, reason), "NoKeys", milliseconds));
            Assert.Equal(decision, Decide(Spent(spent, reason), "Requested", milliseconds));
            Assert.Equal("Start", Decide(Spent(spent, reason), "UnknownKeyId", milliseconds));
            Assert.Equal("Start", Decide(Spent(spent, reason), "BadSignature", milliseconds));
        }
    }

    [Theory]
    [InlineData(1, 250)]
    [InlineData(2, 500)]
    [InlineData(3, 1_000)]
    [InlineData(7, 16_000)]
    [InlineData(8, 32_000)]
    [InlineData(9, 32_000)]
    [InlineData(1_000, 32_000)]
    public void Failures_hold_scheduled_fetches_back_twice_as_long_each_time(int failures, int milliseconds)
    {
        var history = FetchHistory.None;
        for (var i = 0; i < failures; i++)
        {
            history = Policy.Ended(history, FetchReason.Due, KeySetError.Network, TimeSpan.Zero);
        }

        foreach (var reason in new[] { "NoKeys", "Due", "Requested" })
        {
            Assert.Equal("Skip", Decide(history, reason, milliseconds - 1));
            Assert.Equal("Start", Decide(history, reason, milliseconds));
        }

        Assert.Equal("Start", Decide(history, "UnknownKeyId", 0));
    }

    [Theory]
    [InlineData(0, 187.5)]
    [InlineData(1, 312.5)]
    public void Jitter_moves_a_retry_by_a_quarter_at_most(double jitter, double milliseconds)
    {
        var history = (Policy with { Jitter = jitter }).Ended(
            FetchHistory.None,
            FetchReason.Due,
            KeySetError.Network,
            TimeSpan.Zero
        );

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), history.RetryAt);
    }

    [Theory]
    [InlineData("UnknownKeyId")]
    [InlineData("BadSignature")]
    public void A_failure_that_a_token_caused_holds_no_scheduled_fetch_back(string reason)
    {
        var history = Policy.Ended(
            FetchHistory.None,
            Enum.Parse<FetchReason>(reason),
            KeySetError.Timeout,
            TimeSpan.FromSeconds(1)
        );

        Assert.Equal("Start", Decide(history, "Due", 1_000));
        Assert.Equal(0, history.Failures);
        Assert.Equal(TimeSpan.FromSeconds(1), history.FailingSince);
        Assert.Equal(KeySetError.Timeout, history.LastError);
    }

    [Fact]
    public void A_good_fetch_forgets_failures_and_not_what_was_spent()
    {
        var history = Spent(2, FetchReason.UnknownKeyId);
        history = Policy.Ended(history, FetchReason.Due, KeySetError.Network, TimeSpan.FromSeconds(1));
        history = Policy.Ended(history, FetchReason.Due, KeySetError.Status, TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(1), history.FailingSince);
        Assert.Equal(KeySetError.Status, history.LastError);

        history = Policy.Ended(history, FetchReason.UnknownKeyId, KeySetError.None, TimeSpan.FromSeconds(3));

        Assert.Equal(0, history.Failures);
        Assert.Null(history.FailingSince);
        Assert.Equal(KeySetError.None, history.LastError);
        Assert.Equal("Start", Decide(history, "Due", 0));
        Assert.Equal("Skip", Decide(history, "UnknownKeyId", 0));
    }

    [Theory]
    [InlineData(null, 600)]
    [InlineData(0, 30)]
    [InlineData(29, 30)]
    [InlineData(31, 31)]
    [InlineData(86_400, 86_400)]
    [InlineData(3_832_304, 86_400)]
    public void A_lifetime_is_kept_within_its_limits(int? declared, int seconds)
    {
        TimeSpan? lifetime = declared is { } some ? TimeSpan.FromSeconds(some) : null;

        var times = Policy.Times(TimeSpan.FromSeconds(5), lifetime);

        Assert.Equal(TimeSpan.FromSeconds(5), times.FetchedAt);
        Assert.Equal(TimeSpan.FromSeconds(5 + seconds), times.FreshUntil);
        Assert.Equal(TimeSpan.FromSeconds(5 + seconds + 3_600), times.DeadAt);
    }

    [Theory]
    [InlineData(0, 480)]
    [InlineData(0.5, 510)]
    [InlineData(1, 540)]
    public void A_refresh_is_due_ahead_of_the_end_of_freshness(double jitter, int seconds)
    {
        var times = (Policy with { Jitter = jitter }).Times(TimeSpan.Zero, null);

        Assert.Equal(TimeSpan.FromSeconds(seconds), times.RefreshAt);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(509_999, null)]
    [InlineData(510_000, "Due")]
    [InlineData(4_199_999, "Due")]
    [InlineData(4_200_000, "NoKeys")]
    public void What_is_due_follows_from_the_age(int milliseconds, string? reason)
    {
        var state = KeySetState.Cold with { Snapshot = Snapshot };

        Assert.Equal(reason, state.ScheduledReason(TimeSpan.FromMilliseconds(milliseconds))?.ToString());
        Assert.Equal(FetchReason.NoKeys, KeySetState.Cold.ScheduledReason(TimeSpan.Zero));
    }

    [Fact]
    public void Jitter_is_the_same_for_the_same_process_and_key_set_and_differs_between_them()
    {
        var all = Enumerable.Range(0, 100).Select(static process => RefreshJitter.Of("https://a.test", $"p/{process}"));

        Assert.Equal(
            RefreshJitter.Of("https://a.test", $"{Environment.MachineName}/{Environment.ProcessId}"),
            RefreshJitter.Of("https://a.test")
        );
        Assert.NotEqual(RefreshJitter.Of("https://a.test", "p"), RefreshJitter.Of("https://b.test", "p"));
        Assert.Equal(10, all.Select(static jitter => (int)(jitter * 10)).Distinct().Count());
        Assert.All(all, static jitter => Assert.InRange(jitter, 0, 1));
    }

    private static FetchHistory Spent(int times, FetchReason reason)
    {
        var history = FetchHistory.None;
        for (var i = 0; i < times; i++)
        {
            history = Policy.Begun(history, reason, TimeSpan.Zero);
        }

        return history;
    }

    private static string Decide(FetchHistory history, string reason, int milliseconds) =>
        Policy
            .Decide(
                new KeySetState(Snapshot, history, null),
                Enum.Parse<FetchReason>(reason),
                TimeSpan.FromMilliseconds(milliseconds)
            )
            .ToString();
}
