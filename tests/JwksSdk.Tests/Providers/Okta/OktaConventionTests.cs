using JwksSdk.Providers;

namespace JwksSdk.Tests.Providers.Okta;

public sealed class OktaConventionTests
{
    private static readonly OktaConvention Convention = new();

    [Fact]
    public void The_server_named_default_is_the_default() =>
        ProblemAssert.Addresses(
            Convention.Resolve(Inputs()),
            ("https://acme.okta.com/oauth2/default", "https://acme.okta.com/oauth2/default/v1/keys")
        );

    [Fact]
    public void A_custom_server_has_its_keys_below_its_issuer() =>
        ProblemAssert.Addresses(
            Convention.Resolve(Inputs().Set("AuthorizationServerId", "aus1Acme").Set("Audience", "api://acme")),
            ("https://acme.okta.com/oauth2/aus1Acme", "https://acme.okta.com/oauth2/aus1Acme/v1/keys")
        );

    [Fact]
    public void The_org_server_has_a_bare_issuer_and_keys_that_are_not_where_the_others_have_them()
    {
        var resolution = Convention.Resolve(OrgInputs());

        ProblemAssert.Addresses(resolution, ("https://acme.okta.com", "https://acme.okta.com/oauth2/v1/keys"));
        Assert.Equal(
            "https://acme.okta.com/.well-known/openid-configuration",
            resolution.Facts.Issuers[0].DiscoveryUri
        );
    }

    [Fact]
    public void Access_tokens_of_the_org_server_are_never_available_and_the_reason_says_why()
    {
        var kind = Convention.Resolve(OrgInputs()).Kind("AccessToken");

        Assert.True(kind.NeverAvailable);
        Assert.Contains("does not publish the keys", kind.Unavailable, StringComparison.Ordinal);
        Assert.Null(Convention.Resolve(OrgInputs()).Kind("IdToken").Unavailable);
        Assert.False(Convention.Resolve(Inputs()).Kind("AccessToken").NeverAvailable);
    }

    [Theory]
    [InlineData("Audience", "api://default")]
    [InlineData("RequiredScope", "orders.read")]
    public void An_input_of_access_tokens_with_the_org_server_asks_for_a_kind_that_is_not_available(
        string input,
        string value
    ) => ProblemAssert.Only(ProblemKind.KindUnavailable, input, Convention.Resolve(OrgInputs().Set(input, value)));

    [Fact]
    public void The_org_server_and_a_custom_one_are_a_contradiction() =>
        ProblemAssert.Only(
            ProblemKind.Contradiction,
            "AuthorizationServerId",
            Convention.Resolve(OrgInputs().Set("AuthorizationServerId", "default"))
        );

    [Theory]
    [InlineData("acme-admin.okta.com")]
    [InlineData("ACME-ADMIN.oktapreview.com")]
    [InlineData("acme-admin.okta-emea.com")]
    [InlineData("acme-admin.okta-gov.com")]
    public void The_console_s_domain_is_refused_with_the_way_out(string domain) =>
        Assert.Contains(
            "Drop -admin",
            ProblemAssert.Only(
                ProblemKind.MalformedInput,
                "Domain",
                Convention.Resolve(Inputs().Set("Domain", domain))
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_custom_domain_may_end_its_first_label_in_admin() =>
        Assert.Empty(Convention.Resolve(Inputs().Set("Domain", "login-admin.acme.com")).Problems);

    [Fact]
    public void A_further_domain_is_an_issuer_of_the_same_server() =>
        ProblemAssert.Addresses(
            Convention.Resolve(Inputs().Set("CustomDomain", "login.acme.com")),
            ("https://acme.okta.com/oauth2/default", "https://acme.okta.com/oauth2/default/v1/keys"),
            ("https://login.acme.com/oauth2/default", "https://login.acme.com/oauth2/default/v1/keys")
        );

    [Theory]
    [InlineData("oauth2/default")]
    [InlineData("../v1")]
    [InlineData("aus 1")]
    public void A_server_id_is_one_part_of_a_path(string id) =>
        ProblemAssert.Only(
            ProblemKind.MalformedInput,
            "AuthorizationServerId",
            Convention.Resolve(Inputs().Set("AuthorizationServerId", id).Set("Audience", "api://acme"))
        );

    [Fact]
    public void The_default_audience_is_the_default_server_s_alone()
    {
        Assert.Equal(["api://default"], Convention.Resolve(Inputs()).Kind("AccessToken").Policy.Audiences);
        Assert.Equal(
            ["api://acme"],
            Convention.Resolve(Inputs().Set("Audience", "api://acme")).Kind("AccessToken").Policy.Audiences
        );
        Assert.Contains(
            "Audience",
            Convention.Resolve(Inputs().Set("AuthorizationServerId", "aus1Acme")).Kind("AccessToken").Unavailable,
            StringComparison.Ordinal
        );
        Assert.NotNull(
            Convention
                .Resolve(Inputs().Set("Issuer", "https://acme.okta.com/oauth2/aus1Acme"))
                .Kind("AccessToken")
                .Unavailable
        );
    }

    private static ProviderInputs Inputs() =>
        new ProviderInputs().Set("Domain", "acme.okta.com").Set("ClientId", "0oaacme0000000001");

    private static ProviderInputs OrgInputs() => Inputs().Set("OrgAuthorizationServer", "true");

    [Theory]
    [InlineData("https://acme.okta.com", false, ProblemKind.KindUnavailable)]
    [InlineData("https://acme.okta.com/oauth2/default/", false, ProblemKind.MalformedInput)]
    [InlineData("https://acme.okta.com/oauth2/default", true, ProblemKind.Contradiction)]
    public void An_overriding_issuer_on_the_vendors_host_is_one_that_it_issues_as(
        string issuer,
        bool org,
        ProblemKind kind
    )
    {
        var inputs = new ProviderInputs().Set("Issuer", issuer).Set("ClientId", "client");
        if (org)
        {
            inputs.Set("OrgAuthorizationServer", "true");
        }
        else
        {
            inputs.Set("Audience", "https://acme.okta.com");
        }

        ProblemAssert.Only(kind, "Issuer", new OktaConvention().Resolve(inputs));
    }
}
