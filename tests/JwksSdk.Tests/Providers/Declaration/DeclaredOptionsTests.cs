using JwksSdk.Providers;
using JwksSdk.Tests.Federations;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JwksSdk.Tests.Providers.Declaration;

[JwksProvider(
    IdentityProvider.Auth0,
    Domain = "acme.eu.auth0.com",
    Audience = "https://api.acme.com",
    Algorithms = JwtAlgorithms.PS256,
    ClockSkewSeconds = 30,
    Startup = KeyStartup.Required
)]
internal sealed partial class DeclaredIdentity;

[JwksProvider(
    IdentityProvider.Okta,
    Section = "",
    Domain = "acme.okta.com",
    OrgAuthorizationServer = true,
    PrivateNetwork = true,
    ClientId = "0oa1acme"
)]
internal sealed partial class ClosedIdentity;

/// <summary>Emitted options and registrations at work: attribute, then configuration, then code.</summary>
public sealed class DeclaredOptionsTests
{
    [Fact]
    public void The_attribute_gives_the_defaults()
    {
        var inputs = new DeclaredIdentityOptions().ToInputs();

        Assert.Equal(["Algorithms", "Audience", "ClockSkewSeconds", "Domain", "Startup"], inputs.Names);
        Assert.Equal("acme.eu.auth0.com", inputs.Text("Domain"));
        Assert.Equal("PS256", inputs.Text("Algorithms"));
        Assert.Equal("30", inputs.Text("ClockSkewSeconds"));
        Assert.Equal("Required", inputs.Text("Startup"));
        Assert.True(new ClosedIdentityOptions().ToInputs().Flag("PrivateNetwork"));
    }

    [Fact]
    public void Configuration_overrides_the_attribute_in_every_form()
    {
        var options = Resolve<DeclaredIdentityOptions>(
            ("Domain", "acme.us.auth0.com"),
            ("Audiences:0", "one"),
            ("Audiences:1", "two"),
            ("ClientId", "web"),
            ("Algorithms", "rs256, PS256"),
            ("ClockSkewSeconds", "5"),
            ("AllowBoundTokens", "true"),
            ("Startup", "lazy"),
            ("PrivateNetwork", "True")
        );

        Assert.Equal("acme.us.auth0.com", options.Domain);
        Assert.Equal(["one", "two"], options.Audiences);
        Assert.Equal(["web"], options.ClientIds);
        Assert.Equal(JwtAlgorithms.RS256 | JwtAlgorithms.PS256, options.Algorithms);
        Assert.Equal(5, options.ClockSkewSeconds);
        Assert.True(options.AllowBoundTokens);
        Assert.Equal(KeyStartup.Lazy, options.Startup);
        Assert.True(options.PrivateNetwork);
    }

    [Fact]
    public void Code_overrides_configuration()
    {
        var services = TestServices.New();
        var builder = services.AddDeclaredIdentity(
            Root(("Audience", "configured"), ("Startup", "Lazy"), ("PrivateNetwork", "true")),
            static options =>
            {
                options.Audience = "coded";
                options.Startup = KeyStartup.Degraded;
                options.PrivateNetwork = false;
            }
        );
        using var provider = services.BuildServiceProvider();

        Assert.Equal(["coded"], provider.GetRequiredService<IOptions<DeclaredIdentityOptions>>().Value.Audiences);
        Assert.Equal(KeyStartup.Degraded, builder.GetFacts(provider).Startup);
        Assert.False(builder.GetFacts(provider).PrivateNetwork);
    }

    [Fact]
    public void The_single_form_of_a_list_is_its_first_entry()
    {
        var options = new DeclaredIdentityOptions { Audiences = ["one", "two"] };
        Assert.Equal("one", options.Audience);

        options.Audience = "three";
        Assert.Equal(["three"], options.Audiences);

        options.Audience = null;
        Assert.Empty(options.Audiences);
        Assert.False(options.ToInputs().Has("Audience"));
    }

