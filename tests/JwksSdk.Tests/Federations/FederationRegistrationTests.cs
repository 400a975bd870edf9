using JwksSdk.DependencyInjection;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Federations;

/// <summary>What adding a federation adds, and what fails the start.</summary>
public sealed class FederationRegistrationTests
{
    private readonly IConfiguration _root = new ConfigurationBuilder()
        .AddInMemoryCollection(FederationWorld.Necessary)
        .Build();

    private readonly ServiceCollection _services = TestServices.New();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_federation_brings_its_members()
    {
        _services.AddWholeFederation(_root);
        using var provider = _services.BuildServiceProvider();

        Assert.NotNull(provider.GetRequiredService<WholeFederation>());
        Assert.NotNull(provider.GetRequiredService<FederatedPartners>());
        Assert.Equal(
            [nameof(FederatedCustomers), nameof(FederatedStaff), nameof(FederatedPartners)],
            provider
                .GetRequiredService<RouteTable>()
                .Providers.Select(static each => each.Declaration.Name.Split('.')[^1])
        );
    }

    [Fact]
    public void Without_a_configuration_given_the_one_among_the_services_is_used()
    {
        _services.AddSingleton(_root).AddWholeFederation();
        using var provider = _services.BuildServiceProvider();

        Assert.NotNull(provider.GetRequiredService<WholeFederation>());
    }

    [Fact]
    public void Adding_a_federation_twice_adds_nothing_twice()
    {
        _services.AddWholeFederation(_root);
        var once = OfJwksSdk();
        _services.AddWholeFederation(_root);

        Assert.Equal(once, OfJwksSdk());
        _services.AddApiFederation(_root);
        using var provider = _services.BuildServiceProvider();
        Assert.Equal(2, provider.GetServices<FederationDeclaration>().Count());
        Assert.Single(provider.GetServices<WholeFederation>());

        int OfJwksSdk() =>
            _services.Count(static service => service.ServiceType.Assembly == typeof(IJwtVerifier).Assembly);
    }

    [Fact]
    public void A_member_that_was_added_before_keeps_what_was_said_of_it()
    {
        _services.AddFederatedCustomers(static options => options.Domain = "coded.eu.auth0.com");
        _services.AddWholeFederation(_root);
        var options = _services.Count(static service =>
            service.ServiceType == typeof(Microsoft.Extensions.Options.IConfigureOptions<FederatedCustomersOptions>)
        );
        using var provider = _services.BuildServiceProvider();

        Assert.Equal(1, options);
        Assert.Equal(
            "https://coded.eu.auth0.com/",
            provider.GetRequiredService<RouteTable>().Find(FederatedCustomers.Declaration)!.Facts.Issuers[0].Issuer
        );
    }

    [Fact]
    public async Task All_of_an_assembly_are_added_with_its_federations()
    {
        using var provider = _services.AddJwksProviders(_root).AddJwksProviders(_root).BuildServiceProvider();

        var result = await provider.GetRequiredService<ApiFederation>().VerifyAsync("", Cancellation);

        Assert.Equal(JwtErrorCode.TokenEmpty, result.Error.Code);
        Assert.Single(provider.GetServices<ApiFederation>());
    }

    [Fact]
    public async Task A_member_that_is_not_registered_fails_the_start()
    {
        var builder = TestServices.NewHost();
        builder.Services.AddFederatedCustomers(_root);
        JwksRegistration.AddFederation(
            builder.Services,
            ApiFederation.Federation,
            static verifier => new ApiFederation(verifier)
        );
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Cancellation));

        Assert.Equal(
            "JwksSdk.Tests.Federations.FederatedStaff, a member of JwksSdk.Tests.Federations.ApiFederation, is not registered: call services.AddFederatedStaff().",
            error.Message
        );
    }

    [Fact]
    public async Task A_federation_that_is_not_registered_is_misuse()
    {
        _services.AddFederatedCustomers(_root);
        using var provider = _services.BuildServiceProvider();
        var verifier = provider.GetRequiredService<IJwtVerifier>();
        var federation = new ApiFederation(verifier);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await federation.VerifyAsync("a.b.c", Cancellation)
        );
        Assert.Contains("call services.AddApiFederation()", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await federation.ExplainAsync("a.b.c", Cancellation)
        );
        await Assert.ThrowsAsync<ArgumentNullException>(async () =>
            await verifier.VerifyAsync((FederationDeclaration<ApiFederationToken>)null!, "a.b.c", Cancellation)
        );
        await Assert.ThrowsAsync<ArgumentNullException>(async () =>
            await verifier.ExplainAsync((FederationDeclaration)null!, "a.b.c", Cancellation)
        );
        await Assert.ThrowsAsync<ArgumentNullException>(async () =>
            await ((IJwtVerifier)null!).VerifyOrThrowAsync(ApiFederation.Federation, "a.b.c", Cancellation)
        );
    }

    /// <summary>An assembly of its own may have been compiled with a later version, whose kinds are others.</summary>
    [Theory]
    [InlineData("RefreshToken")]
    [InlineData("IdToken")]
    public void A_kind_that_a_member_does_not_have_is_refused(string kind)
    {
        var error = Assert.Throws<ArgumentException>(() =>
            new FederationCase<ApiFederationToken, CognitoAccessToken>(
                FederatedStaff.Declaration,
                kind,
                static token => new ApiFederationToken.FederatedStaffAccessToken(token)
            )
        );

        Assert.Contains($"has no kind {kind} that is read as CognitoAccessToken", error.Message);
    }
}
