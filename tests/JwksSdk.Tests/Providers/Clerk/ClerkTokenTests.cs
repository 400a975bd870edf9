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

    [Theory]
    [InlineData(
        "o:dashboard,o:teams",
        "read,manage",
        "3,2",
        "org:dashboard:read org:dashboard:manage org:teams:manage"
    )]
    [InlineData("u:beta,o:teams", "read,manage", "1", "org:teams:read")] // a user's feature has no number
    [InlineData("uo:beta,o:teams", "read", "1,1", "org:beta:read org:teams:read")]
    [InlineData("o:a,o:b", "read", "x,1", "org:b:read")] // what is no number grants nothing and keeps its place
    [InlineData("o:a", "read", "-1", "")]
    [InlineData("o:a,o:b", "read", "1", "org:a:read")] // fewer numbers than features
    [InlineData("o:a", "read", "2", "")] // a bit without a permission
    [InlineData("nocolon", "read", "1", "")]
    [InlineData("o:a", "", "1", "")]
    public void Permissions_are_unpacked_from_their_bits(string features, string names, string bits, string expected)
    {
        var token = Fixture.Read<ClerkSessionToken>(
            Provider.MintSessionToken(token =>
            {
                token.Claims["fea"] = features;
                token.Claims["o"]!["per"] = names;
                token.Claims["o"]!["fpm"] = bits;
            })
        );

        Assert.Equal(expected, string.Join(' ', token.OrganizationPermissions));
    }

    [Fact]
    public void More_than_64_permissions_are_unpacked()
    {
        var token = Fixture.Read<ClerkSessionToken>(
            Provider.MintSessionToken(static token =>
            {
                token.Claims["fea"] = "o:a";
                token.Claims["o"]!["per"] = string.Join(',', Enumerable.Range(0, 70).Select(static i => $"p{i}"));
                token.Claims["o"]!["fpm"] = System.Numerics.BigInteger.Pow(2, 69).ToString(null, null);
            })
        );

        Assert.Equal(["org:a:p69"], token.OrganizationPermissions);
    }

    /// <summary>The largest number of 1,024 bits has 309 digits, as have larger ones.</summary>
    [Theory]
    [InlineData(1_023, 0, "org:a:p1023 org:b:p0")]
    [InlineData(1_024, -1, "all org:b:p0")]
    [InlineData(1_024, 0, "org:b:p0")]
    [InlineData(10_000, 0, "org:b:p0")]
    public void A_number_of_more_bits_than_any_instance_has_permissions_grants_nothing(
        int exponent,
        int plus,
        string expected
    )
    {
        var organization = new ClerkOrganization
        {
            PermissionNames = [.. Enumerable.Range(0, 2_000).Select(static i => $"p{i}")],
            FeaturePermissions = [$"{System.Numerics.BigInteger.Pow(2, exponent) + plus}", "1"],
        };

        var all = string.Join(' ', Enumerable.Range(0, 1_024).Select(static i => $"org:a:p{i}"));
        Assert.Equal(
            expected.Replace("all", all, StringComparison.Ordinal),
            string.Join(' ', organization.PermissionsFor(["o:a", "o:b"]))
        );
    }

    [Fact]
    public void Unpacking_a_number_costs_no_more_for_the_names_that_it_does_not_reach()
    {
        var organization = new ClerkOrganization
        {
            PermissionNames = [.. Enumerable.Repeat("p", 8_000)],
            FeaturePermissions = [.. Enumerable.Repeat("2", 500)],
        };
        string[] features = [.. Enumerable.Repeat("o:a", 500)];
        Assert.Equal(500, organization.PermissionsFor(features).Count);

        var before = GC.GetAllocatedBytesForCurrentThread();
        organization.PermissionsFor(features);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
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
