using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Material;

/// <summary>One key at a time: what is refused, why, and what is not.</summary>
public sealed class JwkReaderTests
{
    private static readonly FakeSigningKey Ec = FakeSigningKey.Create("ec-1", JwtAlgorithms.ES256);

    [Theory]
    [InlineData("""{"kty":"oct","kid":"a","k":"AAAA"}""", "Symmetric")]
    [InlineData("""{"kty":"oct","kid":"a"}""", "Symmetric")]
    [InlineData("""{"kty":"OKP","kid":"a","crv":"Ed25519","x":"AAAA"}""", "KeyTypeNotSupported")]
    [InlineData("""{"kid":"a"}""", "KeyTypeNotSupported")]
    [InlineData("""{"kty":"rsa","kid":"a"}""", "KeyTypeNotSupported")]
    [InlineData("""{"kty":"RSA","kid":"a"}""", "MaterialMissing")]
    [InlineData("""{"kty":"RSA","kid":"a","n":"AAAA"}""", "MaterialMissing")]
    [InlineData("""{"kty":"RSA","kid":"a","n":7,"e":"AQAB"}""", "Encoding")]
    [InlineData("""{"kty":"RSA","kid":"a","n":"A+/A","e":"AQAB"}""", "Encoding")]
    [InlineData("""{"kty":"RSA","kid":"a","n":"AA AA","e":"AQAB"}""", "Encoding")]
    [InlineData("""{"kty":"EC","kid":"a","crv":"secp256k1","x":"AAAA","y":"AAAA"}""", "CurveNotSupported")]
    [InlineData("""{"kty":"EC","kid":"a","x":"AAAA","y":"AAAA"}""", "CurveNotSupported")]
    [InlineData("""{"kty":"EC","kid":"a","crv":"P-256","x":"AAAA","y":"AAAA"}""", "Point")]
    [InlineData("\"text\"", "NotAnObject")]
    [InlineData("""{"kty":"\ud800","kid":"a"}""", "NotAnObject")]
    [InlineData("""{"\ud800":1,"kty":"RSA","kid":"a"}""", "NotAnObject")]
    public void Keys_that_cannot_verify_are_refused_with_their_reason(string jwk, string reason) =>
        Assert.Equal(reason, KeySets.Judge(jwk).ToString());

    [Theory]
    [InlineData("d")]
    [InlineData("p")]
    [InlineData("q")]
    [InlineData("dp")]
    [InlineData("dq")]
    [InlineData("qi")]
    [InlineData("oth")]
    public void Private_members_are_refused(string member)
    {
        Assert.Equal(KeyRefusal.PrivateMember, KeySets.Judge(KeySets.Rsa.Changed((member, "AAAA"))));
        Assert.Equal(KeyRefusal.PrivateMember, KeySets.Judge(Ec.Changed((member, "AAAA"))));
    }

    [Fact]
    public void A_symmetric_member_is_refused_whatever_the_type() =>
        Assert.Equal(KeyRefusal.Symmetric, KeySets.Judge(KeySets.Rsa.Changed(("k", "AAAA"))));

    [Fact]
    public void A_key_for_something_else_than_verifying_is_refused()
    {
        Assert.Equal(KeyRefusal.NotForSignatures, KeySets.Judge(KeySets.Rsa.Changed(("use", "enc"))));
        Assert.Equal(KeyRefusal.NotForSignatures, KeySets.Judge(KeySets.Rsa.Changed(("use", 1))));
        Assert.Equal(
            KeyRefusal.NotForVerifying,
            KeySets.Judge(KeySets.Rsa.Changed(("key_ops", new JsonArray("sign", "wrapKey"))))
        );
        Assert.Equal(KeyRefusal.NotForVerifying, KeySets.Judge(KeySets.Rsa.Changed(("key_ops", "verify"))));
    }

    [Fact]
    public void A_key_that_says_nothing_or_verify_about_its_use_is_accepted()
    {
        Assert.Equal(KeyRefusal.None, KeySets.Judge(KeySets.Rsa.Changed(("use", null))));
        Assert.Equal(
            KeyRefusal.None,
            KeySets.Judge(KeySets.Rsa.Changed(("use", null), ("key_ops", new JsonArray("sign", "verify"))))
        );
    }

    [Fact]
    public void Null_is_as_if_absent()
    {
        var jwk = KeySets.Rsa.ToJwk();
        foreach (var name in new[] { "d", "key_ops", "x5c", "x5t" })
        {
            jwk[name] = null;
        }

        Assert.Equal(KeyRefusal.None, KeySets.Judge(jwk.ToJsonString()));
    }

