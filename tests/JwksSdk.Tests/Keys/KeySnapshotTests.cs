using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>The keys at one moment: which one a token has, and what is kept from one snapshot to the next.</summary>
public sealed class KeySnapshotTests
{
    private static readonly KeySetTimes Times = new RefreshPolicy().Times(TimeSpan.Zero, null);
    private static readonly string TwoKeys = KeySets.Of(KeySets.Rsa, KeySets.OtherRsa);
    private static readonly KeySetTimes Later = new RefreshPolicy().Times(TimeSpan.FromMinutes(9), null);

    [Fact]
    public void Snapshots_are_counted()
    {
        var first = Of(KeySets.Rsa);
        var second = new KeySnapshot(KeySets.Read(KeySets.Of(KeySets.Rsa))!, Later, first);

        Assert.Equal([1, 2, 3], [first.Generation, second.Generation, second.Extended(Later).Generation]);
    }

    [Fact]
    public void More_time_changes_nothing_else()
    {
        var validators = new KeySetValidators("https://issuer.test/keys", "\"v1\"", null);
        var first = new KeySnapshot(Read("""{"kty":"oct","kid":"secret","k":"AA"}"""), Times)
        {
            Source = "http",
            Validators = validators,
            Lifetime = TimeSpan.FromMinutes(1),
        };

        var longer = first.Extended(Later);

        Assert.Equal(Later, longer.Times);
        Assert.Same(first.Keys, longer.Keys);
        Assert.Same(first.Refused, longer.Refused);
        Assert.Equal("http", longer.Source);
        Assert.Same(validators, longer.Validators);
        Assert.Equal(TimeSpan.FromMinutes(1), longer.Lifetime);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_a_compromised_key_the_others_stay_as_they_are(bool isLast)
    {
        var snapshot = new KeySnapshot(KeySets.Read(isLast ? KeySets.Of(KeySets.Rsa) : TwoKeys)!, Times)
        {
            Source = "http",
            IsStandIn = true,
            Validators = new KeySetValidators("https://issuer.test/keys", "\"v1\"", null),
            Lifetime = TimeSpan.FromMinutes(1),
        };
        var thumbprint = KeySets.ThumbprintOf(KeySets.Rsa);
        var lost = LostKeys.None.With(new([], [new("rsa-1"u8.ToArray(), KeyRefusal.PrivateMember, thumbprint)]));

        var left = snapshot.Without(lost, TimeSpan.FromMinutes(5));

        Assert.Equal(isLast ? [] : snapshot.Keys.Skip(1), left.Keys);
        Assert.Equal(JwtErrorCode.KeyRefused, left.Find("rsa-1"u8, JwtAlgorithms.RS256).Error);
        Assert.Equal(isLast ? Times with { DeadAt = TimeSpan.FromMinutes(5) } : Times, left.Times);
        Assert.Equal(("http", true, TimeSpan.FromMinutes(1)), (left.Source, left.IsStandIn, left.Lifetime));

        // Nothing may say that what is published is what is held.
        Assert.Null(left.Validators);
        Assert.Equal(2, left.Generation);
        Assert.Same(left, left.Without(lost, TimeSpan.FromMinutes(6)));
        Assert.Same(snapshot, snapshot.Without(LostKeys.None, TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void Keys_that_were_dead_before_are_not_brought_to_life_by_being_lost()
    {
        var snapshot = Of(KeySets.Rsa);
        var thumbprint = KeySets.ThumbprintOf(KeySets.Rsa);
        var lost = LostKeys.None.With(new([], [new("rsa-1"u8.ToArray(), KeyRefusal.PrivateMember, thumbprint)]));

        Assert.Equal(Times, snapshot.Without(lost, TimeSpan.FromDays(1)).Times);
    }

    [Theory]
    [InlineData("rsa-1", JwtAlgorithms.RS256, JwtErrorCode.None)]
    [InlineData("rsa-1", JwtAlgorithms.ES256, JwtErrorCode.KeyAlgorithmMismatch)]
    [InlineData("rsa-2", JwtAlgorithms.RS256, JwtErrorCode.UnknownKeyId)]
    [InlineData("secret", JwtAlgorithms.RS256, JwtErrorCode.KeyRefused)]
    [InlineData("Secret", JwtAlgorithms.RS256, JwtErrorCode.UnknownKeyId)]
    [InlineData("", JwtAlgorithms.RS256, JwtErrorCode.KeyIdMissing)]
    public void A_kid_and_an_algorithm_have_a_key_or_a_reason(string keyId, JwtAlgorithms algorithm, JwtErrorCode error)
    {
        var snapshot = new KeySnapshot(
            Read(KeySets.Rsa.ToJwk().ToJsonString(), """{"kty":"oct","kid":"secret","k":"AA"}"""),
            Times
        );

        Assert.Equal(error, snapshot.Find(keyId.Utf8(), algorithm).Error);
    }

    [Fact]
    public void Two_keys_may_share_a_kid_for_different_algorithms()
    {
        var snapshot = Of(KeySets.Signer(JwtAlgorithms.RS256), KeySets.Signer(JwtAlgorithms.ES256));

        Assert.Same(snapshot.Keys[0], snapshot.Find("k"u8, JwtAlgorithms.RS256).Key);
        Assert.Same(snapshot.Keys[1], snapshot.Find("k"u8, JwtAlgorithms.ES256).Key);
        Assert.Equal(JwtErrorCode.KeyAlgorithmMismatch, snapshot.Find("k"u8, JwtAlgorithms.ES384).Error);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(99)]
    public void However_many_keys_there_are_each_one_is_found_and_no_other(int count)
    {
        FakeSigningKey[] keys =
        [
            KeySets.Signer(JwtAlgorithms.RS256),
            .. Enumerable.Range(2, count - 2).Select(static number => KeySets.Rsa.WithKeyId($"rsa-{number}")),
            KeySets.Signer(JwtAlgorithms.ES256),
        ];
        var read = new KeySnapshot(
            Read([
                .. keys.Select(static key => key.ToJwk().ToJsonString()),
                """{"kty":"oct","kid":"secret","k":"AA"}""",
            ]),
            Times
        );

        foreach (var snapshot in new[] { read, read.Extended(Later) })
        {
            Assert.Equal(count, snapshot.Keys.Count);
            for (var i = 0; i < count; i++)
            {
                Assert.Same(snapshot.Keys[i], snapshot.Find(keys[i].KeyId.Utf8(), keys[i].Algorithm).Key);
            }

            Assert.Equal(JwtErrorCode.KeyAlgorithmMismatch, snapshot.Find("k"u8, JwtAlgorithms.ES384).Error);
            Assert.Equal(JwtErrorCode.UnknownKeyId, snapshot.Find("rsa-1"u8, JwtAlgorithms.RS256).Error);
            Assert.Equal(JwtErrorCode.KeyRefused, snapshot.Find("secret"u8, JwtAlgorithms.RS256).Error);
            Assert.Equal(JwtErrorCode.KeyIdMissing, snapshot.Find([], JwtAlgorithms.RS256).Error);
        }
    }

    [Fact]
    public void A_key_with_more_algorithms_has_them_all_and_is_otherwise_the_same()
    {
        var key = Of(KeySets.Rsa.WithAlgorithm(JwtAlgorithms.RS256)).Keys.Single();

        var wider = key.With(JwtAlgorithms.PS256);

        Assert.Equal(JwtAlgorithms.RS256, key.Algorithms);
        Assert.Equal(JwtAlgorithms.RS256 | JwtAlgorithms.PS256, wider.Algorithms);
        Assert.Equal(key.Thumbprint, wider.Thumbprint);
        Assert.Equal(key.KeyId.ToArray(), wider.KeyId.ToArray());
    }

    [Fact]
    public void A_key_given_beforehand_answers_for_every_kid_and_for_ever()
    {
        StaticKey.Read(new StaticKeySource(Convert.ToBase64String(KeySets.Rsa.ToSubjectPublicKeyInfo())), out var key);
        var snapshot = KeySnapshot.Fixed(key!);
        var state = KeySetState.Cold with { Snapshot = snapshot };
        var end = TimeSpan.MaxValue - TimeSpan.FromTicks(1);

        Assert.Same(key, snapshot.Find("any"u8, JwtAlgorithms.RS256).Key);
        Assert.Same(key, snapshot.Find([], JwtAlgorithms.RS256).Key);
        Assert.Equal(JwtErrorCode.KeyAlgorithmMismatch, snapshot.Find("any"u8, JwtAlgorithms.ES256).Error);
        Assert.Equal("given", snapshot.Source);
        Assert.Null(state.ScheduledReason(end));
        Assert.Equal(TimeSpan.MaxValue, snapshot.Times.TrustLeft(end));
        Assert.False(snapshot.IsStandIn);
    }

    [Theory]
    [InlineData(0, 4_200)]
    [InlineData(4_199, 1)]
    [InlineData(4_200, 0)]
    [InlineData(4_201, 0)]
    public void Trust_runs_out(int second, int left) =>
        Assert.Equal(TimeSpan.FromSeconds(left), Times.TrustLeft(TimeSpan.FromSeconds(second)));

    private static KeySnapshot Of(params FakeSigningKey[] keys) => new(KeySets.Read(KeySets.Of(keys))!, Times);

    private static KeySetReading Read(params string[] jwks) =>
        KeySets.Read($$"""{"keys":[{{string.Join(',', jwks)}}]}""")!;
}
