using System.Text.Json.Nodes;
using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Material;

/// <summary>A key whose private member is published is compromised, and so is every other copy of it in the set.</summary>
public sealed class CompromisedKeyTests
{
    private static readonly FakeSigningKey Ec = FakeSigningKey.Create("ec-1", JwtAlgorithms.ES256);

    public static TheoryData<string> Types => ["RSA", "EC"];

    [Theory]
    [MemberData(nameof(Types))]
    public void No_copy_is_used_whatever_their_order_and_kids(string type)
    {
        var key = Key(type);
        foreach (var keyId in new[] { key.KeyId, "other" })
        {
            var copy = key.WithKeyId(keyId);
            foreach (var set in new JsonObject[][] { [Private(key), copy.ToJwk()], [copy.ToJwk(), Private(key)] })
            {
                var reading = KeySets.Read(KeySets.Of(set))!;

                Assert.Empty(reading.Keys);
                Assert.Equal(2, reading.Refused.Count);
                Assert.All(reading.Refused, static refused => Assert.Equal(KeyRefusal.PrivateMember, refused.Reason));
                Assert.Single(reading.Refused.Select(static refused => refused.Thumbprint).Distinct());
            }
        }
    }

    [Theory]
    [InlineData("use", "enc")]
    [InlineData("key_ops", "sign")]
    [InlineData("kid", 7)]
    [InlineData("alg", "RSA-OAEP")]
    [InlineData("k", "AAAA")]
    public void The_private_copy_counts_whatever_else_is_wrong_with_it(string member, object value)
    {
        var copy = Private(KeySets.Rsa);
        copy[member] = JsonValue.Create(value);

        Assert.Empty(KeySets.Read(KeySets.Of(copy, KeySets.Rsa.ToJwk()))!.Keys);
    }

    [Fact]
    public void The_private_copy_counts_although_another_member_is_too_long()
    {
        var copy = Private(KeySets.Rsa);
        copy["note"] = new string('x', 10_000);

        Assert.Empty(KeySets.Read(KeySets.Of(copy, KeySets.Rsa.ToJwk()))!.Keys);
    }

    [Fact]
    public void The_private_copy_counts_in_another_spelling_of_its_numbers()
    {
        var copy = Private(KeySets.Rsa);
        copy["e"] = "AAEAAQ==";

        Assert.Empty(KeySets.Read(KeySets.Of(copy, KeySets.Rsa.ToJwk()))!.Keys);
    }

    [Fact]
    public void Keys_with_other_numbers_stay_even_under_the_same_kid()
    {
        var other = KeySets.OtherRsa.WithKeyId(KeySets.Rsa.KeyId).ToJwk();

        var reading = KeySets.Read(KeySets.Of(Private(KeySets.Rsa), KeySets.Rsa.ToJwk(), other, Ec.ToJwk()))!;

        Assert.Equal(2, reading.Keys.Count);
        Assert.Equal(2, reading.Refused.Count);
        Assert.All(reading.Refused, static refused => Assert.Equal(KeyRefusal.PrivateMember, refused.Reason));
    }

    [Fact]
    public void A_private_key_without_readable_numbers_compromises_no_other()
    {
        var unreadable = Private(KeySets.Rsa);
        unreadable["n"] = "?";

        var reading = KeySets.Read(KeySets.Of(unreadable, KeySets.Rsa.ToJwk()))!;

        Assert.Single(reading.Keys);
        Assert.Null(Assert.Single(reading.Refused).Thumbprint);
    }

    [Fact]
    public void A_private_member_is_told_whatever_the_type() =>
        Assert.Equal(
            KeyRefusal.PrivateMember,
            KeySets.Judge("""{"kty":"OKP","kid":"a","crv":"Ed25519","x":"AAAA","d":"AAAA"}""")
        );

    private static FakeSigningKey Key(string type) => type == "EC" ? Ec : KeySets.Rsa;

    private static JsonObject Private(FakeSigningKey key)
    {
        var jwk = key.ToJwk();
        jwk["d"] = "AAAA";
        return jwk;
    }
}