    [Fact]
    public void A_key_without_a_kid_that_a_token_could_name_is_left_out()
    {
        Assert.Equal(KeyRefusal.KeyIdMissing, KeySets.Judge(KeySets.Rsa.Changed(("kid", null))));
        Assert.Equal(KeyRefusal.KeyIdMissing, KeySets.Judge(KeySets.Rsa.Changed(("kid", 7))));
        Assert.Equal(KeyRefusal.KeyIdMissing, KeySets.Judge(KeySets.Rsa.Changed(("kid", ""))));
        Assert.Equal(KeyRefusal.KeyIdMissing, KeySets.Judge(KeySets.Rsa.Changed(("kid", new string('k', 257)))));
        Assert.Equal(KeyRefusal.None, KeySets.Judge(KeySets.Rsa.Changed(("kid", new string('k', 256)))));
    }

    [Fact]
    public void Duplicate_members_are_refused_in_any_spelling_and_at_any_depth()
    {
        var jwk = KeySets.Rsa.ToJwk().ToJsonString()[1..];

        Assert.Equal(KeyRefusal.DuplicateMember, KeySets.Judge("""{"kty":"RSA",""" + jwk));
        Assert.Equal(KeyRefusal.DuplicateMember, KeySets.Judge("""{"\u006bty":"RSA",""" + jwk));
        Assert.Equal(KeyRefusal.DuplicateMember, KeySets.Judge("""{"x":{"a":[{"b":1,"\u0062":2}]},""" + jwk));
        Assert.Equal(KeyRefusal.DuplicateMember, KeySets.Judge("""{"other":null,"other":null,""" + jwk));
    }

    [Fact]
    public void A_member_of_more_than_eight_kibibytes_is_refused()
    {
        Assert.Equal(KeyRefusal.None, KeySets.Judge(KeySets.Rsa.Changed(("note", new string('x', 8 * 1024 - 2)))));
        Assert.Equal(
            KeyRefusal.MemberTooLong,
            KeySets.Judge(KeySets.Rsa.Changed(("note", new string('x', 8 * 1024 - 1))))
        );
    }

    [Fact]
    public void A_huge_modulus_is_refused_by_its_length()
    {
        var huge = Base64Url.EncodeToString(Enumerable.Repeat((byte)0xFF, 64 * 1024).ToArray());
        var large = Base64Url.EncodeToString(Enumerable.Repeat((byte)0xFF, 6_000).ToArray());

        Assert.Equal(KeyRefusal.MemberTooLong, KeySets.Judge(KeySets.Rsa.Changed(("n", huge))));
        Assert.Equal(KeyRefusal.ModulusSize, KeySets.Judge(KeySets.Rsa.Changed(("n", large))));
        Assert.Equal(KeyRefusal.Exponent, KeySets.Judge(KeySets.Rsa.Changed(("e", large))));
    }

    [Theory]
    [InlineData(512, "ModulusSize")]
    [InlineData(1024, "ModulusSize")]
    [InlineData(2047, "ModulusSize")]
    [InlineData(2048, "None")]
    [InlineData(2049, "None")]
    [InlineData(4096, "None")]
    [InlineData(8192, "None")]
    [InlineData(8193, "ModulusSize")]
    public void An_RSA_modulus_has_2048_to_8192_bits(int bits, string reason) =>
        Assert.Equal(reason, KeySets.Judge(Rsa((BigInteger.One << (bits - 1)) + 1, [1, 0, 1])).ToString());

    [Fact]
    public void An_even_modulus_is_refused() =>
        Assert.Equal(KeyRefusal.ModulusEven, KeySets.Judge(Rsa(BigInteger.One << 2047, [1, 0, 1])));

    [Theory]
    [InlineData(new byte[] { }, "Exponent")]
    [InlineData(new byte[] { 0 }, "Exponent")]
    [InlineData(new byte[] { 1 }, "Exponent")]
    [InlineData(new byte[] { 0, 1 }, "Exponent")]
    [InlineData(new byte[] { 2 }, "Exponent")]
    [InlineData(new byte[] { 1, 0, 0 }, "Exponent")]
    [InlineData(new byte[] { 1, 0, 0, 0, 1 }, "Exponent")]
    [InlineData(new byte[] { 3 }, "None")]
    [InlineData(new byte[] { 17 }, "None")]
    [InlineData(new byte[] { 35 }, "None")]
    [InlineData(new byte[] { 1, 0, 1 }, "None")]
    [InlineData(new byte[] { 0, 0, 1, 0, 1 }, "None")]
    [InlineData(new byte[] { 255, 255, 255, 255 }, "None")]
    public void An_RSA_exponent_is_odd_at_least_3_and_fits_32_bits(byte[] exponent, string reason) =>
        Assert.Equal(reason, KeySets.Judge(Rsa((BigInteger.One << 2047) + 1, exponent)).ToString());

