using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.Tests.Keys.Material;

/// <summary>Signatures: what holds and what must not.</summary>
public sealed class VerificationKeyTests
{
    // Neither is 1 modulo 3, 5, 7 or 17, so that small exponents have an inverse.
    private const string Prime1 =
        "C79DBC121F04A6FFC272F5A7AA17C57CC61C96DBD8D4250D89DF5E79BF7B6C6C3C2496EBAC9261F1E429C8"
        + "7C9ECC7B5F75FF199D6AB6114F2207C6C03BF449FD2C564D56726C2C95F8DCA309B5B39023FD09E37C7F9C"
        + "13216BCA9B3F18AF266C3555D6AE15866FFB9FE5E39943CFEADF1279688CFCE205CD1AEFCA62E22B64A7";

    private const string Prime2 =
        "DC84893F3E8C48E4FD81B7D3640C073323496BDC6CB7BF2617E7087453C2FF77F9C4924F8B701A8AA95010"
        + "F2D8FD87C1F7EDC7B0B4522C9ECE9010A4E127528713CA3D6C133E4E41E12550EF0603B99FFA7D918B68AF"
        + "F90FB0374E87B2B1BBFB2DAF67ECC830308FD9D6AC9A43B8CA6FDE26C8BFE01C96D95BCCF2D28C3CF649";

    private static readonly byte[] Input = Encoding.ASCII.GetBytes("header.claims");

    public static TheoryData<JwtAlgorithms> All => [.. Algorithms.All];

    [Theory]
    [MemberData(nameof(All))]
    public void A_signature_of_the_platform_holds_and_an_altered_one_does_not(JwtAlgorithms algorithm)
    {
        var signer = KeySets.Signer(algorithm);
        var key = KeySets.Read(KeySets.Of(signer))!.Keys.Single();
        var (input, signature) = Parts(signer.Sign("""{"alg":"x"}""", "{}"));

        Assert.True(key.Verify(algorithm, input, signature));
        signature[signature.Length / 2] ^= 1;
        Assert.False(key.Verify(algorithm, input, signature));
        signature[signature.Length / 2] ^= 1;
        input[0] ^= 1;
        Assert.False(key.Verify(algorithm, input, signature));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_signature_of_another_implementation_holds(JwtAlgorithms algorithm)
    {
        var signer = KeySets.Signer(algorithm);
        SecurityKey securityKey = signer.ToAlgorithm() switch
        {
            RSA rsa => new RsaSecurityKey(rsa) { KeyId = "k" },
            var ecdsa => new ECDsaSecurityKey((ECDsa)ecdsa) { KeyId = "k" },
        };
        var token = new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = "https://issuer.test/",
                SigningCredentials = new SigningCredentials(securityKey, algorithm.ToString()),
            }
        );
        var (input, signature) = Parts(token);

        Assert.True(KeySets.Read(KeySets.Of(signer))!.Keys.Single().Verify(algorithm, input, signature));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_key_verifies_under_the_algorithm_it_was_signed_with_alone(JwtAlgorithms algorithm)
    {
        var signer = KeySets.Signer(algorithm);
        var jwk = signer.ToJwk();
        jwk.Remove("alg");
        var key = KeySets.Read(KeySets.Of(jwk))!.Keys.Single();
        var (input, signature) = Parts(signer.Sign("{}", "{}"));

        foreach (var other in Algorithms.All)
        {
            Assert.Equal(other == algorithm, key.Verify(other, input, signature));
        }
    }

    [Fact]
    public void A_key_with_an_alg_does_not_verify_under_another_one_of_its_type()
    {
        var signer = KeySets.Rsa.WithAlgorithm(JwtAlgorithms.PS256);
        var (input, signature) = Parts(signer.Sign("{}", "{}"));

        Assert.True(KeySets.Read(KeySets.Of(signer))!.Keys.Single().Verify(JwtAlgorithms.PS256, input, signature));
        Assert.False(
            KeySets.Read(KeySets.Of(KeySets.Rsa))!.Keys.Single().Verify(JwtAlgorithms.PS256, input, signature)
        );
    }

    [Theory]
    [InlineData(JwtAlgorithms.ES256, "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551")]
    [InlineData(
        JwtAlgorithms.ES384,
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973"
    )]
    [InlineData(
        JwtAlgorithms.ES512,
        "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409"
    )]
    public void A_psychic_signature_does_not_hold(JwtAlgorithms algorithm, string order)
    {
        var signer = KeySets.Signer(algorithm);
        var key = KeySets.Read(KeySets.Of(signer))!.Keys.Single();
        var n = Convert.FromHexString(order);
        var zero = new byte[n.Length];
        var good = Parts(signer.Sign("{}", "{}"));
        var half = good.Signature[..n.Length];
        var der = ((ECDsa)signer.ToAlgorithm()).SignData(
            good.Input,
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );

        Assert.True(key.Verify(algorithm, good.Input, good.Signature));
        foreach (
            var forged in new byte[][]
            {
                [],
                [.. zero, .. zero],
                [.. zero, .. half],
                [.. half, .. zero],
                [.. n, .. n],
                [.. n, .. half],
                [.. half, .. n],
                good.Signature[..^1],
                [.. good.Signature, 0],
                [0, .. good.Signature],
                der,
            }
        )
        {
            Assert.False(key.Verify(algorithm, good.Input, forged));
        }
    }

