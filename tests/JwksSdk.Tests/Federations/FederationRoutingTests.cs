using System.Collections.Concurrent;
using JwksSdk.Tests.Support.Leaks;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Federations;

/// <summary>What the compiler knew of the issuers is a guess; what the application says counts.</summary>
public sealed class FederationRoutingTests
{
    private const string Declared = "https://federated.eu.auth0.com/";

    [Fact]
    public async Task An_issuer_that_configuration_replaces_is_refused_and_the_new_one_taken()
    {
        using var world = new FederationWorld(configuration: [("FederatedCustomers:Domain", "elsewhere.eu.auth0.com")]);

        Assert.Equal("UnknownIssuer", await world.WholeAsync(world.Customers.MintAccessToken()));
        Assert.Equal("FederatedCustomersAccessToken", await world.WholeAsync(world.Elsewhere.MintAccessToken()));
        // The further domain is still the attribute's.
        Assert.Equal("FederatedCustomersAccessToken", await world.WholeAsync(world.CustomDomain.MintAccessToken()));
        Assert.DoesNotContain(world.Sent, static uri => uri.Host == "federated.eu.auth0.com");
    }

    [Fact]
    public async Task An_issuer_that_configuration_gives_to_another_member_is_that_members()
    {
        using var world = new FederationWorld(
            configuration:
            [
                ("FederatedCustomers:Issuer", "https://elsewhere.eu.auth0.com/"),
                ("FederatedPartners:Issuer", Declared),
                ("FederatedPartners:JwksUri", "https://partners.federated.test/protocol/keys"),
            ]
        );
        world.Partners.Issuer = Declared;

        Assert.Equal("FederatedPartnersAccessToken", await world.WholeAsync(world.Partners.Mint("AccessToken")));
        Assert.Equal("UnknownKeyId", await world.WholeAsync(world.Customers.MintAccessToken()));
        Assert.Equal("UnknownIssuer", await world.ApiAsync(world.Partners.Mint("AccessToken")));
        Assert.Equal("FederatedCustomersAccessToken", await world.ApiAsync(world.Elsewhere.MintAccessToken()));
    }

    [Fact]
    public async Task An_issuer_that_configuration_gives_to_one_outside_is_unknown()
    {
        using var world = new FederationWorld(
            configuration:
            [
                ("FederatedCustomers:Issuer", "https://elsewhere.eu.auth0.com/"),
                ("FederationOutsiders:Issuer", Declared),
                ("FederationOutsiders:Audience", "api://default"),
                ("FederationOutsiders:JwksUri", "https://outsiders.okta.com/oauth2/default/v1/keys"),
            ]
        );
        world.Outsiders.Issuer = Declared;
        var outside = world.Outsiders.MintAccessToken();

        var own = await world
            .Get<FederationOutsiders>()
            .VerifyAccessTokenAsync(outside, TestContext.Current.CancellationToken);
        Assert.True(own.IsVerified, own.ToString());
        Assert.Equal("UnknownIssuer", await world.WholeAsync(outside));
        Assert.Equal("UnknownIssuer", await world.WholeAsync(world.Customers.MintAccessToken()));
    }

    [Theory]
    [InlineData("https://federated.eu.auth0.com")]
    [InlineData("https://federated.eu.auth0.com//")]
    [InlineData("https://FEDERATED.eu.auth0.com/")]
    [InlineData("http://federated.eu.auth0.com/")]
    [InlineData("https://federated.eu.auth0.co/m")]
    [InlineData("https://login.federated.test")]
    [InlineData("https://partners.federated.test/")]
    [InlineData("")]
    public async Task An_issuer_that_only_resembles_one_is_unknown(string issuer)
    {
        using var world = new FederationWorld();

        var token = world.Customers.MintAccessToken(token => token.Claims["iss"] = issuer);

        Assert.Equal("UnknownIssuer", await world.WholeAsync(token));
        Assert.Empty(world.Sent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tenants_of_a_member_are_taken_and_those_of_others_not_asked_about(bool hasCache)
    {
        const string Listed = "https://elsewhere.eu.auth0.com/";
        var (asked, askedOutside) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        var isTenant = true;
        using var world = new FederationWorld(
            hasCache,
            customers =>
                customers.AddTenants(
                    (issuer, _) => Answer(asked, issuer, isTenant && issuer == Listed),
                    static options => options.ApprovalLifetime = TimeSpan.FromMinutes(1)
                ),
            outsiders => outsiders.AddTenants((issuer, _) => Answer(askedOutside, issuer, true))
        );
        var text = world.Elsewhere.MintAccessToken();

        Assert.Equal("FederatedCustomersAccessToken", await world.WholeAsync(text));
        Assert.Equal("FederatedCustomersAccessToken", await world.ApiAsync(text));
        Assert.Equal([Listed], asked);

        // What another declaration has as its own issuer is nobody's tenant.
        Assert.Equal("UnknownIssuer", await world.WholeAsync(world.Outsiders.MintAccessToken()));
        Assert.Equal([Listed], asked);

        Assert.Equal("UnknownIssuer", await world.WholeAsync(Of(world, "https://nobody.federated.test/")));
        Assert.Equal(2, asked.Count);
        Assert.Empty(askedOutside);

        // A tenant that is one no more takes its known tokens along.
        isTenant = false;
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("UnknownIssuer", await world.WholeAsync(text));
    }

    [Fact]
    public async Task A_listed_tenant_of_a_member_is_taken_without_a_question()
    {
        using var world = new FederationWorld(customers: static customers =>
            customers.AddTenants(static options => options.Issuers.Add("https://elsewhere.eu.auth0.com/"))
        );

        Assert.Equal("FederatedCustomersAccessToken", await world.ApiAsync(world.Elsewhere.MintAccessToken()));
        Assert.Equal("UnknownIssuer", await world.ApiAsync(Of(world, "https://nobody.federated.test/")));
    }

    private static string Of(FederationWorld world, string issuer) =>
        world.Elsewhere.MintAccessToken(token => token.Claims["iss"] = issuer);

    private static ValueTask<bool> Answer(ConcurrentQueue<string> asked, string issuer, bool answer)
    {
        asked.Enqueue(issuer);
        return LeakCapture.Secrets.DeclareOn(new ValueTask<bool>(answer), issuer);
    }
}
