using JwksSdk.Providers;
using static JwksSdk.Tests.Providers.Convention.TemplateConventionTests;

namespace JwksSdk.Tests.Providers.Convention;

/// <summary>An issuer in place of a convention's own never has the keys of another one.</summary>
public sealed class OverriddenIssuerTests
{
    private static readonly TemplateInput Tenant = new("Tenant", InputShape.Name, "The tenant.");

    [Fact]
    public void Keys_below_the_issuer_follow_it()
    {
        var issuer = Resolve("https://{Tenant}.acme.test", "{Issuer}/keys", ("Issuer", "https://localhost:8080/x"));

        Assert.Empty(issuer.Problems);
        Assert.Equal("https://localhost:8080/x/keys", issuer.Facts.Issuers[0].JwksUri);
    }

    [Theory]
    [InlineData("https://acme.test/{Tenant}", "https://acme.test/{Tenant}/keys")]
    [InlineData("https://acme.test/{Tenant}", "https://keys.acme.test")]
    public void Keys_elsewhere_do_not(string issuer, string jwksUri)
    {
        var resolution = Resolve(issuer, jwksUri, ("Issuer", "https://acme.test/b"), ("Tenant", "a"));

        ProblemAssert.Only(ProblemKind.MissingInput, "JwksUri", resolution);
    }

    [Fact]
    public void Keys_elsewhere_are_given_with_the_issuer()
    {
        var resolution = Resolve(
            "https://acme.test/{Tenant}",
            "https://acme.test/{Tenant}/keys",
            ("Issuer", "https://acme.test/b"),
            ("JwksUri", "https://acme.test/b/keys")
        );

        Assert.Empty(resolution.Problems);
        Assert.Equal("https://acme.test/b/keys", resolution.Facts.Issuers[0].JwksUri);
    }

    [Fact]
    public void One_of_the_conventions_own_issuers_keeps_its_keys()
    {
        var resolution = Resolve(
            "https://acme.test/{Tenant}",
            "https://acme.test/{Tenant}/keys",
            ("Issuer", "https://acme.test/a"),
            ("Tenant", "a")
        );

        Assert.Empty(resolution.Problems);
        Assert.Equal("https://acme.test/a/keys", resolution.Facts.Issuers[0].JwksUri);
    }

    [Fact]
    public void The_other_inputs_of_the_address_are_still_needed()
    {
        var resolution = Resolve("https://{Tenant}.acme.test", "{Issuer}/{Tenant}", ("Issuer", "https://localhost"));

        ProblemAssert.Only(ProblemKind.MissingInput, "Tenant", resolution);
        Assert.Null(resolution.Facts.Issuers[0].JwksUri);
    }

    [Theory]
    [InlineData("https://idp.acme.test", "{Issuer}.keys.test/keys")]
    [InlineData("https://idp.acme.test/", "{Issuer}{/Tenant}.keys")]
    public void Keys_that_would_not_be_below_the_issuer_are_refused(string issuer, string jwksUri)
    {
        var problem = Assert.Single(Resolve("https://acme.test", jwksUri, ("Issuer", issuer)).Problems);

        Assert.Equal((ProblemKind.Contradiction, "Issuer"), (problem.Kind, problem.Input));
    }

    [Theory]
    [InlineData("https://idp.acme.test/", "{Issuer}/keys", "https://idp.acme.test/keys")]
    [InlineData("https://idp.acme.test/x", "{Issuer}/keys", "https://idp.acme.test/x/keys")]
    [InlineData("https://idp.acme.test/", "{Issuer}{/Tenant}/keys", "https://idp.acme.test/keys")]
    [InlineData("https://idp.acme.test/", "{Issuer}?keys", "https://idp.acme.test/?keys")]
    [InlineData("https://idp.acme.test/", "{Issuer}", "https://idp.acme.test/")]
    public void Keys_below_an_issuer_follow_it_with_one_slash(string issuer, string jwksUri, string keys)
    {
        var resolution = Resolve("https://acme.test", jwksUri, ("Issuer", issuer));

        Assert.Empty(resolution.Problems);
        Assert.Equal(keys, resolution.Facts.Issuers[0].JwksUri);
    }

    [Fact]
    public void Discovery_follows_the_issuer() =>
        Assert.Equal(
            "https://localhost/x/.well-known/openid-configuration",
            Resolve("https://acme.test", null, ("Issuer", "https://localhost/x")).Facts.Issuers[0].DiscoveryUri
        );

    private static ProviderResolution Resolve(
        string issuer,
        string? jwksUri,
        params (string Name, string Value)[] inputs
    ) =>
        new Templated(
            new ConventionTemplate("Own", issuer)
            {
                JwksUri = jwksUri,
                Inputs = [Tenant],
                Tokens = [new TemplateToken("T", "T", "t") { AnyAudience = true }],
            }
        ).Resolve(inputs.Aggregate(new ProviderInputs(), static (all, one) => all.Set(one.Name, one.Value)));
}