    [Theory]
    [InlineData(JwtAlgorithms.RS256)]
    [InlineData(JwtAlgorithms.PS256)]
    public void An_RSA_signature_has_exactly_the_length_of_the_modulus(JwtAlgorithms algorithm)
    {
        var signer = KeySets.Rsa.WithAlgorithm(algorithm);
        var key = KeySets.Read(KeySets.Of(signer))!.Keys.Single();
        var (input, signature) = Parts(signer.Sign("{}", "{}"));

        Assert.False(key.Verify(algorithm, input, []));
        Assert.False(key.Verify(algorithm, input, new byte[256]));
        Assert.False(key.Verify(algorithm, input, [0, .. signature]));
        Assert.False(key.Verify(algorithm, input, signature.AsSpan()[..^1]));
    }

    [Fact]
    public void A_PSS_signature_with_another_length_of_salt_does_not_hold()
    {
        var key = KeySets.Read(KeySets.Of(KeySets.Rsa.WithAlgorithm(JwtAlgorithms.PS256)))!.Keys.Single();

        Assert.True(key.Verify(JwtAlgorithms.PS256, Input, SignPss(saltLength: 32)));
        Assert.False(key.Verify(JwtAlgorithms.PS256, Input, SignPss(saltLength: 20)));
        Assert.False(key.Verify(JwtAlgorithms.PS256, Input, SignPss(saltLength: 0)));
    }

