using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using JwksSdk.Benchmarks.Subjects;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Cost;

/// <summary>The bytes that one verification allocates: exact, on any machine.</summary>
[Collection(Alone.Name)]
public sealed class AllocationTests
{
    /// <summary>The typed token and its texts, and nothing besides: 435 bytes of claims, of which each is a property.</summary>
    [Theory]
    [InlineData(JwtAlgorithms.RS256)]
    [InlineData(JwtAlgorithms.PS256)]
    public void A_good_token_of_RSA_allocates_its_typed_token_alone(JwtAlgorithms algorithm)
    {
        var tokens = new TokenSet(algorithm);
        using var world = new CostWorld(tokens);

        Assert.InRange(world.Bytes(tokens.Token), 1, 976);
    }

    /// <summary>Hundreds of permissions are kept as the token has them: no string is made of one that nobody asks for.</summary>
    [Fact]
    public void A_long_list_allocates_its_text_and_no_strings()
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256, permissions: 213);
        using var world = new CostWorld(tokens);

        Assert.InRange(world.Bytes(tokens.Token), 1, 4_256);
    }

    /// <summary>The platform's own check of an ECDSA signature allocates; the rest is as with RSA.</summary>
    [Theory]
    [InlineData(JwtAlgorithms.ES256)]
    [InlineData(JwtAlgorithms.ES384)]
    public void A_good_token_of_ECDSA_allocates_what_the_platform_does_besides(JwtAlgorithms algorithm)
    {
        var (rsa, ecdsa) = (new TokenSet(JwtAlgorithms.RS256), new TokenSet(algorithm));
        using var ofRsa = new CostWorld(rsa);
        using var ofEcdsa = new CostWorld(ecdsa);

        Assert.Equal(ofRsa.Bytes(rsa.Token) + BareBytes(ecdsa), ofEcdsa.Bytes(ecdsa.Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    public void A_token_that_no_key_can_decide_is_refused_for_nothing(int keys)
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256, keys: keys);
        using var world = new CostWorld(tokens);
        Assert.NotEqual(0, world.Bytes(tokens.Token));
        var requests = world.Requests;
        var parts = tokens.Token.Split('.');

        Assert.Equal(0, world.Bytes("", JwtErrorCode.TokenEmpty));
        Assert.Equal(0, world.Bytes("opaque", JwtErrorCode.Opaque));
        Assert.Equal(0, world.Bytes($"{parts[0]}.{parts[1]}", JwtErrorCode.Malformed));
        Assert.Equal(0, world.Bytes($"{parts[0]}.!{parts[1]}.{parts[2]}", JwtErrorCode.Encoding));
        Assert.Equal(0, world.Bytes(new string('a', 20_000), JwtErrorCode.TokenTooLong));
        Assert.Equal(0, world.Bytes(tokens.OfIssuer("https://login.stranger.example"), JwtErrorCode.UnknownIssuer));
        Assert.Equal(0, world.Bytes(tokens.WithUnknownKey("2026-11-key-9"), JwtErrorCode.UnknownKeyId));
        Assert.InRange(world.Requests - requests, 0, 1);
    }

    [Fact]
    public void A_bad_signature_is_refused_for_nothing()
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256);
        using var world = new CostWorld(tokens);
        Assert.NotEqual(0, world.Bytes(tokens.Token));

        Assert.Equal(0, world.Bytes(tokens.Forged(), JwtErrorCode.BadSignature));
    }

    [Fact]
    public void A_token_that_is_known_already_allocates_nothing()
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256);
        using var world = new CostWorld(tokens, hasCache: true);

        Assert.Equal(0, world.Bytes(tokens.Token));
    }

    private static long BareBytes(TokenSet tokens)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(tokens.Key.ToSubjectPublicKeyInfo(), out _);
        var hash = new HashAlgorithmName("SHA" + tokens.Algorithm.ToString()[2..]);
        var end = tokens.Token.LastIndexOf('.');
        var data = Encoding.ASCII.GetBytes(tokens.Token[..end]);
        var signature = Base64Url.DecodeFromChars(tokens.Token.AsSpan(end + 1));
        var fewest = long.MaxValue;
        for (var i = 0; i < 64; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.True(key.VerifyData(data.AsSpan(), signature, hash));
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
