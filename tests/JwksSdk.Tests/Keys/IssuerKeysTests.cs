using JwksSdk.Keys;
using JwksSdk.Telemetry;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>One key set over time: cold, warm, rotated, stale.</summary>
public sealed class IssuerKeysTests
{
    private static readonly string OneKey = KeySets.Of(KeySets.Rsa);
    private static readonly string TwoKeys = KeySets.Of(KeySets.Rsa, KeySets.OtherRsa);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_cold_look_ups_make_one_request()
    {
        var source = new ScriptedSource();
        var gate = source.Hang();

        var lookups = Enumerable.Range(0, 10_000).Select(_ => source.FindAsync("rsa-1").AsTask()).ToArray();
        gate.SetResult(ScriptedSource.AnswerOf(OneKey));
        var found = await Task.WhenAll(lookups);

        Assert.Equal(1, source.Count);
        Assert.Single(found.Select(static lookup => lookup.Key).Distinct());
        Assert.NotNull(found[0].Key);
    }

    [Fact]
    public async Task Cold_look_ups_from_many_threads_make_one_request()
    {
        var source = new ScriptedSource(OneKey);

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 2_000),
            Cancellation,
            async (_, _) => Assert.NotNull((await source.FindAsync("rsa-1")).Key)
        );

        Assert.Equal(1, source.Count);
    }

    [Fact]
    public async Task A_known_key_never_waits_for_a_fetch_that_hangs()
    {
        var source = new ScriptedSource(OneKey);
        await source.FindAsync("rsa-1");
        var gate = source.Hang();
        source.Clock.Advance(TimeSpan.FromHours(1));

        for (var i = 0; i < 5_000; i++)
        {
            var lookup = source.FindAsync("rsa-1");
            Assert.True(lookup.IsCompletedSuccessfully);
            Assert.NotNull((await lookup).Key);
        }

        await source.ReachedAsync(2);
        Assert.Equal(2, source.Count);
        gate.SetResult(KeySetAnswer.Failed(KeySetError.Network));
    }

    /// <summary>Between the look-up of a key and the decision on a fetch another fetch may bring it.</summary>
    [Fact]
    public async Task A_key_that_is_held_is_no_miss_however_little_budget_there_is()
    {
        var source = new ScriptedSource(OneKey);
        await source.FindAsync("rsa-1");
        await source.SpendOnJunkAsync();
        var now = source.Keys.Refresher.Now;

        Assert.Equal(KeyMiss.Skipped, source.Keys.WhyNoFetch("more junk"u8, JwtAlgorithms.RS256, now, out var missing));
        Assert.Equal(JwtErrorCode.UnknownKeyId, missing.Error);
        Assert.Equal(KeyMiss.None, source.Keys.WhyNoFetch("rsa-1"u8, JwtAlgorithms.RS256, now, out var held));
        Assert.NotNull(held.Key);
    }

    [Fact]
    public async Task A_known_key_and_a_refusal_beyond_the_budget_allocate_nothing()
    {
        var source = new ScriptedSource(OneKey);
        await source.FindAsync("rsa-1");
        await source.SpendOnJunkAsync();
        var known = "rsa-1".Utf8();
        var junk = "more junk".Utf8();
        Measure();

        Assert.Equal(0, Measure());
        Assert.Equal(3, source.Count);

        long Measure()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1_000; i++)
            {
                _ = source.Keys.Find(known, JwtAlgorithms.RS256);
                _ = source.Keys.Find(junk, JwtAlgorithms.RS256);
                _ = source.Keys.SeekAsync(junk, JwtAlgorithms.RS256, CancellationToken.None).IsCompleted;
                _ = source.Keys.Find(known, JwtAlgorithms.ES256);
                _ = source.Keys.Find([], JwtAlgorithms.RS256);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public async Task The_first_token_after_a_rotation_finds_its_key()
    {
        var source = new ScriptedSource(OneKey);
        await source.FindAsync("rsa-1");
        source.Serve(TwoKeys);

        Assert.NotNull((await source.FindAsync("rsa-2")).Key);
        Assert.Equal(2, source.Count);
    }

    [Fact]
    public async Task A_token_that_comes_while_an_older_fetch_is_under_way_is_not_refused_for_its_age()
    {
        var source = new ScriptedSource(OneKey);
        await source.FindAsync("rsa-1");
        var gate = source.Hang();
        source.Clock.Advance(TimeSpan.FromMinutes(10));
        await source.FindAsync("rsa-1");
        await source.ReachedAsync(2);

        // The answer under way was made before the rotation; this token was signed after it.
        var lookup = source.FindAsync("rsa-2").AsTask();
        source.Serve(TwoKeys);
        gate.SetResult(ScriptedSource.AnswerOf(OneKey));

        Assert.NotNull((await lookup).Key);
        Assert.Equal(3, source.Count);
    }

    [Fact]
    public async Task A_token_waits_eight_seconds_in_all_also_when_it_joined_a_fetch_before_its_own()
    {
        var source = new ScriptedSource(OneKey);
        await source.FindAsync("rsa-1");
        var gate = source.Hang();
        source.Clock.Advance(TimeSpan.FromMinutes(10));
        await source.FindAsync("rsa-1");
        await source.ReachedAsync(2);
        var lookup = source.FindAsync("rsa-2").AsTask();
        source.Clock.Advance(TimeSpan.FromSeconds(5));
        source.Hang();
        gate.SetResult(ScriptedSource.AnswerOf(OneKey));
        await source.ReachedAsync(3);

        await Eventually.TrueAsync(() =>
        {
            source.Clock.Advance(TimeSpan.FromSeconds(0.5));
            return lookup.IsCompleted || source.Refresher.State.Flight is null;
        });

        Assert.NotNull(source.Refresher.State.Flight);
        Assert.Equal(JwtErrorCode.KeysUnavailable, (await lookup).Error);
    }

    [Fact]
    public async Task Junk_beyond_the_budget_makes_no_request_and_is_answered_at_once()
    {
        var source = new ScriptedSource(OneKey);
        await source.FindAsync("rsa-1");
        await source.SpendOnJunkAsync();
        Assert.Equal(3, source.Count);

        source.Clock.Advance(TimeSpan.FromSeconds(29.9));
        for (var i = 0; i < 1_000; i++)
        {
            var lookup = source.FindAsync($"junk-{i}");
            Assert.True(lookup.IsCompletedSuccessfully);
            Assert.Equal(JwtErrorCode.UnknownKeyId, (await lookup).Error);
        }

        Assert.Equal(3, source.Count);
        source.Clock.Advance(TimeSpan.FromSeconds(0.1));
        await source.FindAsync("junk");
        Assert.Equal(4, source.Count);
    }

    [Fact]
    public async Task One_junk_kid_does_not_keep_a_rotation_from_being_found_however_often_it_comes()
    {
        var source = new ScriptedSource(OneKey);
        await source.FindAsync("rsa-1");
        for (var i = 0; i < 1_000; i++)
        {
            Assert.Equal(JwtErrorCode.UnknownKeyId, (await source.FindAsync("junk")).Error);
        }

        Assert.Equal(2, source.Count);
        source.Serve(TwoKeys);
        Assert.NotNull((await source.FindAsync("rsa-2")).Key);
        Assert.Equal(3, source.Count);
    }

    [Fact]
    public async Task A_kid_that_was_missing_is_looked_for_again_after_the_cool_down()
    {
        var source = new ScriptedSource(OneKey);
        await source.FindAsync("rsa-1");
        await source.FindAsync("rsa-2");
        source.Serve(TwoKeys);

        // Its key is published later than its first token is seen.
        Assert.Equal(JwtErrorCode.UnknownKeyId, (await source.FindAsync("rsa-2")).Error);
        source.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.NotNull((await source.FindAsync("rsa-2")).Key);
        Assert.Equal(3, source.Count);
    }

    [Fact]
    public async Task A_good_fetch_forgets_which_kids_were_missing()
    {
        var source = new ScriptedSource(OneKey);
        await source.FindAsync("rsa-1");
        await source.FindAsync("rsa-2");
        var refresher = source.Refresher;
        await refresher.TryStart(refresher.State, FetchReason.Requested, refresher.Now)!.Landed;
        source.Serve(TwoKeys);

        Assert.NotNull((await source.FindAsync("rsa-2")).Key);
        Assert.Equal(4, source.Count);
    }

    [Fact]
    public async Task Failed_attempts_count_for_the_budget_too()
    {
        var source = new ScriptedSource(OneKey);
        await source.FindAsync("rsa-1");
        source.Fail();

        for (var i = 0; i < 100; i++)
        {
            await source.FindAsync("junk");
        }

        // Two that tokens caused, and a scheduled one behind the first of them.
        Assert.Equal(4, source.Count);
    }

    [Fact]
    public async Task The_budget_does_not_notice_the_wall_clock()
    {
        var source = new ScriptedSource(OneKey);
        await source.FindAsync("rsa-1");
        await source.SpendOnJunkAsync();

        source.Clock.LeapWallClock(TimeSpan.FromHours(-1));
        await source.FindAsync("more junk");
        source.Clock.LeapWallClock(TimeSpan.FromHours(2));
        await source.FindAsync("more junk");

        Assert.Equal(3, source.Count);
    }

    [Fact]
    public async Task A_failed_fetch_keeps_the_keys()
    {
        var source = new ScriptedSource(OneKey);
        await source.FindAsync("rsa-1");
        var before = source.Keys.Snapshot;
        source.Fail();

        // The key may have been published since: nobody can tell, with the budget and beyond it.
        Assert.Equal(JwtErrorCode.KeysUnavailable, (await source.FindAsync("rsa-2")).Error);
        Assert.Equal(JwtErrorCode.KeysUnavailable, (await source.FindAsync("rsa-3")).Error);
        Assert.Equal(JwtErrorCode.KeysUnavailable, (await source.FindAsync("rsa-4")).Error);

        Assert.Same(before, source.Keys.Snapshot);
        Assert.NotNull((await source.FindAsync("rsa-1")).Key);

        // Two that tokens caused, and a scheduled one behind the first of them.
        Assert.Equal(4, source.Count);
    }

    [Fact]
    public async Task Keys_are_trusted_for_an_hour_beyond_freshness_and_no_longer()
    {
        var source = new ScriptedSource(OneKey);
        await source.FindAsync("rsa-1");
        source.Fail();

        source.Clock.Advance(TimeSpan.FromMinutes(70) - TimeSpan.FromTicks(1));
        Assert.NotNull((await source.FindAsync("rsa-1")).Key);

        source.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(JwtErrorCode.KeysUnavailable, (await source.FindAsync("rsa-1")).Error);

        source.Serve(OneKey);
        source.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull((await source.FindAsync("rsa-1")).Key);
    }

    [Fact]
    public async Task A_set_without_a_usable_key_is_a_failed_fetch()
    {
        var source = new ScriptedSource(OneKey);
        await source.FindAsync("rsa-1");
        foreach (
            var useless in new[] { """{"keys":[]}""", """{"keys":[{"kty":"oct","kid":"a","k":"AA"}]}""", "<html>" }
        )
        {
            source.Serve(useless);
            source.Clock.Advance(TimeSpan.FromMinutes(1));
            var count = source.Count;

            await source.FindAsync("junk");

            Assert.True(source.Count > count);
            Assert.NotNull((await source.FindAsync("rsa-1")).Key);
            await source.LandedAsync();
            Assert.NotEqual(KeySetError.None, source.Refresher.State.History.LastError);
        }
    }

    [Fact]
    public async Task A_key_that_a_good_fetch_omits_is_gone()
    {
        var source = new ScriptedSource(TwoKeys);
        await source.FindAsync("rsa-1");
        source.Serve(OneKey);
        await source.FindAsync("junk");

        Assert.Equal(JwtErrorCode.UnknownKeyId, (await source.FindAsync("rsa-2")).Error);
    }

    [Fact]
    public async Task Without_keys_tries_back_off_and_herds_share_their_outcome()
    {
        var source = new ScriptedSource();

        for (var wait = 250; wait <= 4_000; wait *= 2)
        {
            var count = source.Count;
            Assert.Equal(JwtErrorCode.KeysUnavailable, (await source.FindAsync("rsa-1")).Error);
            Assert.Equal(count + 1, source.Count);
            source.Clock.Advance(TimeSpan.FromMilliseconds(wait - 1));
            for (var i = 0; i < 100; i++)
            {
                var lookup = source.FindAsync("rsa-1");
                Assert.True(lookup.IsCompletedSuccessfully);
                Assert.Equal(JwtErrorCode.KeysUnavailable, (await lookup).Error);
            }

            Assert.Equal(count + 1, source.Count);
            source.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        source.Serve(OneKey);
        Assert.NotNull((await source.FindAsync("rsa-1")).Key);
    }

    [Fact]
    public async Task Stale_keys_serve_while_one_fetch_runs_behind_them()
    {
        var source = new ScriptedSource(OneKey);
        var first = await source.FindAsync("rsa-1");
        source.Serve(TwoKeys);

        source.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        await source.FindAsync("rsa-1");
        Assert.Equal(1, source.Count);

        source.Clock.Advance(TimeSpan.FromTicks(1));
        var stale = source.FindAsync("rsa-1");
        Assert.True(stale.IsCompletedSuccessfully);
        Assert.Same(first.Key, (await stale).Key);
        await Eventually.TrueAsync(() => source.Keys.Snapshot!.Keys.Count == 2);
        await source.FindAsync("rsa-1");

        Assert.Equal(2, source.Count);
        Assert.NotNull((await source.FindAsync("rsa-2")).Key);
    }

    [Fact]
    public async Task Keys_that_did_not_change_stay_the_same_objects()
    {
        var source = new ScriptedSource(OneKey);
        var first = await source.FindAsync("rsa-1");
        source.Serve(TwoKeys);
        await source.FindAsync("rsa-2");

        Assert.Same(first.Key, (await source.FindAsync("rsa-1")).Key);
    }

    [Fact]
    public async Task What_is_wrong_with_the_key_is_told_apart()
    {
        using var weak = FakeSigningKey.Create("weak", keySize: 1024);
        var source = new ScriptedSource(KeySets.Of(KeySets.Rsa, weak));
        await source.FindAsync("rsa-1");

        Assert.Equal(JwtErrorCode.KeyIdMissing, (await source.FindAsync("")).Error);
        Assert.Equal(JwtErrorCode.KeyRefused, (await source.FindAsync("weak")).Error);
        Assert.Equal(JwtErrorCode.KeyAlgorithmMismatch, source.Keys.Find("rsa-1"u8, JwtAlgorithms.PS256).Error);
    }

    [Fact]
    public async Task A_kid_that_was_refused_or_for_another_algorithm_is_asked_for_once_a_cool_down()
    {
        using var weak = FakeSigningKey.Create("rsa-2", keySize: 1024);
        var other = KeySets.Rsa.WithAlgorithm(JwtAlgorithms.PS256);
        var source = new ScriptedSource(KeySets.Of(other, weak));
        Assert.Equal(JwtErrorCode.KeyAlgorithmMismatch, (await source.FindAsync("rsa-1")).Error);
        Assert.Equal(1, source.Count);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(JwtErrorCode.KeyAlgorithmMismatch, (await source.FindAsync("rsa-1")).Error);
            Assert.Equal(JwtErrorCode.KeyRefused, (await source.FindAsync("rsa-2")).Error);
        }

        Assert.Equal(2, source.Count);
        source.Serve(TwoKeys);
        source.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.NotNull((await source.FindAsync("rsa-1")).Key);
        Assert.NotNull((await source.FindAsync("rsa-2")).Key);
        Assert.Equal(3, source.Count);
    }

    [Fact]
    public async Task A_token_without_a_kid_makes_no_request_even_when_there_are_no_keys()
    {
        var source = new ScriptedSource(OneKey);

        Assert.Equal(JwtErrorCode.KeyIdMissing, (await source.FindAsync("")).Error);
        Assert.Equal(0, source.Count);
    }
}