    [Fact]
    public void Several_algorithms_at_once_are_a_mistake_of_the_caller()
    {
        var jwk = KeySets.Rsa.ToJwk();
        jwk.Remove("alg");
        var key = KeySets.Read(KeySets.Of(jwk))!.Keys.Single();

        var exception = Assert.Throws<ArgumentOutOfRangeException>(() =>
            key.Verify(JwtAlgorithms.RS256 | JwtAlgorithms.PS256, Input, new byte[256])
        );

        Assert.StartsWith("Not one algorithm.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_the_same_as_another_with_its_kid_material_and_algorithms()
    {
        var key = Read(KeySets.Rsa);

        Assert.True(key.IsSameAs(Read(KeySets.Rsa)));
        Assert.False(key.IsSameAs(Read(KeySets.Rsa.WithKeyId("other"))));
        Assert.False(key.IsSameAs(Read(KeySets.OtherRsa.WithKeyId("rsa-1"))));
        Assert.False(key.IsSameAs(Read(KeySets.Rsa.WithAlgorithm(JwtAlgorithms.PS256))));

        static VerificationKey Read(FakeSigningKey signer) => KeySets.Read(KeySets.Of(signer))!.Keys.Single();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(17)]
    [InlineData(35)]
    [InlineData(4_294_967_291)]
    public void Signatures_under_a_small_or_large_exponent_hold(uint exponent)
    {
        var p = BigInteger.Parse("0" + Prime1, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var q = BigInteger.Parse("0" + Prime2, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var totient = (p - 1) * (q - 1);
        var d = Inverse(exponent, totient);
        var e = new BigInteger(exponent).ToByteArray(isUnsigned: true, isBigEndian: true);
        var jwk = $$"""
            {"kty":"RSA","kid":"k","n":"{{Base64Url.EncodeToString(Bytes(p * q))}}","e":"{{Base64Url.EncodeToString(
                e
            )}}"}
            """;
        var key = KeySets.Read($"[{jwk}]")!.Keys.Single();
        byte[] block =
        [
            0,
            1,
            .. Enumerable.Repeat((byte)0xFF, 202),
            0,
            .. Convert.FromHexString("3031300D060960864801650304020105000420"),
            .. SHA256.HashData(Input),
        ];
        var signature = BigInteger.ModPow(new BigInteger(block, isUnsigned: true, isBigEndian: true), d, p * q);

        Assert.True(key.Verify(JwtAlgorithms.RS256, Input, Bytes(signature)));
        Assert.False(key.Verify(JwtAlgorithms.RS256, Input, Bytes(signature - 1)));

        static byte[] Bytes(BigInteger number)
        {
            var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
            return [.. new byte[256 - bytes.Length], .. bytes];
        }
    }

    [Fact]
    public void The_largest_modulus_verifies_without_throwing()
    {
        var modulus = (BigInteger.One << 8_191) + 1;
        var jwk = $$"""
            {"kty":"RSA","kid":"k","e":"AQAB","n":"{{Base64Url.EncodeToString(modulus.ToByteArray(true, true))}}"}
            """;
        var key = KeySets.Read($"[{jwk}]")!.Keys.Single();

        Assert.False(key.Verify(JwtAlgorithms.RS256, Input, new byte[1024]));
    }

    [Fact]
    public void The_thumbprint_is_that_of_RFC_7638()
    {
        // RFC 7638 §3.1.
        const string Jwk = """
            [{"kty":"RSA","kid":"2011-04-29","alg":"RS256","e":"AQAB","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"}]
            """;

        Assert.Equal("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", KeySets.Read(Jwk)!.Keys.Single().Thumbprint);
    }

    [Fact]
    public void The_thumbprint_of_an_elliptic_key_is_that_of_another_implementation()
    {
        using var signer = FakeSigningKey.Create("k", JwtAlgorithms.ES384);
        var theirs = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey((ECDsa)signer.ToAlgorithm()));

        Assert.Equal(
            Base64Url.EncodeToString(theirs.ComputeJwkThumbprint()),
            KeySets.Read(KeySets.Of(signer))!.Keys.Single().Thumbprint
        );
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_key_given_beforehand_verifies_whatever_the_kid(JwtAlgorithms algorithm)
    {
        var signer = KeySets.Signer(algorithm);
        var source = new StaticKeySource(Convert.ToBase64String(signer.ToSubjectPublicKeyInfo()));
        var (input, signature) = Parts(signer.Sign("{}", "{}"));

        Assert.Equal(KeyRefusal.None, StaticKey.Read(source, out var key));
        Assert.True(key!.MatchesAnyKeyId);
        Assert.True(key.Verify(algorithm, input, signature));
    }

    [Theory]
    [InlineData("", "Encoding")]
    [InlineData("not base64", "Encoding")]
    [InlineData("AAAA", "Encoding")]
    [InlineData("MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=", "KeyTypeNotSupported")]
    public void A_key_given_beforehand_that_cannot_be_used_is_refused(string text, string reason) =>
        Assert.Equal(reason, StaticKey.Read(new StaticKeySource(text), out _).ToString());

    [Fact]
    public void A_weak_key_given_beforehand_is_refused()
    {
        using var weak = FakeSigningKey.Create("k", keySize: 1024);
        var der = weak.ToSubjectPublicKeyInfo();

        Assert.Equal(KeyRefusal.ModulusSize, StaticKey.Read(new StaticKeySource(Convert.ToBase64String(der)), out _));
        Assert.Equal(
            KeyRefusal.Encoding,
            StaticKey.Read(
                new StaticKeySource(Convert.ToBase64String([.. KeySets.Rsa.ToSubjectPublicKeyInfo(), 0])),
                out _
            )
        );
    }

    private static BigInteger Inverse(BigInteger number, BigInteger modulus)
    {
        var (earlier, later, remainder, divisor) = (BigInteger.Zero, BigInteger.One, modulus, number);
        while (!divisor.IsZero)
        {
            var quotient = remainder / divisor;
            (earlier, later) = (later, earlier - (quotient * later));
            (remainder, divisor) = (divisor, remainder - (quotient * divisor));
        }

        Assert.Equal(BigInteger.One, remainder);
        return earlier.Sign < 0 ? earlier + modulus : earlier;
    }

    /// <summary>RSASSA-PSS by hand (RFC 8017 §9.1.1), because the platform signs with one length of salt alone.</summary>
    private static byte[] SignPss(int saltLength)
    {
        var salt = Enumerable.Repeat((byte)7, saltLength).ToArray();
        var hash = SHA256.HashData([.. new byte[8], .. SHA256.HashData(Input), .. salt]);
        byte[] block = [.. new byte[256 - 32 - 2 - saltLength], 1, .. salt];
        for (var i = 0; i < block.Length; i++)
        {
            block[i] ^= SHA256.HashData([.. hash, 0, 0, 0, (byte)(i / 32)])[i % 32];
        }

        block[0] &= 0x7F;
        var numbers = ((RSA)KeySets.Rsa.ToAlgorithm()).ExportParameters(includePrivateParameters: true);
        var encoded = new BigInteger([.. block, .. hash, 0xBC], isUnsigned: true, isBigEndian: true);
        var signature = BigInteger
            .ModPow(encoded, new BigInteger(numbers.D, true, true), new BigInteger(numbers.Modulus, true, true))
            .ToByteArray(true, true);
        return [.. new byte[256 - signature.Length], .. signature];
    }

    private static (byte[] Input, byte[] Signature) Parts(string token)
    {
        var dot = token.LastIndexOf('.');
        return (Encoding.ASCII.GetBytes(token[..dot]), Base64Url.DecodeFromChars(token.AsSpan(dot + 1)));
    }
}
