using System.Security.Cryptography;
using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>Keys that were withdrawn or compromised, and what might bring them back.</summary>
public sealed class LostKeysTests
{
    private static readonly string Old = KeySets.Of(KeySets.Rsa);
    private static readonly string New = KeySets.Of(KeySets.OtherRsa);
    private static readonly string Both = KeySets.Of(KeySets.Rsa, KeySets.OtherRsa);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_whose_private_half_is_published_is_dropped_even_if_the_set_has_no_other(bool hasOther)
    {
        using var pair = new LeakedKey();
        var others = hasOther ? new[] { KeySets.Rsa.ToJwk() } : [];
        var source = new ScriptedSource(KeySets.Of([pair.Public, .. others]));
        Assert.NotNull((await source.FindAsync("lost")).Key);
        source.Serve(KeySets.Of([pair.Private]));

        await source.FindAsync("junk");

        Assert.Null((await source.FindAsync("lost")).Key);
        Assert.Equal(hasOther, (await source.FindAsync("rsa-1")).Key is not null);
        Assert.Equal(KeySetError.NoUsableKey, source.Refresher.State.History.LastError);
    }

    [Fact]
    public async Task A_stand_in_brings_no_key_back_whose_private_half_the_same_fetch_saw()
    {
        using var pair = new LeakedKey();
        var standIn = new FixedSource(KeySets.Of(pair.Public, KeySets.Rsa.ToJwk()));
        var source = new ScriptedSource(KeySets.Of([pair.Private]), null, standIn);
        standIn.CapturedAt = source.Clock.GetUtcNow() - TimeSpan.FromDays(1);

        Assert.NotNull((await source.FindAsync("rsa-1")).Key);

        Assert.Equal("stand-in", source.Keys.Snapshot!.Source);
        Assert.Equal(JwtErrorCode.KeyRefused, source.Keys.Find("lost"u8, JwtAlgorithms.RS256).Error);

        // Nor does it later, when the issuer says nothing any more.
        source.Fail();
        source.Clock.Advance(TimeSpan.FromDays(1));
        await source.FindAsync("junk");
        Assert.Equal(JwtErrorCode.KeyRefused, source.Keys.Find("lost"u8, JwtAlgorithms.RS256).Error);
    }

