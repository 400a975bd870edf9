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
        using var pair = RSA.Create(2048);
        var numbers = pair.ExportParameters(includePrivateParameters: true);
        var jwk = new JsonObject
        {
            ["kty"] = "RSA",
            ["kid"] = "lost",
            ["n"] = Base64Url.EncodeToString(numbers.Modulus),
            ["e"] = Base64Url.EncodeToString(numbers.Exponent),
        };
        var others = hasOther ? new[] { KeySets.Rsa.ToJwk() } : [];
        var source = new ScriptedSource(KeySets.Of([(JsonObject)jwk.DeepClone(), .. others]));
        Assert.NotNull((await source.FindAsync("lost")).Key);
        jwk["d"] = Base64Url.EncodeToString(numbers.D);
        source.Serve(KeySets.Of([jwk]));

        await source.FindAsync("junk");

        Assert.Null((await source.FindAsync("lost")).Key);
        Assert.Equal(hasOther, (await source.FindAsync("rsa-1")).Key is not null);
        Assert.Equal(KeySetError.NoUsableKey, source.Refresher.State.History.LastError);
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
