using JwksSdk.Testing;

namespace JwksSdk.Tests.Testing;

public sealed class ForgeryTests
{
    private readonly FakeAuth0 _idp = new();

    [Fact]
    public void Without_signature_says_none_and_ends_with_a_dot()
    {
        var forged = Forgery.WithoutSignature(_idp.MintAccessToken());

        Assert.Equal("none", Compact.Header(forged)["alg"]!.GetValue<string>());
        Assert.EndsWith(".", forged, StringComparison.Ordinal);
    }

    [Fact]
    public void Signed_with_public_key_says_HS256_and_has_a_signature_of_32_bytes()
    {
        var forged = Forgery.SignedWithPublicKey(_idp.MintAccessToken(), _idp.KeyRings[0].Current);

        Assert.Equal("HS256", Compact.Header(forged)["alg"]!.GetValue<string>());
        Assert.Equal(43, forged.Split('.')[2].Length);
    }

    [Fact]
    public void Altered_claims_keep_header_and_signature()
    {
        var token = _idp.MintAccessToken();

        var forged = Forgery.WithAlteredClaims(token, static claims => claims["sub"] = "auth0|root");

        Assert.Equal("auth0|root", Compact.Claims(forged)["sub"]!.GetValue<string>());
        Assert.Equal(token.Split('.')[0], forged.Split('.')[0]);
        Assert.Equal(token.Split('.')[2], forged.Split('.')[2]);
    }

    [Fact]
    public void What_is_no_token_is_not_forged() =>
        Assert.Throws<ArgumentException>(() => Forgery.WithoutSignature("opaque"));
}