    [Fact]
    public void Padding_and_leading_zeros_make_the_same_key()
    {
        var jwk = KeySets.Rsa.ToJwk();
        var modulus = Base64Url.DecodeFromChars(jwk["n"]!.GetValue<string>());
        jwk["n"] = Convert.ToBase64String([0, .. modulus]).Replace('+', '-').Replace('/', '_');
        Assert.EndsWith("=", jwk["n"]!.GetValue<string>(), StringComparison.Ordinal);

        var odd = KeySets.Read(KeySets.Of(jwk))!.Keys.Single();

        Assert.Equal(KeySets.Read(KeySets.Of(KeySets.Rsa))!.Keys.Single().Thumbprint, odd.Thumbprint);
    }

    [Theory]
    [InlineData(JwtAlgorithms.ES256, 32)]
    [InlineData(JwtAlgorithms.ES384, 48)]
    [InlineData(JwtAlgorithms.ES512, 66)]
    public void A_point_off_the_curve_or_of_another_length_is_refused(JwtAlgorithms algorithm, int length)
    {
        var key = KeySets.Signer(algorithm);
        var x = Base64Url.DecodeFromChars(key.ToJwk()["x"]!.GetValue<string>());
        Assert.Equal(length, x.Length);

        Assert.Equal(KeyRefusal.None, KeySets.Judge(key.ToJwk().ToJsonString()));
        Assert.Equal(KeyRefusal.Point, KeySets.Judge(key.Changed(("x", Base64Url.EncodeToString([0, .. x])))));
        Assert.Equal(KeyRefusal.Point, KeySets.Judge(key.Changed(("x", Base64Url.EncodeToString(x[1..])))));
        var y = Base64Url.DecodeFromChars(key.ToJwk()["y"]!.GetValue<string>());
        Assert.Equal(
            KeyRefusal.Point,
            KeySets.Judge(
                key.Changed(("x", Base64Url.EncodeToString([0, .. x])), ("y", Base64Url.EncodeToString([0, .. y])))
            )
        );
        x[^1] ^= 1;
        Assert.Equal(KeyRefusal.Point, KeySets.Judge(key.Changed(("x", Base64Url.EncodeToString(x)))));
        var zero = Base64Url.EncodeToString(new byte[length]);
        Assert.Equal(KeyRefusal.Point, KeySets.Judge(key.Changed(("x", zero), ("y", zero))));
    }

    [Fact]
    public void A_point_of_another_curve_is_refused()
    {
        Assert.Equal(
            KeyRefusal.Point,
            KeySets.Judge(KeySets.Signer(JwtAlgorithms.ES384).Changed(("crv", "P-256"), ("alg", "ES256")))
        );
        Assert.Equal(
            KeyRefusal.AlgorithmMismatch,
            KeySets.Judge(KeySets.Signer(JwtAlgorithms.ES384).Changed(("alg", "ES256")))
        );
    }

    [Fact]
    public void A_certificate_beside_the_numbers_must_hold_the_same_key()
    {
        Assert.Equal(KeyRefusal.None, KeySets.Judge(KeySets.Rsa.Changed(("x5c", Chain(KeySets.Rsa)))));
        Assert.Equal(
            KeyRefusal.CertificateMismatch,
            KeySets.Judge(KeySets.Rsa.Changed(("x5c", Chain(KeySets.OtherRsa))))
        );
        Assert.Equal(KeyRefusal.CertificateMismatch, KeySets.Judge(KeySets.Rsa.Changed(("x5c", Chain(Ec)))));
        Assert.Equal(KeyRefusal.Certificate, KeySets.Judge(KeySets.Rsa.Changed(("x5c", new JsonArray("AAAA")))));
        Assert.Equal(KeyRefusal.Certificate, KeySets.Judge(KeySets.Rsa.Changed(("x5c", new JsonArray("%%")))));
        Assert.Equal(KeyRefusal.Certificate, KeySets.Judge(KeySets.Rsa.Changed(("x5c", "AAAA"))));
        Assert.Equal(KeyRefusal.Certificate, KeySets.Judge(KeySets.Rsa.Changed(("x5c", new JsonArray(7)))));
        Assert.Equal(
            KeyRefusal.MaterialMissing,
            KeySets.Judge(KeySets.Rsa.Changed(("e", null), ("x5c", Chain(KeySets.Rsa))))
        );
        Assert.Equal(KeyRefusal.None, KeySets.Judge(KeySets.Rsa.Changed(("x5c", new JsonArray()))));
        Assert.Equal(KeyRefusal.None, KeySets.Judge(Ec.Changed(("x5c", Chain(Ec)))));
    }