    [Fact]
    public async Task A_newer_stand_in_brings_no_key_back_that_is_dropped_for_its_private_half()
    {
        using var pair = new LeakedKey();
        var standIn = new FixedSource(KeySets.Of(pair.Public, KeySets.Rsa.ToJwk()));
        var source = new ScriptedSource(KeySets.Of([pair.Public]), null, standIn);
        Assert.NotNull((await source.FindAsync("lost")).Key);
        standIn.CapturedAt = source.Clock.GetUtcNow() + TimeSpan.FromMinutes(1);
        source.Clock.Advance(TimeSpan.FromMinutes(2));
        source.Serve(KeySets.Of([pair.Private]));

        Assert.NotNull((await source.FindAsync("rsa-1")).Key);
        Assert.Null((await source.FindAsync("lost")).Key);
        Assert.True(source.Keys.Snapshot!.IsStandIn);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_private_half_that_was_seen_once_is_remembered(bool hasOther)
    {
        using var pair = new LeakedKey();
        var standIn = new FixedSource(KeySets.Of(pair.Public, KeySets.OtherRsa.ToJwk()));
        var source = new ScriptedSource(Old, null, standIn);
        standIn.CapturedAt = source.Clock.GetUtcNow() - TimeSpan.FromDays(1);
        await source.FindAsync("rsa-1");
        source.Serve(KeySets.Of(hasOther ? [pair.Private, KeySets.Rsa.ToJwk()] : [pair.Private]));
        await source.FindAsync("junk");
        source.Fail();
        source.Clock.Advance(TimeSpan.FromMinutes(75));

        Assert.NotNull((await source.FindAsync("rsa-2")).Key);
        Assert.Equal(JwtErrorCode.KeyRefused, source.Keys.Find("lost"u8, JwtAlgorithms.RS256).Error);
    }

    [Fact]
    public async Task A_private_half_that_was_seen_while_nothing_was_held_is_remembered()
    {
        using var pair = new LeakedKey();
        var standIn = new FixedSource(KeySets.Of([pair.Public]));
        var source = new ScriptedSource(KeySets.Of([pair.Private]), null, standIn);
        standIn.CapturedAt = source.Clock.GetUtcNow() - TimeSpan.FromDays(1);
        Assert.Null((await source.FindAsync("lost")).Key);

        source.Fail();
        source.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null((await source.FindAsync("lost")).Key);
        Assert.Equal(2, source.Count);
    }

    [Fact]
    public async Task A_private_half_that_a_stand_in_gives_away_is_remembered()
    {
        using var pair = new LeakedKey();
        var standIn = new FixedSource(KeySets.Of(pair.Private, KeySets.Rsa.ToJwk()));
        var source = new ScriptedSource(KeySets.Of(pair.Public, KeySets.OtherRsa.ToJwk()), null, standIn);
        standIn.CapturedAt = source.Clock.GetUtcNow() - TimeSpan.FromDays(1);
        Assert.NotNull((await source.FindAsync("lost")).Key);

        // The keys that are held are newer, and stay but for this one.
        source.Fail();
        await source.FindAsync("junk");
        Assert.Null((await source.FindAsync("lost")).Key);
        Assert.NotNull((await source.FindAsync("rsa-2")).Key);
        Assert.False(source.Keys.Snapshot!.IsStandIn);
        await source.LandedAsync();

        source.Serve(KeySets.Of([pair.Public, KeySets.Rsa.ToJwk()]));
        source.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull((await source.FindAsync("rsa-1")).Key);
        Assert.Equal(JwtErrorCode.KeyRefused, (await source.FindAsync("lost")).Error);
    }

    [Fact]
    public async Task A_compromised_key_stays_refused_when_its_public_half_is_published_alone_again()
    {
        using var pair = new LeakedKey();
        var source = new ScriptedSource(KeySets.Of([pair.Private, KeySets.Rsa.ToJwk()]));
        await source.FindAsync("rsa-1");
        source.Serve(KeySets.Of([pair.Public, KeySets.Rsa.ToJwk()]));
        source.Clock.Advance(TimeSpan.FromMinutes(10));
        await source.FindAsync("rsa-1");
        await source.LandedAsync();

        Assert.Equal(2, source.Count);
        Assert.Equal(JwtErrorCode.KeyRefused, source.Keys.Find("lost"u8, JwtAlgorithms.RS256).Error);
        Assert.Equal(KeyRefusal.PrivateMember, Assert.Single(source.Keys.Snapshot!.Refused).Reason);
        Assert.Null(source.Refresher.State.History.FailingSince);
    }

    [Fact]
    public async Task Where_all_keys_are_given_away_there_is_nothing_to_trust_and_a_stand_in_takes_their_place()
    {
        using var pair = new LeakedKey();
        var source = new ScriptedSource(KeySets.Of([pair.Public]));
        await source.FindAsync("lost");
        source.Serve(KeySets.Of([pair.Private]));
        source.Clock.Advance(TimeSpan.FromMinutes(1));
        await source.FindAsync("junk");
        Assert.Null(source.Refresher.State.Trusted(source.Refresher.Now));
        Assert.Equal(JwtErrorCode.KeysUnavailable, source.Keys.Find("lost"u8, JwtAlgorithms.RS256).Error);

        var standIn = new FixedSource(KeySets.Of(pair.Public, KeySets.Rsa.ToJwk()));
        var pinned = new ScriptedSource(KeySets.Of([pair.Public]), null, standIn);
        standIn.CapturedAt = pinned.Clock.GetUtcNow() - TimeSpan.FromDays(1);
        await pinned.FindAsync("lost");
        pinned.Serve(KeySets.Of([pair.Private]));
        pinned.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull((await pinned.FindAsync("rsa-1")).Key);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_issuer_says_brings_a_withdrawn_key_back_and_what_somebody_kept_does_not(bool isIssuers)
    {
        var clock = new ManualTimeProvider();
        var old = new KeySnapshot(KeySets.Read(Old)!, new RefreshPolicy().Times(TimeSpan.Zero, null));
        var withdrawn = old.Keys.Single();
        var state = KeySetState.Cold with { Lost = LostKeys.None.After(old, KeySets.Read(New)!) };
        var kept = new FixedSource(Both) { IsTrustedByAge = true, CapturedAt = clock.GetUtcNow() };
        IKeySetSource source = isIssuers ? new IssuersSource(Both) : kept;
        var fetch = new KeySetFetch(ScriptedSource.Issuer, [source], new RefreshPolicy(), clock);

        var outcome = await fetch.RunAsync(
            state,
            FetchReason.NoKeys,
            static _ => true,
            TimeSpan.Zero,
            clock.GetUtcNow(),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(isIssuers ? 2 : 1, outcome.Snapshot!.Keys.Count);
        KeyRefusal[] refusals = isIssuers ? [] : [KeyRefusal.Withdrawn];
        Assert.Equal(refusals, outcome.Snapshot.Refused.Select(static key => key.Reason));
        Assert.Equal(!isIssuers, outcome.Lost.IsWithdrawn(withdrawn));
    }

    [Fact]
    public void The_latest_two_hundred_are_remembered_of_each_sort()
    {
        var withdrawn = Enumerable.Range(0, LostKeys.Most + 1).Select(NewKey).ToArray();
        var compromised = NewKey(-1);
        var lost = LostKeys.None.With(
            new([], [new("lost"u8.ToArray(), KeyRefusal.PrivateMember, compromised.Thumbprint)])
        );
        foreach (var key in withdrawn)
        {
            lost = lost.After(Holding(key), new KeySetReading([], []));
        }

        Assert.True(lost.IsCompromised(compromised));
        Assert.False(lost.IsWithdrawn(withdrawn[0]));
        Assert.True(lost.IsWithdrawn(withdrawn[1]));

        // What is lost anew is among the latest again.
        lost = lost.After(Holding(withdrawn[1]), new KeySetReading([], []));
        lost = lost.After(Holding(withdrawn[0]), new KeySetReading([], []));
        Assert.True(lost.IsWithdrawn(withdrawn[1]));
        Assert.False(lost.IsWithdrawn(withdrawn[2]));

        static KeySnapshot Holding(VerificationKey key) => new(new KeySetReading([key], []), KeySetTimes.Fixed);

        static VerificationKey NewKey(int number)
        {
            using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            PublicKeyInfo.Judge(pair.ExportSubjectPublicKeyInfo(), out var material);
            return new VerificationKey(material!);
        }
    }

    [Fact]
    public async Task A_private_half_that_is_served_again_and_again_is_news_once()
    {
        using var pair = new LeakedKey();
        var source = new ScriptedSource(Old);
        await source.FindAsync("rsa-1");
        source.Serve(KeySets.Of([pair.Private]));
        await source.FindAsync("junk");
        var snapshot = source.Keys.Snapshot;
        source.Clock.Advance(TimeSpan.FromMinutes(1));

        await source.FindAsync("junk");
        await source.LandedAsync();

        Assert.InRange(source.Count, 3, 4);
        Assert.Same(snapshot, source.Keys.Snapshot);
    }

    [Fact]
    public async Task A_stand_in_brings_no_key_back_that_a_good_fetch_withdrew()
    {
        var standIn = new FixedSource(Both);
        var source = new ScriptedSource(Old, null, standIn);
        standIn.CapturedAt = source.Clock.GetUtcNow() - TimeSpan.FromDays(1);
        await source.FindAsync("rsa-1");
        source.Serve(New);
        await source.FindAsync("rsa-2");
        source.Fail();
        source.Clock.Advance(TimeSpan.FromMinutes(75));

        Assert.NotNull((await source.FindAsync("rsa-2")).Key);
        Assert.Equal("stand-in", source.Keys.Snapshot!.Source);
        Assert.Equal(JwtErrorCode.KeyRefused, source.Keys.Find("rsa-1"u8, JwtAlgorithms.RS256).Error);

        // What the issuer publishes again is its own affair.
        source.Serve(Both);
        source.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull((await source.FindAsync("rsa-1")).Key);
    }

    [Fact]
    public async Task A_stand_in_with_nothing_but_withdrawn_keys_is_none()
    {
        var standIn = new FixedSource(Old);
        var source = new ScriptedSource(Old, null, standIn);
        standIn.CapturedAt = source.Clock.GetUtcNow() - TimeSpan.FromDays(1);
        await source.FindAsync("rsa-1");
        source.Serve(New);
        await source.FindAsync("rsa-2");
        source.Fail();
        source.Clock.Advance(TimeSpan.FromMinutes(75));

        Assert.Equal(JwtErrorCode.KeysUnavailable, (await source.FindAsync("rsa-1")).Error);
    }

    [Fact]
    public async Task A_key_that_goes_while_a_stand_in_is_in_place_is_withdrawn_too()
    {
        var (file, pem) = (new FixedSource(New), new FixedSource(Old));
        var source = new ScriptedSource(Both, null, file, pem);
        file.CapturedAt = pem.CapturedAt = source.Clock.GetUtcNow() - TimeSpan.FromDays(1);
        Assert.NotNull((await source.FindAsync("rsa-1")).Key);
        source.Fail();
        source.Clock.Advance(TimeSpan.FromMinutes(75));
        Assert.NotNull((await source.FindAsync("rsa-2")).Key);
        Assert.True(source.Keys.Snapshot!.IsStandIn);
        await source.LandedAsync();

        source.Serve(New);
        source.Clock.Advance(TimeSpan.FromMinutes(1));
        await source.FindAsync("rsa-2");
        await source.LandedAsync();
        Assert.False(source.Keys.Snapshot.IsStandIn);

        // The file is too old by now, and the other one's turn comes.
        file.CapturedAt -= TimeSpan.FromDays(30);
        source.Fail();
        source.Clock.Advance(TimeSpan.FromMinutes(75));
        Assert.Null((await source.FindAsync("rsa-1")).Key);
    }

    [Fact]
    public async Task An_older_document_of_a_further_source_takes_no_newer_ones_place_and_ends_no_outage()
    {
        var copy = new FixedSource(Old) { IsTrustedByAge = true };
        var source = new ScriptedSource(New, null, copy);
        copy.CapturedAt = source.Clock.GetUtcNow() - TimeSpan.FromMinutes(5);
        Assert.NotNull((await source.FindAsync("rsa-2")).Key);
        source.Fail();

        Assert.Equal(JwtErrorCode.KeysUnavailable, (await source.FindAsync("rsa-1")).Error);
        Assert.NotNull((await source.FindAsync("rsa-2")).Key);
        Assert.NotNull(source.Refresher.State.History.FailingSince);

        // Until nothing newer is trusted: it is a stand-in, and shows as one.
        await source.LandedAsync();
        Assert.False(source.Keys.Snapshot!.IsStandIn);
        copy.CapturedAt = source.Clock.GetUtcNow() + TimeSpan.FromMinutes(30);
        source.Clock.Advance(TimeSpan.FromMinutes(75));
        Assert.NotNull((await source.FindAsync("rsa-1")).Key);
        Assert.True(source.Keys.Snapshot.IsStandIn);
    }

    /// <summary>What an issuer publishes now.</summary>
    private sealed class IssuersSource(string json) : IKeySetSource
    {
        public string Name => "issuer";

        public Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(ScriptedSource.AnswerOf(json));
    }

    /// <summary>A key set that was captured at some time.</summary>
    private sealed class FixedSource(string json) : IKeySetSource
    {
        public string Name => "stand-in";

        public DateTimeOffset CapturedAt { get; set; }

        /// <summary>Whether it says when it was fetched and nothing of how long it is trusted.</summary>
        public bool IsTrustedByAge { get; init; }

        public Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(
                KeySetAnswer.Of(
                    new KeySetDocument(json.Utf8())
                    {
                        FetchedAt = CapturedAt,
                        TrustedUntil = IsTrustedByAge ? null : CapturedAt + TimeSpan.FromDays(30),
                    }
                )
            );
    }
}
