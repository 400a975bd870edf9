using JwksSdk.Testing;
using JwksSdk.Tests.Providers.Contract;

namespace JwksSdk.Tests.Providers.Auth0;

public sealed class Auth0TokenTests
{
    private static readonly Auth0Fixture Fixture = Auth0Fixture.Instance;
    private static readonly FakeAuth0 Provider = Fixture.Provider;

    [Fact]
    public void An_access_token_of_the_Auth0_profile_is_read()
    {
        var token = Fixture.Read<Auth0AccessToken>(
            Provider.MintAccessToken(static token => token.Claims["org_id"] = "org_Acme00000000001")
        );

        Assert.Equal("https://acme-dev.eu.auth0.com/", token.Issuer);
        Assert.Equal(Provider.ClientId, token.Client);
        Assert.Contains("read:orders", token.Scopes);
        Assert.Contains("write:orders", token.Permissions);
        Assert.Equal("org_Acme00000000001", token.OrganizationId);
        Assert.Equal(2, token.Audiences.Count);
    }

    [Fact]
    public void An_access_token_of_the_RFC_9068_profile_is_read()
    {
        var token = Fixture.Read<Auth0AccessToken>(Provider.MintMachineAccessToken());

        Assert.Equal(Provider.MachineClientId, token.Client);
        Assert.NotNull(token.TokenId);
    }

    [Fact]
    public void An_id_token_s_update_time_is_read_from_ISO_8601() =>
        Assert.Equal(
            new DateTimeOffset(2026, 8, 1, 10, 0, 0, TimeSpan.Zero),
            Fixture
                .Read<Auth0IdToken>(
                    Provider.MintIdToken(static token => token.Claims["updated_at"] = "2026-08-01T10:00:00.000Z")
                )
                .UpdatedAt
        );

    [Theory]
    [InlineData("nonce")]
    public void An_access_token_with_an_id_token_s_mark_is_no_kind(string mark)
    {
        var token = Provider.MintAccessToken(token => token.Claims[mark] = "x");

        Assert.Equal(JwtErrorCode.WrongTokenKind, Fixture.VerifyAny(token).Error.Code);
    }

    [Theory]
    [InlineData("azp")]
    [InlineData("client_id")]
    [InlineData("scope")]
    [InlineData("gty")]
    public void An_id_token_with_an_access_token_s_mark_is_no_id_token(string mark)
    {
        var token = Provider.MintIdToken(token => token.Claims[mark] = "x");

        Assert.Equal(JwtErrorCode.WrongTokenKind, Fixture.Verify("IdToken", token).Error.Code);
    }

    [Theory]
    [InlineData("logout+jwt")]
    [InlineData("dpop+jwt")]
    [InlineData(null)]
    public void A_token_of_another_type_is_no_kind(string? type)
    {
        var token = Provider.MintAccessToken(token => token.Header["typ"] = type);

        Assert.NotEqual(JwtErrorCode.None, Fixture.VerifyAny(token).Error.Code);
    }

    [Fact]
    public void An_undeclared_client_is_refused_under_the_name_of_its_claim()
    {
        var inputs = Fixture.Inputs().Set("ClientId", "another");

        Assert.Equal(
            new JwtError(JwtErrorCode.ClientMismatch, "azp"),
            Fixture.Verify("AccessToken", Provider.MintAccessToken(), inputs).Error
        );
        Assert.Equal(
            new JwtError(JwtErrorCode.ClientMismatch, "client_id"),
            Fixture.Verify("AccessToken", Provider.MintMachineAccessToken(), inputs).Error
        );
    }

    [Theory]
    [InlineData("org_Acme1", "acme", null)]
    [InlineData("org_Acme2", "acme", "org_id")]
    [InlineData(null, "acme", "org_id")]
    [InlineData("org_Acme1", "other", "org_name")]
    [InlineData("org_Acme1", null, "org_name")]
    public void A_declared_organization_binds_both_kinds(string? id, string? name, string? refused)
    {
        var inputs = Fixture.Inputs().Set("Organization", "org_Acme1").Set("OrganizationName", "acme");
        foreach (var kind in new[] { "AccessToken", "IdToken" })
        {
            var token = Provider.Mint(
                kind,
                token =>
                {
                    token.Claims["org_id"] = id;
                    token.Claims["org_name"] = name;
                }
            );
            var expected = refused is null ? default : new JwtError(JwtErrorCode.ClaimNotAccepted, refused);
            Assert.Equal(expected, Fixture.Verify(kind, token, inputs).Error);
        }
    }
}