    [Theory]
    [InlineData("Audince", "https://api.acme.com", "Audince is no input")]
    [InlineData("ClockSkewSeconds", "a minute", "not a whole number")]
    [InlineData("ClockSkewSeconds", "301", "not from 0 to 300")]
    [InlineData("AllowBoundTokens", "perhaps", "neither true nor false")]
    [InlineData("Algorithms", "HS256", "not one of")]
    [InlineData("Algorithms", "ES256K", "not one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512.")]
    [InlineData("Algorithms", "EdDSA", "EdDSA cannot be verified: .NET has no Ed25519")]
    [InlineData("Algorithms", "RS256, eddsa", "EdDSA cannot be verified: .NET has no Ed25519")]
    [InlineData("Startup", "eager", "not one of")]
    [InlineData("Startup", "Required, Lazy", "not one of")]
    [InlineData("PrivateNetwork", "10.0.0.0/8", "neither true nor false")]
    [InlineData("Algorithms", "1", "not one of")]
    [InlineData("Audiences", "https://api.acme.com", "Write it under Audience")]
    [InlineData("Audiences:0", "", "Audience is empty")]
    [InlineData("Audiences:0:Name", "https://api.acme.com", "Audience is empty")]
    [InlineData("Domain", "https://acme.eu.auth0.com", "has a scheme")]
    public void A_mistake_in_configuration_is_refused(string key, string value, string reason)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Resolve<DeclaredIdentityOptions>((key, value)));

        Assert.Contains(reason, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_are_compared_without_regard_to_case() =>
        Assert.Equal("acme.us.auth0.com", Resolve<DeclaredIdentityOptions>(("DOMAIN", "acme.us.auth0.com")).Domain);

    [Fact]
    public void An_input_of_the_attribute_alone_is_fixed()
    {
        Assert.Null(typeof(ClosedIdentityOptions).GetProperty("OrgAuthorizationServer"));
        Assert.True(new ClosedIdentityOptions().ToInputs().Flag("OrgAuthorizationServer"));
        Assert.Equal("https://acme.okta.com", ClosedIdentity.Issuer);
    }

    [Fact]
    public void Constants_are_what_the_convention_makes_of_the_options()
    {
        var facts = DeclaredIdentity.Declaration.Convention.Resolve(new DeclaredIdentityOptions().ToInputs()).Facts;

        var issuer = Assert.Single(facts.Issuers);
        Assert.Equal(DeclaredIdentity.Issuer, issuer.Issuer);
        Assert.Equal(DeclaredIdentity.JwksUri, issuer.JwksUri);
        Assert.Equal(DeclaredIdentity.DiscoveryUri, issuer.DiscoveryUri);
    }

    [Fact]
    public void All_declarations_of_the_assembly_are_added_once()
    {
        using var provider = TestServices
            .New()
            .AddJwksProviders(Root())
            .AddJwksProviders(Root())
            .BuildServiceProvider();

        Assert.Same(
            provider.GetRequiredService<DeclaredIdentity>(),
            Assert.Single(provider.GetServices<DeclaredIdentity>())
        );
        Assert.NotNull(provider.GetRequiredService<ClosedIdentity>());
    }

    [Fact]
    public async Task The_client_hands_tokens_to_the_verifier()
    {
        using var provider = TestServices.New().AddJwksProviders(Root()).BuildServiceProvider();

        var result = await provider
            .GetRequiredService<DeclaredIdentity>()
            .VerifyAccessTokenAsync("", TestContext.Current.CancellationToken);

        Assert.Equal(JwtErrorCode.TokenEmpty, result.Error.Code);
    }

    private static TOptions Resolve<TOptions>(params (string Key, string Value)[] section)
        where TOptions : ProviderOptions
    {
        using var provider = TestServices.New().AddJwksProviders(Root(section)).BuildServiceProvider();
        return provider.GetRequiredService<IOptions<TOptions>>().Value;
    }

    private static IConfiguration Root(params (string Key, string Value)[] section) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(FederationWorld.Necessary)
            .AddInMemoryCollection(
                section.Select(static each =>
                    KeyValuePair.Create<string, string?>($"Jwks:DeclaredIdentity:{each.Key}", each.Value)
                )
            )
            .Build();
}
