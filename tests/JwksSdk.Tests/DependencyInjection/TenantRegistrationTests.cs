using JwksSdk.DependencyInjection;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using JwksSdk.Tests.Support.Leaks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static JwksSdk.IdentityProvider;

namespace JwksSdk.Tests.DependencyInjection;

[JwksProvider(Okta, Domain = "acme.okta.com", ClientId = "0oaacme0000000001", Section = "")]
internal sealed partial class OrgIdentity;

[JwksProvider(Auth0, Domain = "acme-dev.eu.auth0.com", Audience = "https://api.acme.test/", Section = "")]
internal sealed partial class SpaceIdentity;

/// <summary>What <c>AddTenants</c> registers and refuses, and tenants of generated clients from token to typed token.</summary>
public sealed class TenantRegistrationTests
{
    private static readonly string Issuer = TenantWorld.IssuerOf(0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Organizations_and_custom_domains_verify_through_their_generated_clients()
    {
        var services = TestServices.New();
        FakeOkta[] orgs = [new("acme.okta.com"), new("one.okta.com"), new("login.two.test")];
        FakeAuth0[] spaces = [new("acme-dev.eu.auth0.com"), new("id.one.test"), new("id.two.test")];
        using var network = new Network([.. orgs, .. spaces]);
        services.AddSingleton<Directory>();
        services
            .AddOrgIdentity()
            .AddTenants<DirectoryResolver>()
            .HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => network);
        services
            .AddSpaceIdentity()
            .AddTenants(static options => options.Issuers.UnionWith(["https://id.one.test/", "https://id.two.test/"]))
            .HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => network);
        await using var provider = services.BuildServiceProvider();
        var verifier = provider.GetRequiredService<IJwtVerifier>();

        foreach (var org in orgs)
        {
            var token = org.MintAccessToken();
            var typed = await provider.GetRequiredService<OrgIdentity>().VerifyAccessTokenAsync(token, Cancellation);
            var any = await verifier.VerifyAsync(token, Cancellation);
            var id = await provider
                .GetRequiredService<OrgIdentity>()
                .VerifyIdTokenAsync(org.MintIdToken(), Cancellation);
            Assert.Equal(org.Issuer, Verified(typed).Issuer);
            Assert.IsType<OktaAccessToken>(Verified(any));
            Assert.Equal(org.Issuer, Verified(id).Issuer);
        }

        foreach (var space in spaces)
        {
            var token = space.MintAccessToken();
            var typed = await provider.GetRequiredService<SpaceIdentity>().VerifyAccessTokenAsync(token, Cancellation);
            var any = await verifier.VerifyAsync(token, Cancellation);
            var other = await provider.GetRequiredService<OrgIdentity>().VerifyAccessTokenAsync(token, Cancellation);
            Assert.Equal(space.Issuer, Verified(typed).Issuer);
            Assert.IsType<Auth0AccessToken>(Verified(any));
            Assert.Equal(JwtErrorCode.UnknownIssuer, other.Error.Code);
        }

