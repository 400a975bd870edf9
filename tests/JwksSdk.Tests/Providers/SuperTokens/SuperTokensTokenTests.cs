using System.Text.Json.Nodes;
using JwksSdk.Testing;
using JwksSdk.Tests.Providers.Contract;

namespace JwksSdk.Tests.Providers.SuperTokens;

public sealed class SuperTokensTokenTests
{
    private static readonly SuperTokensFixture Fixture = SuperTokensFixture.Instance;
    private static readonly FakeSuperTokens Provider = Fixture.Provider;

    [Fact]
    public void A_session_is_read_with_the_age_of_its_claims()
    {
        var token = Fixture.Read<SuperTokensSessionToken>(Provider.MintSessionToken());

        Assert.Equal("public", token.TenantId);
        Assert.Equal(["admin"], token.Roles);
        Assert.Equal(["read:orders"], token.Permissions);
        Assert.True(token.EmailVerification?.Value);
        Assert.Equal(ProviderFixture.Now, token.EmailVerification?.FetchedAt);
        Assert.Equal("SuperTokensFlagClaim", token.EmailVerification?.ToString());
        Assert.Empty(token.Audiences);
    }

    [Fact]
    public void An_OAuth_access_token_is_read()
    {
        var token = Fixture.Read<SuperTokensOAuthAccessToken>(Provider.MintOAuthAccessToken());

        Assert.Equal("stcl_acme0001", token.ClientId);
        Assert.Equal(["orders.read"], token.Scopes);
        Assert.Equal(ProviderFixture.Now, token.RequestedAt);
    }

    [Theory]
    [InlineData("3", true)]
    [InlineData("4", true)]
    [InlineData("2", false)]
    [InlineData("6", false)]
    [InlineData("", false)]
    public void A_session_is_of_version_3_to_5(string version, bool isSession) =>
        Assert.Equal(
            isSession ? JwtErrorCode.None : JwtErrorCode.WrongTokenKind,
            Fixture.VerifyAny(Provider.MintSessionToken(token => token.Header["version"] = version)).Error.Code
        );

    [Fact]
    public void A_version_that_is_no_text_is_not_the_same_as_none() =>
        Assert.Equal(
            JwtErrorCode.WrongTokenKind,
            Fixture.VerifyAny(Provider.MintSessionToken(static token => token.Header["version"] = 5)).Error.Code
        );

    [Theory]
    [InlineData("sessionHandle")]
    [InlineData("refreshTokenHash1")]
    public void A_token_that_a_caller_made_with_the_same_keys_is_no_session(string mark) =>
        Assert.Equal(
            JwtErrorCode.WrongTokenKind,
            Fixture.VerifyAny(Provider.MintSessionToken(token => token.Claims.Remove(mark))).Error.Code
        );

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("true")]
    [InlineData("1.5")]
    public void A_token_type_that_is_no_whole_number_has_the_wrong_type(string json)
    {
        var token = Provider.MintSessionToken(token => token.Claims["stt"] = JsonNode.Parse(json));

        Assert.Equal(new JwtError(JwtErrorCode.ClaimType, "stt"), Fixture.Verify("SessionToken", token).Error);
        Assert.Equal(JwtErrorCode.WrongTokenKind, Fixture.Verify("OAuthAccessToken", token).Error.Code);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_token_type_that_is_not_known_is_no_kind(int type) =>
        Assert.Equal(
            JwtErrorCode.WrongTokenKind,
            Fixture.VerifyAny(Provider.MintSessionToken(token => token.Claims["stt"] = type)).Error.Code
        );

    [Fact]
    public void An_OAuth_access_token_of_an_undeclared_client_or_for_another_API_is_refused()
    {
        Assert.Equal(
            new JwtError(JwtErrorCode.ClientMismatch, "client_id"),
            Fixture.VerifyAny(Provider.MintOAuthAccessToken(), Fixture.Inputs().Set("ClientId", "other")).Error
        );
        Assert.Equal(
            JwtErrorCode.AudienceMismatch,
            Fixture.VerifyAny(Provider.MintOAuthAccessToken(), Fixture.Inputs().Set("Audience", "other")).Error.Code
        );
    }

    [Theory]
    [InlineData("SessionToken", "acme", true)]
    [InlineData("SessionToken", "ACME", false)]
    [InlineData("SessionToken", null, false)]
    [InlineData("OAuthAccessToken", "acme", true)]
    [InlineData("OAuthAccessToken", "public", false)]
    [InlineData("OAuthAccessToken", null, false)]
    [InlineData("IdToken", "acme", true)]
    [InlineData("IdToken", "public", false)]
    [InlineData("IdToken", null, true)]
    public void A_declared_tenant_is_the_token_s(string kind, string? tenant, bool accepted)
    {
        var inputs = Fixture.Inputs().Set("TenantId", "other", "acme");
        var token = Provider.Mint(kind, token => token.Claims["tId"] = tenant);

        Assert.Equal(
            accepted ? default : new JwtError(JwtErrorCode.ClaimNotAccepted, "tId"),
            Fixture.Verify(kind, token, inputs).Error
        );
        Assert.True(Fixture.Verify(kind, token).IsVerified);
    }
}
