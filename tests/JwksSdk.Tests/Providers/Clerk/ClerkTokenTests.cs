using System.Text.Json.Nodes;
using JwksSdk.Testing;
using JwksSdk.Tests.Providers.Contract;

namespace JwksSdk.Tests.Providers.Clerk;

public sealed class ClerkTokenTests
{
    private static readonly ClerkFixture Fixture = ClerkFixture.Instance;
    private static readonly FakeClerk Provider = Fixture.Provider;

    [Fact]
    public void A_session_of_version_2_is_read()
    {
        var token = Fixture.Read<ClerkSessionToken>(Provider.MintSessionToken());

        Assert.Equal("sess_2Acme01", token.SessionId);
        Assert.Equal("https://app.acme.test", token.AuthorizedParty);
        Assert.Equal([3L, -1L], token.FactorVerificationAge);
        Assert.Equal(["o:dashboard", "u:beta"], token.Features);
        Assert.Equal("o:pro", token.Plan);
        Assert.Equal(("org_2Acme01", "acme", "org:admin"), Organization(token));
        Assert.Equal(["org:dashboard:read", "org:dashboard:manage"], token.OrganizationPermissions);
    }

    [Fact]
    public void A_session_of_version_1_reads_as_the_same_organization()
    {
        var token = Fixture.Read<ClerkSessionToken>(Provider.MintSessionTokenVersion1());

        Assert.Null(token.Version);
        Assert.Equal(("org_2Acme01", "acme", "org:admin"), Organization(token));
        Assert.Equal(["org:dashboard:read", "org:dashboard:manage"], token.OrganizationPermissions);
    }

    [Fact]
    public void An_organization_of_version_1_in_a_token_of_version_2_is_not_believed()
    {
        var token = Fixture.Read<ClerkSessionToken>(
            Provider.MintSessionToken(static token =>
            {
                token.Claims.Remove("o");
                token.Claims["org_id"] = "org_other";
                token.Claims["org_permissions"] = new JsonArray("org:x:y");
            })
        );

        Assert.Null(token.OrganizationId);
        Assert.Empty(token.OrganizationPermissions);
    }

    [Fact]
    public void An_actor_is_read()
    {
        var token = Fixture.Read<ClerkSessionToken>(
            Provider.MintSessionToken(static token =>
                token.Claims["act"] = new JsonObject { ["sub"] = "user_admin", ["sid"] = "sess_admin" }
            )
        );

        Assert.Equal("user_admin", token.Actor?.Subject);
        Assert.Equal("ClerkActor", token.Actor?.ToString());
    }

    [Theory]
    [InlineData("pending", JwtErrorCode.SessionPending)]
    [InlineData("other", JwtErrorCode.SessionPending)]
    [InlineData("active", JwtErrorCode.None)]
    [InlineData(null, JwtErrorCode.None)]
    public void A_session_that_is_not_active_is_refused(string? status, JwtErrorCode expected) =>
        Assert.Equal(
            expected,
            Fixture.VerifyAny(Provider.MintSessionToken(token => token.Claims["sts"] = status)).Error.Code
        );

    [Theory]
    [InlineData("https://app.acme.test", JwtErrorCode.None)]
    [InlineData("https://app.acme.test.evil.test", JwtErrorCode.AuthorizedPartyMismatch)]
    [InlineData("HTTPS://APP.ACME.TEST", JwtErrorCode.AuthorizedPartyMismatch)]
    [InlineData(null, JwtErrorCode.AuthorizedPartyMismatch)]
    public void A_declared_party_must_be_there_exactly(string? party, JwtErrorCode expected) =>
        Assert.Equal(
            expected,
            Fixture.VerifyAny(Provider.MintSessionToken(token => token.Claims["azp"] = party)).Error.Code
        );

    [Fact]
    public void Without_declared_parties_a_session_may_have_none()
    {
        var token = Provider.MintSessionToken(static token => token.Claims.Remove("azp"));

        Assert.True(Fixture.VerifyAny(token, Fixture.Inputs().Set("AuthorizedParty", null)).IsVerified);
    }

    [Fact]
    public void A_version_that_is_not_known_is_refused() =>
        Assert.Equal(
            new JwtError(JwtErrorCode.ClaimNotAccepted, "v"),
            Fixture.VerifyAny(Provider.MintSessionToken(static token => token.Claims["v"] = 3)).Error
        );

