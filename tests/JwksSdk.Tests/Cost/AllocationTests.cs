using System.Buffers.Text;
using System.Text.Json.Nodes;
using JwksSdk.Benchmarks.Subjects;
using JwksSdk.Testing;
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

        Assert.Equal(976, world.Bytes(tokens.Token));
    }

    /// <summary>Hundreds of permissions are kept as the token has them: no string is made of one that nobody asks for.</summary>
    [Fact]
    public void A_long_list_allocates_its_text_and_no_strings()
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256, permissions: 213);
        using var world = new CostWorld(tokens);

        Assert.Equal(4_256, world.Bytes(tokens.Token));
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

        Assert.Equal(ofRsa.Bytes(rsa.Token) + CostWorld.Bytes(BareCheck.Of(ecdsa)), ofEcdsa.Bytes(ecdsa.Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void A_token_that_no_key_can_decide_is_refused_for_nothing(int keys)
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256, keys: keys);
        using var world = new CostWorld(tokens);
        Assert.NotEqual(0, world.Bytes(tokens.Token));
        var requests = world.Requests;
        var parts = tokens.Token.Split('.');

        (string Token, JwtErrorCode Error)[] refused =
        [
            ("", JwtErrorCode.TokenEmpty),
            ("opaque", JwtErrorCode.Opaque),
            ($"{parts[0]}.{parts[1]}", JwtErrorCode.Malformed),
            ($"{tokens.Token}.{parts[1]}.{parts[2]}", JwtErrorCode.Encrypted),
            ($"{parts[0]}.!{parts[1]}.{parts[2]}", JwtErrorCode.Encoding),
            ($"{Base64Url.EncodeToString("{alg}"u8)}.{parts[1]}.{parts[2]}", JwtErrorCode.InvalidJson),
            (new string('a', 20_000), JwtErrorCode.TokenTooLong),
            (tokens.WithKeyIdTwice(), JwtErrorCode.DuplicateMember),
            (tokens.WithHeader("crit", new JsonArray("exp")), JwtErrorCode.CriticalHeader),
            (tokens.WithHeader("alg", "none"), JwtErrorCode.AlgorithmNotAllowed),
            (tokens.WithHeader("alg", "HS256"), JwtErrorCode.SymmetricAlgorithm),
            (tokens.WithClaim("iss", null), JwtErrorCode.IssuerMissing),
            (tokens.WithClaim("iss", "https://login.stranger.example"), JwtErrorCode.UnknownIssuer),
            (tokens.WithHeader("kid", null), JwtErrorCode.KeyIdMissing),
            (tokens.WithUnknownKey("2026-11-key-9"), JwtErrorCode.UnknownKeyId),
        ];

        Assert.All(refused, each => Assert.Equal(0, world.Bytes(each.Token, each.Error)));
        Assert.Equal(1, world.Requests - requests);
    }

    /// <summary>Only who holds a key of the provider can have claims read.</summary>
    [Fact]
    public void A_refused_claim_allocates_the_typed_token_and_another_audience_its_text()
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256);
        using var world = new CostWorld(tokens);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        Assert.Equal(976, world.Bytes(tokens.WithClaimTwice("sub"), JwtErrorCode.DuplicateMember));
        Assert.Equal(976, world.Bytes(tokens.WithClaim("exp", null), JwtErrorCode.ClaimMissing));
        Assert.Equal(976, world.Bytes(tokens.WithClaim("exp", now - 3_600), JwtErrorCode.Expired));
        Assert.Equal(976, world.Bytes(tokens.WithClaim("nbf", now + 3_600), JwtErrorCode.NotYetValid));
        // The declared audience is one text for all tokens; another one is a string of its own, of 25 characters.
        Assert.Equal(
            976 + 72,
            world.Bytes(tokens.WithClaim("aud", "https://api.other.example"), JwtErrorCode.AudienceMismatch)
        );
        Assert.Equal(976, world.Bytes(tokens.WithHeader("typ", "logout+jwt"), JwtErrorCode.WrongTokenKind));
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

    [Fact]
    public void A_federation_allocates_its_union_besides()
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256, issuer: "https://t20.login.acme.example");
        using var world = new FederatedWorld(tokens, CostWorld.Services());

        Assert.Equal(984, CostWorld.Bytes(world.VerifiesOne("", tokens.Token)));
        Assert.Equal(1_008, CostWorld.Bytes(world.VerifiesFederated("", tokens.Token)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10_000)]
    public void A_token_of_a_tenant_allocates_the_same_however_many_there_are(int tenants)
    {
        var pool = new FakeAuth0();
        using var application = new TenantApplication(pool, tenants, CostWorld.Services());

        Assert.Equal(960, CostWorld.Bytes(application.Verifies("", TenantApplication.Tokens(pool, 1, 1))));
    }
}
