using System.Text;
using System.Text.Json.Nodes;
using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Material;

/// <summary>A set as a whole.</summary>
public sealed class JwksReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"keys":null}""")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":[],"keys":[]}""")]
    [InlineData("""{"keys":[],"\u006beys":[]}""")]
    [InlineData("""{"keys":[]} {}""")]
    [InlineData("""{"keys":[],}""")]
    [InlineData("""{"keys":[]/**/}""")]
    [InlineData("""{"keys":[{"kty":"RSA","kid":"a" """)]
    [InlineData("""{"\ud800":1,"keys":[]}""")]
    [InlineData("<!doctype html><html><body>Sign in</body></html>")]
    public void What_is_not_one_strict_JSON_key_set_is_refused_whole(string json) => Assert.Null(KeySets.Read(json));

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused() =>
        Assert.Null(JwksReader.Read(new byte[] { (byte)'[', (byte)'"', 0xC3, (byte)'"', (byte)']' }));

    [Theory]
    [InlineData("\uFEFF[]")]
    [InlineData("\0[]")]
    [InlineData("[]\0")]
    public void Bytes_before_or_after_the_set_are_refused(string json) => Assert.Null(KeySets.Read(json));

    [Fact]
    public void Ten_thousand_levels_need_no_stack()
    {
        var deep = new string('[', 10_000);
        var objects = string.Concat(Enumerable.Repeat("{\"a\":", 10_000));
        Exception? failure = null;
        var thread = new Thread(
            () =>
                failure = Record.Exception(() =>
                {
                    Assert.Null(KeySets.Read(deep));
                    Assert.Null(KeySets.Read(objects));
                    Assert.Null(KeySets.Read($$"""{"keys":[{"a":{{deep}}"""));
                    Assert.Null(KeySets.Read($$"""{"a":{{objects}}"""));
                }),
            maxStackSize: 256 * 1024
        );

        thread.Start();
        thread.Join();

        Assert.Null(failure);
    }

    [Fact]
    public void A_set_nested_deeper_than_64_levels_is_refused()
    {
        Assert.NotNull(KeySets.Read(new string('[', 64) + new string(']', 64)));
        Assert.Null(KeySets.Read(new string('[', 65) + new string(']', 65)));
        Assert.Null(KeySets.Read(new string('[', 60_000)));
    }

    [Fact]
    public void A_set_has_at_most_100_keys()
    {
        Assert.NotNull(KeySets.Read("[" + string.Join(',', Enumerable.Repeat("{}", 100)) + "]"));
        Assert.Null(KeySets.Read("[" + string.Join(',', Enumerable.Repeat("{}", 101)) + "]"));
    }

    [Fact]
    public void A_bad_key_never_spoils_the_set()
    {
        var json = $$"""
            {"keys":[7,{"kty":"oct","k":"AA","kid":"o"},{{KeySets.Rsa.ToJwk().ToJsonString()}},{"kid":"\ud800"}],"more":1}
            """;

        var reading = KeySets.Read(json)!;

        Assert.Single(reading.Keys);
        Assert.Equal(
            [KeyRefusal.NotAnObject, KeyRefusal.Symmetric, KeyRefusal.NotAnObject],
            reading.Refused.Select(static key => key.Reason)
        );
    }

    [Fact]
    public void Odd_but_real_sets_load()
    {
        var withoutAlg = KeySets.Rsa.ToJwk();
        withoutAlg.Remove("alg");
        withoutAlg["x5c"] = null;
        withoutAlg["status"] = new JsonObject { ["d"] = "not a member of the key" };
        var json = $$"""
            [
              {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"ed","use":"sig"},
              {"kty":"AKP","alg":"ML-DSA-44","pub":"AAAA","kid":"post-quantum"},
              {{withoutAlg.ToJsonString()}},
              {"kty":"RSA","use":"enc","kid":"enc","n":"AAAA","e":"AQAB"}
            ]
            """;

        var reading = KeySets.Read(json)!;

        Assert.Equal("rsa-1"u8, Assert.Single(reading.Keys).KeyId.Span);
        Assert.Equal(
            [KeyRefusal.KeyTypeNotSupported, KeyRefusal.KeyTypeNotSupported, KeyRefusal.NotForSignatures],
            reading.Refused.Select(static key => key.Reason)
        );
    }

    [Fact]
    public void The_same_material_under_one_kid_is_one_key_for_all_its_algorithms()
    {
        var reading = KeySets.Read(
            KeySets.Of(KeySets.Rsa, KeySets.Rsa.WithAlgorithm(JwtAlgorithms.PS256), KeySets.Rsa)
        )!;

        Assert.Equal(JwtAlgorithms.RS256 | JwtAlgorithms.PS256, Assert.Single(reading.Keys).Algorithms);
        Assert.Empty(reading.Refused);
    }

    [Fact]
    public void Keys_with_one_kid_are_told_apart_by_type_and_algorithm()
    {
        using var ec = FakeSigningKey.Create("rsa-1", JwtAlgorithms.ES256);
        var pss = KeySets.OtherRsa.WithKeyId("rsa-1").WithAlgorithm(JwtAlgorithms.PS256);
        var snapshot = Snapshot(KeySets.Of(KeySets.Rsa, ec, pss));

        var found = new[] { JwtAlgorithms.RS256, JwtAlgorithms.ES256, JwtAlgorithms.PS256 }
            .Select(algorithm => snapshot.Find("rsa-1"u8, algorithm).Key!.Thumbprint)
            .Distinct();

        Assert.Equal(3, found.Count());
    }

    [Fact]
    public void Two_keys_that_nothing_tells_apart_are_both_out()
    {
        using var other = FakeSigningKey.Create("other");
        var snapshot = Snapshot(KeySets.Of(KeySets.Rsa, KeySets.OtherRsa.WithKeyId("rsa-1"), other));

        Assert.Equal(JwtErrorCode.KeyRefused, snapshot.Find("rsa-1"u8, JwtAlgorithms.RS256).Error);
        Assert.NotNull(snapshot.Find("other"u8, JwtAlgorithms.RS256).Key);
        Assert.Equal(2, snapshot.Refused.Count(static key => key.Reason == KeyRefusal.KeyIdAmbiguous));
    }

    [Fact]
    public void A_key_without_alg_is_ambiguous_beside_any_other_of_its_type()
    {
        var open = KeySets.OtherRsa.WithKeyId("rsa-1").ToJwk();
        open.Remove("alg");

        Assert.Empty(KeySets.Read(KeySets.Of(KeySets.Rsa.ToJwk(), open))!.Keys);
    }

    [Fact]
    public void Of_three_keys_under_one_kid_those_with_an_algorithm_in_common_are_out_whatever_their_order()
    {
        using var third = FakeSigningKey.Create("rsa-1");
        var open = third.ToJwk();
        open.Remove("alg");
        var rs = KeySets.Rsa.ToJwk();
        var ps = KeySets.OtherRsa.WithKeyId("rsa-1").WithAlgorithm(JwtAlgorithms.PS256).ToJwk();
        var rsAgain = KeySets.OtherRsa.WithKeyId("rsa-1").ToJwk();
        var ps3 = third.WithAlgorithm(JwtAlgorithms.PS256).ToJwk();

        foreach (var order in Orders)
        {
            Assert.Empty(Left(order, rs, ps, open));
            Assert.Empty(Left(order, rs, rsAgain, open));
            Assert.Equal([JwtAlgorithms.PS256], Left(order, rs, rsAgain, ps3));
        }

        static IEnumerable<JwtAlgorithms> Left(int[] order, params JsonObject[] keys)
        {
            var reading = KeySets.Read(KeySets.Of([.. order.Select(i => (JsonObject)keys[i].DeepClone())]))!;
            Assert.Equal(3, reading.Keys.Count + reading.Refused.Count);
            Assert.All(reading.Refused, static key => Assert.Equal(KeyRefusal.KeyIdAmbiguous, key.Reason));
            return reading.Keys.Select(static key => key.Algorithms);
        }
    }

    [Fact]
    public void A_weak_key_beside_a_good_one_of_the_same_kid_does_no_harm()
    {
        using var weak = FakeSigningKey.Create("rsa-1", keySize: 1024);

        var snapshot = Snapshot(KeySets.Of(weak, KeySets.Rsa));

        Assert.NotNull(snapshot.Find("rsa-1"u8, JwtAlgorithms.RS256).Key);
    }

    [Fact]
    public void Every_algorithm_goes_with_its_own_key_type_and_curve_alone()
    {
        var all = Algorithms.All;
        foreach (var signer in all)
        {
            var key = KeySets.Signer(signer);
            foreach (var named in all)
            {
                var jwk = key.ToJwk();
                jwk["alg"] = named.ToString();
                var bothRsa = named <= JwtAlgorithms.PS512 && signer <= JwtAlgorithms.PS512;
                var reading = KeySets.Read(KeySets.Of(jwk))!;
                if (bothRsa || named == signer)
                {
                    Assert.Equal(named, reading.Keys.Single().Algorithms);
                }
                else
                {
                    Assert.Equal(KeyRefusal.AlgorithmMismatch, reading.Refused.Single().Reason);
                }
            }
        }
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("none")]
    [InlineData("rs256")]
    [InlineData("RSA-OAEP")]
    [InlineData("EdDSA")]
    [InlineData("3")]
    [InlineData("RS256, PS256")]
    [InlineData("")]
    public void An_algorithm_that_is_not_on_the_list_refuses_the_key(string name) =>
        Assert.Equal(KeyRefusal.AlgorithmNotSupported, KeySets.Judge(KeySets.Rsa.Changed(("alg", name))));

    [Fact]
    public void An_algorithm_that_is_no_text_refuses_the_key() =>
        Assert.Equal(KeyRefusal.AlgorithmNotSupported, KeySets.Judge(KeySets.Rsa.Changed(("alg", 7))));

    [Fact]
    public void Damaged_sets_never_throw()
    {
        var bytes = Encoding.UTF8.GetBytes(KeySets.Of(KeySets.Rsa));
        var random = new Random(20260921);
        for (var round = 0; round < 3_000; round++)
        {
            var damaged = bytes.ToArray();
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            var reading = JwksReader.Read(damaged);
            Assert.DoesNotContain(reading?.Refused ?? [], static key => key.Reason == KeyRefusal.None);
            Assert.Null(JwksReader.Read(damaged.AsMemory(0, random.Next(damaged.Length - 2))));
        }
    }

    private static int[][] Orders =>
        [
            [0, 1, 2],
            [0, 2, 1],
            [1, 0, 2],
            [1, 2, 0],
            [2, 0, 1],
            [2, 1, 0],
        ];

    private static KeySnapshot Snapshot(string json) => new(KeySets.Read(json)!, KeySetTimes.Fixed);
}
