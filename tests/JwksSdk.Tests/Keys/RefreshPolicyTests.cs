using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>The policy as a table: state, reason and time in, decision out.</summary>
public sealed class RefreshPolicyTests
{
    private static readonly RefreshPolicy Policy = new(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30));

    private static readonly KeySnapshot Snapshot = new(
        KeySets.Read(KeySets.Of(KeySets.Rsa))!,
        TimeSpan.Zero,
        TimeSpan.MaxValue
    );

    [Theory]
    [InlineData("NoKeys")]
    [InlineData("Stale")]
    [InlineData("UnknownKeyId")]
    [InlineData("BadSignature")]
    public void The_first_fetch_for_any_reason_begins_and_others_join_it(string name)
    {
        var reason = Enum.Parse<FetchReason>(name);
        var flying = KeySetState.Cold with { Flight = new Flight() };

        Assert.Equal(FetchDecision.Start, RefreshPolicy.Decide(KeySetState.Cold, reason, TimeSpan.Zero));
        Assert.Equal(FetchDecision.Join, RefreshPolicy.Decide(flying, reason, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("UnknownKeyId", 29_999, "Skip")]
    [InlineData("UnknownKeyId", 30_000, "Start")]
    [InlineData("BadSignature", 29_999, "Skip")]
    [InlineData("BadSignature", 30_000, "Start")]
    [InlineData("NoKeys", 1, "Start")]
    [InlineData("Stale", 1, "Start")]
    public void Tokens_spend_their_own_budget_alone(string reason, int milliseconds, string decision)
    {
        foreach (var cause in new[] { FetchReason.UnknownKeyId, FetchReason.BadSignature })
        {
            var state = new KeySetState(Snapshot, Policy.Begun(default, cause, TimeSpan.Zero), null);

            Assert.Equal(decision, Decide(state, reason, milliseconds));
        }
    }

    [Theory]
    [InlineData("NoKeys")]
    [InlineData("Stale")]
    public void A_scheduled_fetch_leaves_the_tokens_budget_alone(string reason)
    {
        var history = Policy.Begun(default, Enum.Parse<FetchReason>(reason), TimeSpan.Zero);

        Assert.Equal("Start", Decide(new KeySetState(Snapshot, history, null), "UnknownKeyId", 0));
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
        var history = default(FetchHistory);
        for (var i = 0; i < failures; i++)
        {
            history = RefreshPolicy.Ended(history, good: false, TimeSpan.Zero);
        }

        var state = new KeySetState(null, history, null);
        Assert.Equal("Skip", Decide(state, "NoKeys", milliseconds - 1));
        Assert.Equal("Start", Decide(state, "NoKeys", milliseconds));
        Assert.Equal("Skip", Decide(state, "Stale", milliseconds - 1));
        Assert.Equal("Start", Decide(state, "Stale", milliseconds));
        Assert.Equal("Start", Decide(state, "UnknownKeyId", 0));
    }

    [Fact]
    public void A_good_fetch_forgets_failures_and_not_the_cool_down()
    {
        var history = Policy.Begun(default, FetchReason.UnknownKeyId, TimeSpan.Zero);
        history = RefreshPolicy.Ended(history, good: false, TimeSpan.Zero);
        history = RefreshPolicy.Ended(history, good: true, TimeSpan.Zero);

        Assert.Equal(0, history.Failures);
        Assert.Equal("Start", Decide(new KeySetState(Snapshot, history, null), "Stale", 0));
        Assert.Equal("Skip", Decide(new KeySetState(Snapshot, history, null), "UnknownKeyId", 0));
    }

    private static string Decide(KeySetState state, string reason, int milliseconds) =>
        RefreshPolicy
            .Decide(state, Enum.Parse<FetchReason>(reason), TimeSpan.FromMilliseconds(milliseconds))
            .ToString();
}