    [Fact]
    public void A_key_that_has_a_certificate_alone_is_read_from_it()
    {
        var rsa = KeySets.Rsa.Changed(("n", null), ("e", null), ("x5c", Chain(KeySets.Rsa)));
        Assert.Equal(KeyRefusal.None, KeySets.Judge(rsa));
        Assert.Equal(
            KeyRefusal.None,
            KeySets.Judge(Ec.Changed(("x", null), ("y", null), ("crv", null), ("x5c", Chain(Ec))))
        );
        Assert.Equal(
            KeyRefusal.CertificateMismatch,
            KeySets.Judge(KeySets.Rsa.Changed(("n", null), ("e", null), ("x5c", Chain(Ec))))
        );
        using var weak = FakeSigningKey.Create("weak", keySize: 1024);
        Assert.Equal(
            KeyRefusal.ModulusSize,
            KeySets.Judge(weak.Changed(("n", null), ("e", null), ("x5c", Chain(weak))))
        );
    }

    [Fact]
    public void A_certificate_has_at_most_eight_kibibytes_the_chain_after_it_any()
    {
        var chain = Chain(KeySets.Rsa);
        chain[1] = new string('x', 20_000);
        Assert.Equal(KeyRefusal.None, KeySets.Judge(KeySets.Rsa.Changed(("x5c", chain))));
        Assert.Equal(KeyRefusal.None, KeySets.Judge(KeySets.Rsa.Changed(("x5c", Chain(KeySets.Rsa, 5_000)))));
        Assert.Equal(KeyRefusal.Certificate, KeySets.Judge(KeySets.Rsa.Changed(("x5c", Chain(KeySets.Rsa, 6_000)))));
    }

    [Fact]
    public void A_certificate_on_a_curve_that_the_platform_does_not_know_is_refused()
    {
        var key = Ec.ToSubjectPublicKeyInfo();
        var oid = key.AsSpan().IndexOf(Convert.FromHexString("2A8648CE3D030107"));
        key[oid + 7] = 0x72;

        Assert.Equal(KeyRefusal.CurveNotSupported, PublicKeyInfo.Judge(key, out _));
        var certificate = Convert.FromBase64String(Chain(Ec)[0]!.GetValue<string>());
        certificate[certificate.AsSpan().IndexOf(Convert.FromHexString("2A8648CE3D030107")) + 7] = 0x72;
        var chain = new JsonArray(Convert.ToBase64String(certificate));
        Assert.Equal(
            KeyRefusal.CurveNotSupported,
            KeySets.Judge(Ec.Changed(("x", null), ("y", null), ("crv", null), ("x5c", chain)))
        );
    }

    [Fact]
    public void A_curve_given_by_its_parameters_instead_of_its_name_is_refused()
    {
        var parameters = ((ECDsa)Ec.ToAlgorithm()).ExportExplicitParameters(includePrivateParameters: false);
        using var key = ECDsa.Create(parameters);

        Assert.Equal(KeyRefusal.CurveNotSupported, PublicKeyInfo.Judge(key.ExportSubjectPublicKeyInfo(), out _));
    }

    [Fact]
    public void Damaged_certificates_never_throw()
    {
        var random = new Random(20261124);
        foreach (var key in new[] { KeySets.Rsa, Ec })
        {
            var der = Convert.FromBase64String(Chain(key)[0]!.GetValue<string>());
            for (var round = 0; round < 1_000; round++)
            {
                var damaged = der.ToArray();
                for (var i = random.Next(1, 4); i > 0; i--)
                {
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                }

                var judged = PublicKeyInfo.JudgeCertificate(damaged);
                Assert.Equal(judged.Refusal == KeyRefusal.None, judged.Material is not null);
            }
        }
    }

    [Fact]
    public void A_thumbprint_of_a_certificate_is_never_enforced() =>
        Assert.Equal(KeyRefusal.None, KeySets.Judge(KeySets.Rsa.Changed(("x5t", "bm90IHRoZSBkaWdlc3Q"))));

    private static string Rsa(BigInteger modulus, byte[] exponent) =>
        new JsonObject
        {
            ["kty"] = "RSA",
            ["kid"] = "a",
            ["n"] = Base64Url.EncodeToString(modulus.ToByteArray(isUnsigned: true, isBigEndian: true)),
            ["e"] = Base64Url.EncodeToString(exponent),
        }.ToJsonString();

    private static JsonArray Chain(FakeSigningKey key, int padding = 0)
    {
        var request = key.ToAlgorithm() switch
        {
            RSA rsa => new CertificateRequest("CN=test", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            var ecdsa => new CertificateRequest("CN=test", (ECDsa)ecdsa, HashAlgorithmName.SHA256),
        };
        if (padding > 0)
        {
            request.CertificateExtensions.Add(new X509Extension("1.2.3.4", new byte[padding], critical: false));
        }

        var begin = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var certificate = request.CreateSelfSigned(begin, begin.AddDays(1));
        return new JsonArray(Convert.ToBase64String(certificate.RawData), "anything after the first one");
    }
}
