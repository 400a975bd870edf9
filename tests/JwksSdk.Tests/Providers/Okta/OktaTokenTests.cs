using System.Text.Json.Nodes;
using JwksSdk.Testing;
using JwksSdk.Tests.Providers.Contract;

namespace JwksSdk.Tests.Providers.Okta;

public sealed class OktaTokenTests
{
    private static readonly OktaFixture Fixture = OktaFixture.Instance;
    private static readonly FakeOkta Provider = Fixture.Provider;

    [Fact]
    public void An_access_token_is_read()
    {
        var token = Fixture.Read<OktaAccessToken>(Provider.MintAccessToken());

        Assert.Equal("0oaacme0000000001", token.ClientId);
        Assert.Equal("00uacme0000000001", token.UserId);
        Assert.Equal(["openid", "orders.read"], token.Scopes);
        Assert.Equal(["Everyone", "Ops"], token.Groups);
        Assert.Equal(1, token.Version);
        Assert.NotNull(token.AuthenticatedAt);
    }

    [Fact]
    public void A_machine_s_access_token_has_no_user() =>
        Assert.Null(Fixture.Read<OktaAccessToken>(Provider.MintMachineAccessToken()).UserId);

    [Fact]
    public void An_id_token_is_read()
    {
        var token = Fixture.Read<OktaIdToken>(Provider.MintIdToken());

        Assert.Equal("pat@acme.test", token.Email);
        Assert.True(token.EmailVerified);
        Assert.Equal(["pwd", "mfa"], token.AuthenticationMethods);
    }

    [Fact]
    public void An_undeclared_client_is_refused() =>
        Assert.Equal(
            new JwtError(JwtErrorCode.ClientMismatch, "cid"),
            Fixture.Verify("AccessToken", Provider.MintAccessToken(), Fixture.Inputs().Set("ClientId", "other")).Error
        );

    [Fact]
    public void Without_declared_clients_every_client_of_the_server_is_let_in() =>
        Assert.True(
            Fixture.Verify("AccessToken", Provider.MintAccessToken(), Fixture.Inputs().Set("ClientId", null)).IsVerified
        );

    [Theory]
    [InlineData("jti", "ID.0001")]
    [InlineData("nonce", "n")]
    [InlineData("at_hash", "h")]
    public void An_access_token_with_an_id_token_s_mark_is_no_kind(string claim, string value) =>
        Assert.Equal(
            JwtErrorCode.WrongTokenKind,
            Fixture.VerifyAny(Provider.MintAccessToken(token => token.Claims[claim] = value)).Error.Code
        );

    [Theory]
    [InlineData("jti", "AT.0001")]
    [InlineData("cid", "0oaacme0000000001")]
    [InlineData("scp", "openid")]
    public void An_id_token_with_an_access_token_s_mark_is_no_id_token(string claim, string value) =>
        Assert.Equal(
            JwtErrorCode.WrongTokenKind,
            Fixture.Verify("IdToken", Provider.MintIdToken(token => token.Claims[claim] = value)).Error.Code
        );

    [Fact]
    public void An_id_token_bare_of_its_own_marks_is_still_no_access_token()
    {
        var token = Provider.MintIdToken(static token =>
        {
            token.Claims.Remove("jti");
            token.Claims.Remove("nonce");
            token.Claims.Remove("at_hash");
            token.Claims["aud"] = "api://default";
        });

        Assert.Equal(JwtErrorCode.WrongTokenKind, Fixture.Verify("AccessToken", token).Error.Code);
    }

    [Fact]
    public void A_logout_token_is_no_id_token()
    {
        var untyped = Provider.MintIdToken(static token => token.Claims["events"] = new JsonObject());
        var typed = Provider.MintIdToken(static token => token.Header["typ"] = "logout+jwt");

        Assert.Equal(JwtErrorCode.WrongTokenKind, Fixture.VerifyAny(untyped).Error.Code);
        Assert.Equal(JwtErrorCode.WrongTokenKind, Fixture.VerifyAny(typed).Error.Code);
    }
}