    [Theory]
    [InlineData("cl_B7d4PD222AAA")] // a JWT template
    [InlineData("cl_B7d4PD333AAA")]
    [InlineData("cl_unknown")]
    public void A_session_of_another_class_is_no_kind(string category) =>
        Assert.Equal(
            JwtErrorCode.WrongTokenKind,
            Fixture.VerifyAny(Provider.MintSessionToken(token => token.Header["cat"] = category)).Error.Code
        );

    [Fact]
    public void A_class_that_is_no_text_is_not_the_same_as_none() =>
        Assert.Equal(
            JwtErrorCode.WrongTokenKind,
            Fixture.VerifyAny(Provider.MintSessionToken(static token => token.Header["cat"] = 1)).Error.Code
        );

    [Theory]
    [InlineData("sub", "mch_2Acme01")]
    [InlineData("sub", null)]
    [InlineData("sid", null)]
    public void A_session_is_of_a_user_and_has_an_id(string claim, string? value) =>
        Assert.Equal(
            JwtErrorCode.WrongTokenKind,
            Fixture.VerifyAny(Provider.MintSessionToken(token => token.Claims[claim] = value)).Error.Code
        );

    [Theory]
    [InlineData("cl_B7d4PD111AAA")]
    [InlineData("cl_B7d4PD222AAA")]
    public void A_machine_token_of_another_class_is_no_kind(string category) =>
        Assert.Equal(
            JwtErrorCode.WrongTokenKind,
            Fixture.VerifyAny(Provider.MintMachineToken(token => token.Header["cat"] = category)).Error.Code
        );

    [Fact]
    public void A_machine_token_for_another_machine_is_refused() =>
        Assert.Equal(
            JwtErrorCode.AudienceMismatch,
            Fixture
                .VerifyAny(Provider.MintMachineToken(static token => token.Claims["aud"] = new JsonArray("mch_other")))
                .Error.Code
        );

    [Fact]
    public void An_OAuth_token_s_scopes_are_read_from_either_claim()
    {
        var text = Fixture.Read<ClerkOAuthToken>(Provider.MintOAuthToken());
        var list = Fixture.Read<ClerkOAuthToken>(
            Provider.MintOAuthToken(static token =>
            {
                token.Claims.Remove("scope");
                token.Claims["scp"] = new JsonArray("profile", "email");
            })
        );

        Assert.Equal(["profile", "email"], text.Scopes);
        Assert.Equal(["profile", "email"], list.Scopes);
    }

    [Fact]
    public void An_OAuth_token_of_an_undeclared_client_is_refused() =>
        Assert.Equal(
            new JwtError(JwtErrorCode.ClientMismatch, "client_id"),
            Fixture.VerifyAny(Provider.MintOAuthToken(), Fixture.Inputs().Set("ClientId", "other")).Error
        );

    [Theory]
    [InlineData("org_2Acme01", JwtErrorCode.None)]
    [InlineData("org_2acme01", JwtErrorCode.ClaimNotAccepted)]
    [InlineData("org_2Acme011", JwtErrorCode.ClaimNotAccepted)]
    [InlineData(null, JwtErrorCode.ClaimNotAccepted)]
    public void A_declared_organization_must_be_active_in_a_session_of_either_version(string? id, JwtErrorCode expected)
    {
        var inputs = Fixture.Inputs().Set("Organization", "org_other", "org_2Acme01");
        var version1 = Provider.MintSessionTokenVersion1(token => token.Claims["org_id"] = id);
        var version2 = Provider.MintSessionToken(token => token.Claims["o"]!["id"] = id);
        var none = Provider.MintSessionToken(static token => token.Claims.Remove("o"));

        Assert.Equal(Refusal("org_id"), Fixture.VerifyAny(version1, inputs).Error);
        Assert.Equal(Refusal("o"), Fixture.VerifyAny(version2, inputs).Error);
        Assert.Equal(new JwtError(JwtErrorCode.ClaimNotAccepted, "o"), Fixture.VerifyAny(none, inputs).Error);
        Assert.True(Fixture.VerifyAny(none).IsVerified);

        JwtError Refusal(string claim) => expected == JwtErrorCode.None ? default : new JwtError(expected, claim);
    }

    private static (string?, string?, string?) Organization(ClerkSessionToken token) =>
        (token.OrganizationId, token.OrganizationSlug, token.OrganizationRole);
}
