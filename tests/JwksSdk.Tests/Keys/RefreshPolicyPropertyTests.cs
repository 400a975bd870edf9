using FsCheck;
using FsCheck.Fluent;
using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>The policy alone, over random sequences of asks: it starts no fetch too many, and skips none that it could start.</summary>
public sealed class RefreshPolicyPropertyTests
{
    private static readonly RefreshPolicy Policy = new();

    private static readonly KeySnapshot Snapshot = new(
        KeySets.Read(KeySets.Of(KeySets.Rsa))!,
        Policy.Times(TimeSpan.Zero, null)
    );

    private static readonly Gen<Ask> Asks = Gen.Frequency(
            (6, Gen.Choose(0, 3_000)),
            (3, Gen.Elements(0, 1, 19_999, 20_000, 29_999, 30_000, 30_001, 60_000)),
            (1, Gen.Choose(0, 600_000))
        )
        .SelectMany(
            static _ => Gen.Elements(Enum.GetValues<FetchReason>()),
            static (wait, reason) => (Wait: wait, Reason: reason)
        )
        .SelectMany(
            static _ => Gen.Choose(0, 2),
            static (ask, outcome) =>
                new Ask(ask.Wait, ask.Reason, outcome == 0 ? KeySetError.Network : KeySetError.None)
        );

    [Fact]
    public void A_lane_lets_begin_what_its_capacity_and_refill_allow_and_not_one_more()
    {
        var lane = new RefreshLane(3, TimeSpan.FromSeconds(10));
        var bound = new FetchBound(3, TimeSpan.FromSeconds(10));
        Properties.HoldForAll(
            Gen.Choose(0, 7_000),
            length: 200,
            count: 1_000,
            waits =>
            {
                var (fullAt, now) = (TimeSpan.Zero, TimeSpan.Zero);
                var begun = new List<TimeSpan>();
                foreach (var wait in waits)
                {
                    now += TimeSpan.FromMilliseconds(wait);
                    var opens = now >= lane.OpensAt(fullAt);
                    Assert.Equal(opens, !bound.IsSpentAt(begun, now));
                    if (opens)
                    {
                        fullAt = lane.Spend(fullAt, now);
                        begun.Add(now);
                    }
                }

                bound.Check(begun);
            }
        );
    }

    [Fact]
    public void Every_sequence_of_asks_keeps_to_the_bound_of_each_lane() =>
        Properties.HoldForAll(Asks, length: 300, count: 1_000, Check);

    private static void Check(Ask[] asks)
    {
        var history = FetchHistory.None;
        var now = TimeSpan.Zero;
        var tokens = new List<TimeSpan>();
        var signatures = new List<TimeSpan>();
        var scheduled = new List<TimeSpan>();
        foreach (var ask in asks)
        {
            now += TimeSpan.FromMilliseconds(ask.Wait);
            var decision = Policy.Decide(new KeySetState(Snapshot, history, null), ask.Reason, now);
            var isByToken = ask.Reason is FetchReason.UnknownKeyId or FetchReason.BadSignature;
            switch (ask.Reason)
            {
                case FetchReason.UnknownKeyId:
                    Assert.Equal(FetchBound.OfTokens(Policy.CoolDown).IsSpentAt(tokens, now), IsSkip(decision));
                    break;
                case FetchReason.BadSignature:
                    // May be held back by what unknown kids spent; never goes where they could not.
                    Assert.True(
                        IsSkip(decision) || !FetchBound.OfTokens(Policy.CoolDown).IsSpentAt(tokens, now),
                        "A bad signature went beyond the budget."
                    );
                    break;
                default:
                    Assert.Equal(
                        now < history.RetryAt || FetchBound.OfScheduled.IsSpentAt(scheduled, now),
                        IsSkip(decision)
                    );
                    break;
            }

            if (decision != FetchDecision.Start)
            {
                continue;
            }

            (isByToken ? tokens : scheduled).Add(now);
            if (ask.Reason == FetchReason.BadSignature)
            {
                signatures.Add(now);
            }

            history = Policy.Ended(Policy.Begun(history, ask.Reason, now), ask.Reason, ask.Outcome, now);
        }

        FetchBound.OfTokens(Policy.CoolDown).Check(tokens);
        FetchBound.OfBadSignatures(Policy.CoolDown).Check(signatures);
        FetchBound.OfScheduled.Check(scheduled);
    }

    private static bool IsSkip(FetchDecision decision) => decision == FetchDecision.Skip;

    /// <summary>An ask for a fetch some time after the one before, and how the fetch ends if it begins.</summary>
    private readonly record struct Ask(int Wait, FetchReason Reason, KeySetError Outcome);
}
