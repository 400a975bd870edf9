using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Events;

/// <summary>What happened between two states, as a table.</summary>
public sealed class KeySetDiffTests
{
    private static readonly KeySetOrigin Origin = new("Test", "https://issuer.test/", DateTimeOffset.UnixEpoch);

    private static readonly Dictionary<string, VerificationKey> Keys = new()
    {
        ["a"] = Key(KeySets.Rsa.WithKeyId("a")),
        ["b"] = Key(KeySets.OtherRsa.WithKeyId("b")),
        ["a with b's material"] = Key(KeySets.OtherRsa.WithKeyId("a")),
        ["b with a's material"] = Key(KeySets.Rsa.WithKeyId("b")),
        ["a for PS256"] = Key(KeySets.Rsa.WithKeyId("a").WithAlgorithm(JwtAlgorithms.PS256)),
        ["a as b's PS256"] = Key(KeySets.OtherRsa.WithKeyId("a").WithAlgorithm(JwtAlgorithms.PS256)),
        ["k on a curve"] = Key(KeySets.Signer(JwtAlgorithms.ES256)),
        ["k of RSA"] = Key(KeySets.Rsa.WithKeyId("k")),
        ["k of other RSA"] = Key(KeySets.OtherRsa.WithKeyId("k")),
    };

    [Theory]
    [InlineData("", "", "")]
    [InlineData("", "a, b", "+a, +b")]
    [InlineData("a, b", "a, b", "")]
    [InlineData("a, b", "b, a", "")]
    [InlineData("a", "a, b", "+b")]
    [InlineData("a, b", "b", "-a")]
    [InlineData("a, b", "", "-a, -b")]
    [InlineData("a", "b", "+b, -a")]
    [InlineData("a", "a with b's material", "a → a with b's material")]
    [InlineData("a, b", "a with b's material, b with a's material", "a → a with b's material, b → b with a's material")]
    [InlineData("a", "b with a's material", "+b with a's material, -a")]
    [InlineData("a", "a for PS256", "a → a for PS256")]
    [InlineData("a", "a, a as b's PS256", "+a as b's PS256")]
    [InlineData("a, a as b's PS256", "a for PS256", "a → a for PS256, -a with b's material")]
    [InlineData("k on a curve, k of RSA", "k on a curve, k of other RSA", "k of RSA → k of other RSA")]
    [InlineData("k on a curve, k of RSA", "k of other RSA", "k of RSA → k of other RSA, -k on a curve")]
    public void Keys_come_go_and_change(string before, string after, string events) =>
        Assert.Equal(events, string.Join(", ", KeySetDiff.Keys(Origin, Named(before), Named(after)).Select(Show)));

    [Fact]
    public void A_key_is_named_by_its_thumbprint_and_the_hash_of_its_kid()
    {
        var added = Assert.IsType<KeyAdded>(KeySetDiff.Keys(Origin, [], [Keys["a"]]).Single());

        Assert.Equal(KeySets.ThumbprintOf(KeySets.Rsa), added.Thumbprint);
        Assert.Equal("ca978112ca1bbdca", added.KeyIdHash);
        Assert.Equal(Keys["a"].Algorithms, added.Algorithms);
        Assert.Equal(
            ("Test", "https://issuer.test/", DateTimeOffset.UnixEpoch),
            (added.Provider, added.Issuer, added.At)
        );
    }

    [Fact]
    public void A_refused_key_is_told_when_it_or_its_reason_is_new_and_once_however_often_it_is_in_the_set()
    {
        var (oct, weak) = (Refused("a", KeyRefusal.Symmetric), Refused("a", KeyRefusal.ModulusSize));
        var nameless = Refused("", KeyRefusal.KeyIdMissing);

        Assert.Equal(["a Symmetric"], Tell([], [oct]));
        Assert.Empty(Tell([oct], [oct]));
        Assert.Equal(["a ModulusSize"], Tell([oct], [oct, weak]));
        Assert.Empty(Tell([oct, weak], [oct]));
        Assert.Equal(["none KeyIdMissing"], Tell([], [nameless, nameless, nameless]));

        static IEnumerable<string> Tell(RefusedKey[] before, RefusedKey[] after) =>
            KeySetDiff
                .Refused(Origin, before, after)
                .Cast<KeyRefused>()
                .Select(static key => $"{(key.KeyIdHash == "none" ? "none" : "a")} {key.Reason}");
    }

    [Fact]
    public void An_outage_begins_with_a_first_failure_and_ends_with_a_success()
    {
        var good = FetchHistory.None;
        var bad = new FetchHistory { FailingSince = TimeSpan.FromSeconds(10), LastError = KeySetError.Timeout };
        var now = TimeSpan.FromSeconds(70);

        Assert.Empty(KeySetDiff.Outage(Origin, good, good, now));
        Assert.Empty(KeySetDiff.Outage(Origin, bad, bad with { LastError = KeySetError.Status }, now));
        Assert.Equal(
            KeySetError.Timeout,
            Assert.IsType<KeySetOutageBegun>(KeySetDiff.Outage(Origin, good, bad, now).Single()).Error
        );
        Assert.Equal(
            TimeSpan.FromSeconds(60),
            Assert.IsType<KeySetOutageEnded>(KeySetDiff.Outage(Origin, bad, good, now).Single()).Duration
        );
    }

    private static VerificationKey Key(FakeSigningKey key) => KeySets.Read(KeySets.Of(key))!.Keys.Single();

    private static RefusedKey Refused(string keyId, KeyRefusal reason) => new(keyId.Utf8(), reason);

    private static VerificationKey[] Named(string names) =>
        [.. names.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(static name => Keys[name])];

    private static string Show(KeySetEvent happened) =>
        happened switch
        {
            KeyAdded key => "+" + NameOf(key.KeyIdHash, key.Thumbprint, key.Algorithms),
            KeyWithdrawn key => "-" + NameOf(key.KeyIdHash, key.Thumbprint, null),
            KeyChanged key => NameOf(key.KeyIdHash, key.EarlierThumbprint, null)
                + " → "
                + NameOf(key.KeyIdHash, key.Thumbprint, key.Algorithms),
            _ => happened.ToString(),
        };

    private static string NameOf(string keyIdHash, string thumbprint, JwtAlgorithms? algorithms) =>
        Keys.First(key =>
            key.Value.KeyIdHash == keyIdHash
            && key.Value.Thumbprint == thumbprint
            && (algorithms is null || key.Value.Algorithms == algorithms)
        ).Key;
}
