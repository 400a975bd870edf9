using JwksSdk.Providers;

namespace JwksSdk.Tests.Providers.OneLogin;

public sealed class OneLoginConventionTests
{
    private static readonly OneLoginConvention Convention = new();

    [Theory]
    [InlineData("Subdomain", "acme", "https://acme.onelogin.com/oidc/2")]
    [InlineData("Subdomain", "ACME", "https://acme.onelogin.com/oidc/2")]
    [InlineData("Domain", "acme.onelogin.com", "https://acme.onelogin.com/oidc/2")]
    [InlineData("Domain", "login.acme.com", "https://login.acme.com/oidc/2")]
    public void The_issuer_is_of_version_2_and_has_its_keys_below_it(string input, string value, string issuer) =>
        ProblemAssert.Addresses(Convention.Resolve(Inputs().Set(input, value)), (issuer, issuer + "/certs"));

    [Fact]
    public void Subdomain_and_domain_may_agree_and_must_not_differ()
    {
        var inputs = Inputs().Set("Subdomain", "acme");

        Assert.Single(Convention.Resolve(inputs.Set("Domain", "acme.onelogin.com")).Facts.Issuers);
        ProblemAssert.Only(
            ProblemKind.Contradiction,
            "Domain",
            Convention.Resolve(inputs.Set("Domain", "login.acme.com"))
        );
    }

    [Theory]
    [InlineData("acme.onelogin.com")]
    [InlineData("https://acme")]
    [InlineData("acme/oidc")]
    [InlineData("-acme")]
    [InlineData("openid-connect")]
    [InlineData("openid-connect-eu")]
    public void A_subdomain_is_the_account_s_own_first_label(string subdomain) =>
        ProblemAssert.Only(
            ProblemKind.MalformedInput,
            "Subdomain",
            Convention.Resolve(Inputs().Set("Subdomain", subdomain))
        );

    [Fact]
    public void The_host_of_version_1_is_refused() =>
        ProblemAssert.Only(
            ProblemKind.MalformedInput,
            "Domain",
            Convention.Resolve(Inputs().Set("Domain", "openid-connect.onelogin.com"))
        );

    [Fact]
    public void Without_an_audience_an_access_token_s_is_the_client_id()
    {
        var inputs = Inputs().Set("Subdomain", "acme");

        Assert.Equal(["client"], Convention.Resolve(inputs).Kind("AccessToken").Policy.Audiences);
        Assert.Equal(
            ["https://api.acme.test"],
            Convention.Resolve(inputs.Set("Audience", "https://api.acme.test")).Kind("AccessToken").Policy.Audiences
        );
        Assert.NotNull(Convention.Resolve(inputs.Set("ClientId", null)).Kind("IdToken").Unavailable);
    }

    private static ProviderInputs Inputs() => new ProviderInputs().Set("ClientId", "client");

    [Fact]
    public void An_overriding_issuer_on_the_vendors_host_ends_in_its_path()
    {
        var inputs = new ProviderInputs().Set("ClientId", "client");

        ProblemAssert.Only(
            ProblemKind.MalformedInput,
            "Issuer",
            new OneLoginConvention().Resolve(inputs.Set("Issuer", "https://acme.onelogin.com"))
        );
        Assert.Empty(
            new OneLoginConvention().Resolve(inputs.Set("Issuer", "https://acme.onelogin.com/oidc/2")).Problems
        );
    }
}
