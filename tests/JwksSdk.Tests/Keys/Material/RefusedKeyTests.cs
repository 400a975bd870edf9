using System.Buffers.Text;
using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Material;

/// <summary>What a refused key still tells about itself.</summary>
public sealed class RefusedKeyTests
{
    [Theory]
    [InlineData("use", "enc", "NotForSignatures")]
    [InlineData("alg", "HS256", "AlgorithmNotSupported")]
    [InlineData("alg", "ES256", "AlgorithmMismatch")]
    [InlineData("k", "AAAA", "Symmetric")]
    [InlineData("d", "AAAA", "PrivateMember")]
    [InlineData("kid", "", "KeyIdMissing")]
    [InlineData("key_ops", "", "NotForVerifying")]
    [InlineData("x5c", "", "Certificate")]
    public void Its_thumbprint_is_told_when_its_numbers_are_those_of_a_key(string member, string value, string reason)
    {
        var refused = Refused(KeySets.Rsa.Changed((member, value)));

        Assert.Equal(reason, refused.Reason.ToString());
        Assert.Equal(KeySets.Read(KeySets.Of(KeySets.Rsa))!.Keys.Single().Thumbprint, refused.Thumbprint);
    }

    [Fact]
    public void Weak_RSA_numbers_have_a_thumbprint_too()
    {
        using var weak = FakeSigningKey.Create("weak", keySize: 1024);
        var jwk = KeySets.Rsa.ToJwk();
        var even = Base64Url.DecodeFromChars(jwk["n"]!.GetValue<string>());
        even[^1] &= 0xFE;

        var thumbprints = new[]
        {
            Told(weak.ToJwk().ToJsonString(), KeyRefusal.ModulusSize),
            Told(KeySets.Rsa.Changed(("n", Base64Url.EncodeToString(even))), KeyRefusal.ModulusEven),
            Told(KeySets.Rsa.Changed(("e", "Ag")), KeyRefusal.Exponent),
            Told(KeySets.Rsa.Changed(("e", "AQ")), KeyRefusal.Exponent),
        };

        Assert.Equal(4, thumbprints.Distinct().Count());
        Assert.Equal(
            Told(weak.ToJwk().ToJsonString(), KeyRefusal.ModulusSize),
            Told(weak.Changed(("e", "AAEAAQ==")), KeyRefusal.ModulusSize)
        );
    }

    [Theory]
    [InlineData("""{"kty":"RSA","kid":"a","n":"?","e":"AQAB"}""")]
    [InlineData("""{"kty":"RSA","kid":"a","n":"AAAA"}""")]
    [InlineData("""{"kty":"EC","kid":"a","crv":"P-256","x":"AAAA","y":"AAAA"}""")]
    [InlineData("""{"kty":"OKP","kid":"a","crv":"Ed25519","x":"AAAA"}""")]
    [InlineData("""{"kty":"RSA","kid":"a","a":1,"a":1}""")]
    public void Without_readable_numbers_there_is_no_thumbprint(string jwk) => Assert.Null(Refused(jwk).Thumbprint);

    [Fact]
    public void Its_kid_is_told_if_a_token_could_name_it()
    {
        Assert.Equal("rsa-1"u8, Refused(KeySets.Rsa.Changed(("use", "enc"))).KeyId.Span);
        Assert.Equal("a"u8, Refused("""{"kid":"a","kty":"RSA","n":"\ud800","e":"AQAB"}""").KeyId.Span);
        Assert.Equal("a"u8, Refused("""{"kid":"a","x":{"y":1,"y":1}}""").KeyId.Span);
        Assert.Equal("a"u8, Refused("""{"kid":"a","kid":null}""").KeyId.Span);
        Assert.True(Refused("""{"kid":"a","kid":"a"}""").KeyId.IsEmpty);
        Assert.True(Refused(KeySets.Rsa.Changed(("kid", new string('k', 257)))).KeyId.IsEmpty);
        Assert.True(Refused("7").KeyId.IsEmpty);
    }

    [Fact]
    public void In_logs_a_kid_is_the_begin_of_its_hash()
    {
        // SHA-256 of "abc", FIPS 180-2 §B.1.
        Assert.Equal("ba7816bf8f01cfea", Refused("""{"kid":"abc"}""").KeyIdHash);
        Assert.Equal("none", Refused("{}").KeyIdHash);
    }

    [Fact]
    public void It_is_the_same_as_another_with_its_kid_reason_and_thumbprint()
    {
        var refused = new RefusedKey("a"u8.ToArray(), KeyRefusal.ModulusSize, "t");

        Assert.True(refused.IsSameAs(new RefusedKey("a"u8.ToArray(), KeyRefusal.ModulusSize, "t")));
        Assert.False(refused.IsSameAs(refused with { KeyId = "b"u8.ToArray() }));
        Assert.False(refused.IsSameAs(refused with { Reason = KeyRefusal.Exponent }));
        Assert.False(refused.IsSameAs(refused with { Thumbprint = "u" }));
    }

    private static string? Told(string jwk, KeyRefusal reason)
    {
        var refused = Refused(jwk);
        Assert.Equal(reason, refused.Reason);
        Assert.NotNull(refused.Thumbprint);
        return refused.Thumbprint;
    }

    private static RefusedKey Refused(string jwk) => Assert.Single(KeySets.Read($"[{jwk}]")!.Refused);
}
