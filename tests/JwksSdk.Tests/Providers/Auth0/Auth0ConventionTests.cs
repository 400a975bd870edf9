using JwksSdk.Providers;

namespace JwksSdk.Tests.Providers.Auth0;

public sealed class Auth0ConventionTests
{
    private static readonly Auth0Convention Convention = new();

    [Theory]
    [InlineData("acme.eu.auth0.com", "https://acme.eu.auth0.com/")]
    [InlineData("acme.auth0.com", "https://acme.auth0.com/")]
    [InlineData("Login.Acme.COM", "https://login.acme.com/")]
    public void The_issuer_is_the_domain_with_a_last_slash(string domain, string issuer) =>
        ProblemAssert.Addresses(
            Convention.Resolve(Inputs().Set("Domain", domain)),
            (issuer, issuer + ".well-known/jwks.json")
        );

    [Fact]
    public void A_custom_domain_is_an_issuer_with_keys_of_its_own() =>
        ProblemAssert.Addresses(
            Convention.Resolve(Inputs().Set("CustomDomain", "login.acme.com", "login.acme.org")),
            ("https://acme.eu.auth0.com/", "https://acme.eu.auth0.com/.well-known/jwks.json"),
            ("https://login.acme.com/", "https://login.acme.com/.well-known/jwks.json"),
            ("https://login.acme.org/", "https://login.acme.org/.well-known/jwks.json")
        );

    [Theory]
    [InlineData("https://acme.eu.auth0.com", "scheme")]
    [InlineData("acme.eu.auth0.com/", "path")]
    [InlineData("acme.eu.auth0.com:8443", "port")]
    [InlineData("user@acme.eu.auth0.com", "user information")]
    [InlineData("acme", "not a host name")]
    [InlineData("acme..auth0.com", "not a host name")]
    [InlineData("-acme.auth0.com", "not a host name")]
    public void A_domain_is_a_plain_host_name(string domain, string reason) =>
        Assert.Contains(
            reason,
            ProblemAssert.Only(
                ProblemKind.MalformedInput,
                "Domain",
                Convention.Resolve(Inputs().Set("Domain", domain))
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_audience_that_is_a_client_too_is_a_contradiction() =>
        ProblemAssert.Only(
            ProblemKind.Contradiction,
            "Audience",
            Convention.Resolve(Inputs().Set("ClientId", "https://api.acme.test/"))
        );

    [Fact]
    public void An_organization_is_given_by_its_id() =>
        ProblemAssert.Only(
            ProblemKind.MalformedInput,
            "Organization",
            Convention.Resolve(Inputs().Set("Organization", "acme"))
        );

    [Fact]
    public void One_key_address_for_several_issuers_is_a_contradiction() =>
        ProblemAssert.Only(
            ProblemKind.Contradiction,
            "JwksUri",
            Convention.Resolve(
                Inputs().Set("CustomDomain", "login.acme.com").Set("JwksUri", "https://login.acme.com/keys")
            )
        );

    [Fact]
    public void PS256_can_be_asked_for_and_ES256_cannot()
    {
        var chosen = Convention.Resolve(Inputs().Set("Algorithms", "RS256, PS256"));
        Assert.Empty(chosen.Problems);
        Assert.Equal(JwtAlgorithms.RS256 | JwtAlgorithms.PS256, chosen.Facts.Algorithms);

        ProblemAssert.Only(
            ProblemKind.AlgorithmNotUsed,
            "Algorithms",
            Convention.Resolve(Inputs().Set("Algorithms", "ES256"))
        );
    }

    [Fact]
    public void Without_audience_and_client_no_kind_can_be_verified() =>
        ProblemAssert.Only(
            ProblemKind.MissingInput,
            "Domain",
            Convention.Resolve(new ProviderInputs().Set("Domain", "acme.eu.auth0.com"))
        );

    private static ProviderInputs Inputs() =>
        new ProviderInputs().Set("Domain", "acme.eu.auth0.com").Set("Audience", "https://api.acme.test/");

    [Fact]
    public void An_overriding_issuer_on_the_vendors_host_needs_its_slash()
    {
        var inputs = new ProviderInputs().Set("Audience", "https://api.acme.test/");

        ProblemAssert.Only(
            ProblemKind.MalformedInput,
            "Issuer",
            new Auth0Convention().Resolve(inputs.Set("Issuer", "https://acme.eu.auth0.com"))
        );
        Assert.Empty(new Auth0Convention().Resolve(inputs.Set("Issuer", "https://acme.eu.auth0.com/")).Problems);
        Assert.Empty(new Auth0Convention().Resolve(inputs.Set("Issuer", "http://localhost:5000")).Problems);
    }
}
