using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Tests.Providers.Contract;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Tenants;

/// <summary>Which issuers can be tenants at all, before anyone is asked, and where their keys are.</summary>
public sealed class TenantIssuerTests
{
    private static readonly Dictionary<string, ProviderFixture> Fixtures = new ProviderFixture[]
    {
        Auth0Fixture.Instance,
        ClerkFixture.Instance,
        CognitoFixture.Instance,
        OktaFixture.Instance,
        OneLoginFixture.Instance,
        OpenIdConnectFixture.Instance,
        SuperTokensFixture.Instance,
    }.ToDictionary(static fixture => fixture.Convention.Name);

    public static TheoryData<string> Providers => [.. Fixtures.Keys];

    [Theory]
    [InlineData("http://t.tenants.test/")]
    [InlineData("ftp://t.tenants.test/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("t.tenants.test")]
    [InlineData("//t.tenants.test/")]
    [InlineData("https://user@t.tenants.test/")]
    [InlineData("https://user:word@t.tenants.test/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://127.1/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://localhost/")]
    [InlineData("http://localhost/")]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://[::1]/")]
    [InlineData("https://internal/")]
    [InlineData("https://T.tenants.test/")]
    [InlineData("HTTPS://t.tenants.test/")]
    [InlineData("https://t.tenants.test:443/")]
    [InlineData("https://t.tenants.test/#x")]
    [InlineData("https://t.tenants.test/?x=/")]
    [InlineData("https://t.tenants.test/a/../")]
    [InlineData("https://t.tenants.test/%2e%2e/")]
    [InlineData("https://t.tenants.test\\\\@evil.test/")]
    [InlineData("https://t.tenants.test /")]
    [InlineData("https://t\\u00e9nants.test/")]
    [InlineData("https://{yourDomain}/")]
    [InlineData("https://YOUR_DOMAIN/")]
    [InlineData("https://acme.auth0.com")]
    [InlineData("https:t.tenants.test/")]
    [InlineData("https:///t.tenants.test/")]
    [InlineData("")]
    public async Task An_issuer_that_no_tenant_can_have_is_refused_before_the_resolver_is_asked(string issuer)
    {
        await using var world = new TenantWorld { IsTenant = static (_, _) => new(true) };

        Assert.Equal(JwtErrorCode.UnknownIssuer, await world.VerifyAsync(issuer));

        Assert.Empty(world.Questions);
        Assert.Empty(world.Handler.Requests);
        Assert.Equal(0, world.Directory.Count);
    }

    [Theory]
    [InlineData("https://t.tenants.test/")]
    [InlineData("https://t.tenants.test")]
    [InlineData("https://t.tenants.test:8443/auth/")]
    [InlineData("https://xn--tnants-bva.test/")]
    public async Task An_issuer_that_a_tenant_can_have_is_asked_about_as_it_stands(string issuer)
    {
        await using var world = new TenantWorld();

        Assert.Equal(JwtErrorCode.UnknownIssuer, await world.VerifyAsync(issuer));

        Assert.Equal([issuer], world.Questions);
    }

    [Fact]
    public void An_issuer_on_this_machine_is_one_only_where_the_declared_one_is_too()
    {
        Assert.Null(Of(new Auth0Convention(), Auth0Fixture.Instance.Inputs()).Unverified("http://localhost:5001/"));
        var inputs = Auth0Fixture.Instance.Inputs().Set("Issuer", "http://localhost:5000/");
        Assert.NotNull(Of(new Auth0Convention(), inputs).Unverified("http://localhost:5001/"));
        Assert.Null(Of(new Auth0Convention(), inputs).Unverified("http://10.0.0.1:5001/"));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_provider_has_the_keys_of_a_tenant_where_its_convention_puts_them(string name)
    {
        var fixture = Fixtures[name];
        var convention = Of(fixture.Convention, fixture.Inputs());
        var own = fixture.Issuers[0];
        var host = new Uri(own).Host;
        var suffix = string.Join('.', host.Split('.')[1..]);
        var issuer = own.Replace(host, "other." + suffix, StringComparison.Ordinal);

        var facts = convention.Unverified(issuer)!;

        Assert.Equal(issuer, facts.Issuer);
        Assert.Equal(fixture.JwksUris[0]?.Replace(host, "other." + suffix, StringComparison.Ordinal), facts.JwksUri);
    }

    [Fact]
    public void The_declared_address_of_keys_is_not_a_tenants()
    {
        var inputs = Auth0Fixture.Instance.Inputs().Set("JwksUri", "https://keys.test/jwks.json");

        var facts = Of(new Auth0Convention(), inputs).Unverified("https://t.tenants.test/");

        Assert.Equal("https://t.tenants.test/.well-known/jwks.json", facts!.JwksUri);
        Assert.Equal("https://keys.test/jwks.json", inputs.Text("JwksUri"));
    }

    [Fact]
    public void A_declaration_whose_keys_do_not_follow_from_its_issuer_cannot_have_tenants()
    {
        var backend = ClerkFixture
            .Instance.Inputs()
            .Set("KeySource", "BackendApi")
            .Set("SecretKey", "sk_test_0000000000000000");
        var key = Convert.ToBase64String(KeySets.Rsa.ToSubjectPublicKeyInfo());
        var given = ClerkFixture.Instance.Inputs().Set("JwtKey", key);

        foreach (var inputs in new[] { backend, given })
        {
            var exception = Assert.Throws<InvalidOperationException>(() => Of(new ClerkConvention(), inputs));
            Assert.Contains("would not be its own", exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("sk_test_", exception.Message, StringComparison.Ordinal);
        }
    }

    private static TenantConvention Of(ProviderConvention convention, ProviderInputs inputs)
    {
        var resolution = convention.Resolve(inputs);
        Assert.Empty(resolution.Problems);
        var declaration = new ProviderDeclaration("Sample", "", convention);
        return new TenantConvention(new RoutedProvider(declaration, resolution.Facts) { Inputs = inputs });
    }
}
