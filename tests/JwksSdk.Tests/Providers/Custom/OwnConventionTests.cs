using JwksSdk.Providers;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JwksSdk.Tests.Providers.Custom;

/// <summary>
/// A convention of this assembly over typed tokens that the library ships, with keys that are discovered, and a requirement
/// under a name of its own.
/// </summary>
[JwksConvention("https://{Domain}")]
[JwksConventionInput("Domain", InputShape.Host, "The host.")]
[JwksConventionInput(
    "Duty",
    InputShape.Text,
    "What a token must be good for.",
    Plural = "Duties",
    Grant = JwtGrant.Scope
)]
[JwksConventionToken<OpenIdConnectAccessToken>(
    "AccessToken",
    "an access token",
    Audience = "Audience",
    Requires = ["scope=Duty"]
)]
[JwksConventionToken<OpenIdConnectIdToken>("IdToken", "an ID token", Audience = "ClientId")]
internal sealed partial class OwnConvention
{
    /// <summary>What the compiler does not need is overridden in code.</summary>
    public override KeyIdShape KeyIds { get; } = new(KeyIdAlphabet.Base64Url, 4, 32, "RS256-");
}

[JwksProvider<OwnConvention>(
    Domain = "own.acme.test",
    Audience = "https://api.acme.test",
    ClientId = "acme-web",
    Startup = KeyStartup.Lazy
)]
[JwksInput("Duties", "orders.read", "openid")]
internal sealed partial class OwnIdentity;

public sealed class OwnConventionTests
{
    private static readonly ManualTimeProvider Clock = new();
    private readonly FakeOpenIdConnect _fake = new("own.acme.test", clock: Clock);

    [Fact]
    public async Task A_kind_that_cannot_answer_a_requirement_is_taken_by_its_own_method_alone()
    {
        await using var services = Services();
        var client = services.GetRequiredService<OwnIdentity>();
        var verifier = services.GetRequiredService<IJwtVerifier>();
        var (access, id) = (_fake.MintAccessToken(), _fake.MintIdToken());
        var cancellation = TestContext.Current.CancellationToken;

        Assert.True((await verifier.VerifyAsync(access, cancellation)).IsVerified);
        Assert.True((await client.VerifyIdTokenAsync(id, cancellation)).IsVerified);
        var refused = (await verifier.VerifyAsync(id, cancellation)).Error;
        Assert.Equal(new JwtError(JwtErrorCode.ScopeMissing), refused);
        Assert.Equal(403, JwtErrors.For(refused.Code).HttpStatusCode);
        Assert.Equal(refused, (await verifier.ExplainAsync(id, cancellation)).Error);
        Assert.Equal(
            new JwtError(JwtErrorCode.ScopeMissing, "scope"),
            (await client.VerifyAccessTokenAsync(Without("orders.read"), cancellation)).Error
        );
    }

    [Fact]
    public async Task Its_keys_are_discovered_and_seen_from_outside_as_any_other()
    {
        await using var services = Services();
        var client = services.GetRequiredService<OwnIdentity>();

        var token = await client.VerifyAccessTokenAsync(_fake.MintAccessToken(), TestContext.Current.CancellationToken);

        Assert.True(token.IsVerified);
        Assert.Equal((1, 1), (_fake.DiscoveryRequests, _fake.KeySetRequests));
        Assert.Equal("https://own.acme.test", Assert.Single(services.GetRequiredService<IKeySets>().All).Issuer);
        var health = await services
            .GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Healthy, Assert.Single(health.Entries).Value.Status);
    }

    [Fact]
    public void What_is_overridden_in_code_counts()
    {
        using var services = Services(out var builder);

        Assert.Equal(["RS256-"], builder.GetFacts(services).KeyIds.Prefixes);
    }

    private string Without(string scope) =>
        _fake.MintAccessToken(token =>
            token.Claims["scope"] = $"{token.Claims["scope"]}".Replace(scope, "", StringComparison.Ordinal).Trim()
        );

    private ServiceProvider Services() => Services(out _);

    private ServiceProvider Services(out IJwksProviderBuilder builder)
    {
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddHealthChecks().AddJwksKeySets();
        builder = services.AddOwnIdentity().UseFake(_fake);
        return services.BuildServiceProvider();
    }
}
