using System.Text.Json.Nodes;
using JwksSdk.Testing;
using JwksSdk.Tests.Providers.Contract;

namespace JwksSdk.Tests.Providers.OpenIdConnect;

public sealed class OpenIdConnectTokenTests
{
    private static readonly OpenIdConnectFixture Fixture = OpenIdConnectFixture.Instance;
    private static readonly FakeOpenIdConnect Provider = Fixture.Provider;

    [Theory]
    [InlineData("at+jwt", "nonce", "AccessToken")] // the type settles it
    [InlineData("JWT", "nonce", "IdToken")]
    [InlineData(null, "nonce", "IdToken")]
    [InlineData("JWT", "at_hash", "IdToken")]
    [InlineData("JWT", "c_hash", "IdToken")]
    [InlineData("JWT", "email", "IdToken")]
    [InlineData("JWT", "sid", "IdToken")] // grants nothing, so it is no access token
    [InlineData("JWT", "scope", "AccessToken")]
    [InlineData(null, "scp", "AccessToken")]
    [InlineData("logout+jwt", "sid", null)]
    [InlineData("dpop+jwt", "sid", null)]
    [InlineData("at+jwt", "events", null)]
    [InlineData("JWT", "events", null)]
    public void The_kind_follows_from_type_and_marks(string? type, string mark, string? kind)
    {
        var token = Provider.MintAccessToken(token =>
        {
            token.Header.Remove("typ");
            if (type is not null)
            {
                token.Header["typ"] = type;
            }

            token.Claims.Remove("scope");
            token.Claims.Remove("client_id");
            token.Claims[mark] = "x";
            token.Claims["aud"] = new JsonArray(Provider.Audience, Provider.ClientId);
            token.Claims["azp"] = Provider.ClientId;
        });

        foreach (var name in Fixture.Kinds.Select(static kind => kind.Name))
        {
            var expected = name == kind ? JwtErrorCode.None : JwtErrorCode.WrongTokenKind;
            Assert.Equal(expected, Fixture.Verify(name, token).Error.Code);
        }
    }

    [Theory]
    [InlineData("scope", "\"openid orders.read\"")]
    [InlineData("scope", """["openid","orders.read"]""")]
    [InlineData("scp", "\"openid orders.read\"")]
    [InlineData("scp", """["openid","orders.read"]""")]
    public void Scopes_are_read_from_either_claim_in_either_form(string claim, string json)
    {
        var token = Provider.MintAccessToken(token =>
        {
            token.Claims.Remove("scope");
            token.Claims[claim] = JsonNode.Parse(json);
        });

        Assert.Equal(["openid", "orders.read"], Fixture.Read<OpenIdConnectAccessToken>(token).Scopes);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"true\"", true)]
    [InlineData("\"false\"", false)]
    [InlineData("1", false)]
    public void A_verified_address_is_true_or_the_text_true(string json, bool expected)
    {
        var token = Provider.MintIdToken(token => token.Claims["email_verified"] = JsonNode.Parse(json));

        Assert.Equal(expected, Fixture.Read<OpenIdConnectIdToken>(token).EmailVerified);
    }

    [Theory]
    [InlineData("acme-web", JwtErrorCode.None)]
    [InlineData("other", JwtErrorCode.ClientMismatch)]
    [InlineData(null, JwtErrorCode.ClientMismatch)]
    public void Several_audiences_need_an_authorized_party(string? party, JwtErrorCode expected)
    {
        var token = Provider.MintIdToken(token =>
        {
            token.Claims["aud"] = new JsonArray("acme-web", "other");
            token.Claims["azp"] = party;
        });

        Assert.Equal(expected, Fixture.Verify("IdToken", token).Error.Code);
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("azp")]
    public void An_undeclared_client_is_refused_under_the_name_of_its_claim(string claim)
    {
        var token = Provider.MintAccessToken(token =>
        {
            token.Claims.Remove("client_id");
            token.Claims[claim] = "other";
        });

        Assert.Equal(new JwtError(JwtErrorCode.ClientMismatch, claim), Fixture.Verify("AccessToken", token).Error);
    }
}
