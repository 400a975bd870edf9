using System.Text.Json.Nodes;
using JwksSdk.Testing;
using JwksSdk.Tests.Providers.Contract;

namespace JwksSdk.Tests.Providers.Cognito;

public sealed class CognitoTokenTests
{
    private static readonly CognitoFixture Fixture = CognitoFixture.Instance;
    private static readonly FakeCognito Provider = Fixture.Provider;

    [Fact]
    public void An_access_token_is_read()
    {
        var token = Fixture.Read<CognitoAccessToken>(Provider.MintAccessToken());

        Assert.Equal("pat", token.Username);
        Assert.Equal(["ops"], token.Groups);
        Assert.Equal(["openid", "orders/read"], token.Scopes);
        Assert.Empty(token.Audiences);
        Assert.Equal(2, token.Version);
    }

    [Fact]
    public void A_machine_s_access_token_has_no_user()
    {
        var token = Fixture.Read<CognitoAccessToken>(Provider.MintMachineAccessToken());

        Assert.Null(token.Username);
        Assert.Equal(token.ClientId, token.Subject);
    }

    [Fact]
    public void An_id_token_s_identities_are_read_from_their_texts()
    {
        var token = Fixture.Read<CognitoIdToken>(Provider.MintIdToken());

        Assert.Equal("pat", token.Username);
        Assert.True(token.EmailVerified);
        var identity = Assert.Single(token.Identities);
        Assert.Equal("Google", identity.ProviderName);
        Assert.True(identity.IsPrimary);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_760_000_000_000), identity.CreatedAt);
        Assert.Null(identity.Issuer);
        Assert.Equal("CognitoIdentity", identity.ToString());
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("9223372036854775807")]
    public void A_date_that_is_none_is_no_date(string text)
    {
        var token = Provider.MintIdToken(token => token.Claims["identities"]![0]!["dateCreated"] = text);

        Assert.Null(Fixture.Read<CognitoIdToken>(token).Identities[0].CreatedAt);
    }

    [Fact]
    public void A_client_of_the_pool_that_is_not_declared_is_refused()
    {
        var inputs = Fixture.Inputs().Set("ClientId", "2other");

        Assert.Equal(
            new JwtError(JwtErrorCode.ClientMismatch, "client_id"),
            Fixture.Verify("AccessToken", Provider.MintAccessToken(), inputs).Error
        );
        Assert.Equal(
            JwtErrorCode.AudienceMismatch,
            Fixture.Verify("IdToken", Provider.MintIdToken(), inputs).Error.Code
        );
    }

    [Theory]
    [InlineData("Access")]
    [InlineData("refresh")]
    [InlineData(null)]
    public void Only_the_exact_token_use_is_a_kind(string? use) =>
        Assert.Equal(
            JwtErrorCode.WrongTokenKind,
            Fixture.VerifyAny(Provider.MintAccessToken(token => token.Claims["token_use"] = use)).Error.Code
        );

    [Fact]
    public void An_audience_is_looked_at_only_when_declared_and_there()
    {
        var bound = Provider.MintAccessToken(static token => token.Claims["aud"] = "https://other.test");
        var inputs = Fixture.Inputs().Set("Audience", "https://api.acme.test");

        Assert.True(Fixture.Verify("AccessToken", bound).IsVerified);
        Assert.True(Fixture.Verify("AccessToken", Provider.MintAccessToken(), inputs).IsVerified);
        Assert.Equal(JwtErrorCode.AudienceMismatch, Fixture.Verify("AccessToken", bound, inputs).Error.Code);
    }

    [Fact]
    public void Claims_of_a_trigger_do_no_harm()
    {
        var token = Provider.MintAccessToken(static token =>
            token.Claims["tenant"] = new JsonObject { ["plan"] = new JsonArray(1, 2) }
        );

        Assert.True(Fixture.VerifyAny(token).IsVerified);
    }
}