        FakeIdentityProvider[] all = [.. orgs, .. spaces];
        Assert.All(all, static fake => Assert.Equal(1, fake.KeySetRequests));
        var wrong = await verifier.VerifyAsync(
            orgs[1].MintAccessToken(static token => token.Claims["aud"] = "api://other"),
            Cancellation
        );
        Assert.Equal(JwtErrorCode.AudienceMismatch, wrong.Error.Code);
        Assert.Equal(
            JwtErrorCode.UnknownIssuer,
            (await verifier.VerifyAsync(new FakeOkta("three.okta.com").MintAccessToken(), Cancellation)).Error.Code
        );
    }

    [Fact]
    public async Task Calls_add_up_and_the_later_one_overrides()
    {
        await using var world = new TenantWorld(
            hasResolver: false,
            static options =>
            {
                options.Issuers.Add(TenantWorld.IssuerOf(1));
                options.MaxTenants = 7;
            }
        );
        world.Declaration.Add(world.Services);
        world.Builder.AddTenants(static options =>
        {
            options.Issuers.Add(TenantWorld.IssuerOf(2));
            options.MaxTenants = 8;
        });

        var options = world.Provider.GetRequiredService<IOptionsMonitor<TenantOptions>>().Get(world.Builder.Name);

        Assert.Equal([TenantWorld.IssuerOf(1), TenantWorld.IssuerOf(2)], options.Issuers.Order(StringComparer.Ordinal));
        Assert.Equal(8, options.MaxTenants);
        Assert.Single(world.Store.Directories);
        Assert.Single(world.Provider.GetServices<IValidateOptions<TenantOptions>>().OfType<TenantOptionsValidator>());
    }

    [Fact]
    public async Task Nothing_changes_for_a_declaration_without_tenants()
    {
        await using var world = new TenantWorld(hasResolver: false);

        Assert.Empty(world.Store.Directories);
        Assert.Equal(JwtErrorCode.UnknownIssuer, await world.VerifyAnyAsync(Issuer));
    }

    [Fact]
    public async Task A_second_resolver_of_one_declaration_is_refused()
    {
        await using var world = new TenantWorld();
        var builder = world.Declaration.Add(world.Services);

        Assert.Throws<InvalidOperationException>(() => builder.AddTenants(static (_, _) => new(true)));
        Assert.Throws<InvalidOperationException>(() => builder.AddTenants<DirectoryResolver>());
    }

    [Fact]
    public async Task Tenants_that_nobody_approves_fail_the_start() =>
        Assert.Contains(
            "needs Issuers, a resolver, or both",
            await StartAsync(static _ => { }),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("http://tenant.test/", "is plain http")]
    [InlineData("https://user@tenant.test/", "The issuer cannot be a tenant of ")]
    [InlineData("https://{yourDomain}/", "placeholder")]
    [InlineData("https://acme.auth0.com", "lacks the slash at its end")]
    [InlineData("", "is empty")]
    [InlineData("https://acme.okta.com/oauth2/default", "both have the issuer")]
    public async Task An_issuer_that_cannot_be_a_tenant_fails_the_start(string issuer, string reason) =>
        Assert.Contains(reason, await StartAsync(options => options.Issuers.Add(issuer)), StringComparison.Ordinal);

    [Fact]
    public async Task An_issuer_that_no_token_may_name_fails_the_start()
    {
        var longest = "https://tenant.test/" + new string('i', 492);

        Assert.Equal("", await StartAsync(options => options.Issuers.Add(longest)));
        Assert.Contains(
            "longer than 512",
            await StartAsync(options => options.Issuers.Add(longest + "i")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_tenant_of_two_declarations_fails_the_start() =>
        Assert.Contains(
            "both have the issuer " + Issuer,
            await StartAsync(
                static options => options.Issuers.Add(Issuer),
                static options => options.Issuers.Add(Issuer)
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task An_issuer_of_the_declaration_itself_may_be_on_its_list() =>
        Assert.Equal("", await StartAsync(static options => options.Issuers.Add("https://acme-dev.eu.auth0.com/")));

    [Fact]
    public async Task Values_beyond_their_limits_fail_the_start()
    {
        Action<TenantOptions>[] changes =
        [
            static options => options.MaxTenants = 0,
            static options => options.MaxTenants = 1_000_001,
            static options => options.ApprovalLifetime = TimeSpan.FromMilliseconds(999),
            static options => options.ApprovalLifetime = TimeSpan.FromHours(25),
            static options => options.RefusalLifetime = TimeSpan.Zero,
            static options => options.RefusalLifetime = TimeSpan.FromHours(2),
        ];
        foreach (var change in changes)
        {
            Assert.Contains("TenantOptions.", await StartAsync(Listed + change), StringComparison.Ordinal);
        }

        Assert.Equal("", await StartAsync(Listed));

        static void Listed(TenantOptions options) => options.Issuers.Add(Issuer);
    }

    private static TToken Verified<TToken>(JwtResult<TToken> result)
        where TToken : JwtToken
    {
        Assert.True(result.TryGetToken(out var token), result.ToString());
        return token;
    }

    /// <summary>Starts a host with tenants of one declaration, or of two; what keeps it from starting, or nothing.</summary>
    private static async Task<string> StartAsync(
        Action<TenantOptions> configure,
        Action<TenantOptions>? configureOther = null
    )
    {
        var builder = TestServices.NewHost();
        using var network = new Network([]);
        builder
            .Services.AddSpaceIdentity()
            .AddTenants(configure)
            .HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => network);
        var other = builder.Services.AddOrgIdentity();
        other.HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => network);
        if (configureOther is not null)
        {
            other.AddTenants(configureOther);
        }

        using var host = builder.Build();
        var exception = await Record.ExceptionAsync(() => host.StartAsync(Cancellation));
        return exception?.Message ?? "";
    }

    private sealed class Directory
    {
        public IReadOnlyCollection<string> Customers { get; } =
        ["https://one.okta.com/oauth2/default", "https://login.two.test/oauth2/default"];
    }

    private sealed class DirectoryResolver(Directory directory) : ITenantResolver
    {
        public ValueTask<bool> IsTenantAsync(string issuer, CancellationToken cancellationToken) =>
            LeakCapture.Secrets.DeclareOn(new(directory.Customers.Contains(issuer)), issuer);
    }

    /// <summary>Leads each request to the fake of its host.</summary>
    private sealed class Network(IReadOnlyList<FakeIdentityProvider> fakes) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var authority = request.RequestUri!.GetLeftPart(UriPartial.Authority);
            return fakes.SingleOrDefault(fake => fake.BaseAddress == authority) is { } fake
                ? new HttpMessageInvoker(fake.CreateHandler()).SendAsync(request, cancellationToken)
                : throw new HttpRequestException(HttpRequestError.NameResolutionError);
        }
    }
}
