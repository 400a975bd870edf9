using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using JwksSdk.Keys;
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
        using var pair = new Pair();
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
        using var pair = new Pair();
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
        using var pair = new Pair();
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
        using var pair = new Pair();
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
    public async Task A_private_half_that_is_served_again_and_again_is_news_once()
    {
        using var pair = new Pair();
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

    /// <summary>A key whose issuer gives its private half away.</summary>
    private sealed class Pair : IDisposable
    {
        private readonly RSA _rsa = RSA.Create(2048);

        public JsonObject Public => Jwk(_rsa.ExportParameters(includePrivateParameters: false));

        public JsonObject Private
        {
            get
            {
                var numbers = _rsa.ExportParameters(includePrivateParameters: true);
                var jwk = Jwk(numbers);
                jwk["d"] = Base64Url.EncodeToString(numbers.D);
                return jwk;
            }
        }

        public void Dispose() => _rsa.Dispose();

        private static JsonObject Jwk(RSAParameters numbers) =>
            new()
            {
                ["kty"] = "RSA",
                ["kid"] = "lost",
                ["n"] = Base64Url.EncodeToString(numbers.Modulus),
                ["e"] = Base64Url.EncodeToString(numbers.Exponent),
            };
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
