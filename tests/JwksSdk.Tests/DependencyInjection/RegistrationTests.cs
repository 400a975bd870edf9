using JwksSdk.DependencyInjection;
using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace JwksSdk.Tests.DependencyInjection;

/// <summary>What <c>Add{ClassName}()</c> registers, and what it refuses at start.</summary>
public sealed class RegistrationTests
{
    private readonly TestDeclaration _declaration = new();
    private readonly ServiceCollection _services = TestServices.New();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Everything_a_client_needs_is_registered()
    {
        var builder = _declaration.Add(_services);
        using var provider = Build();

        Assert.NotNull(provider.GetRequiredService<TestClient>());
        Assert.Same(provider.GetRequiredService<TestClient>(), provider.GetRequiredService<TestClient>());
        Assert.Equal("CustomerIdentity", builder.Name);
        Assert.Same(_services, builder.Services);
        Assert.Equal("JwksSdk.CustomerIdentity", builder.HttpClientBuilder.Name);
        Assert.Equal("https://acme.eu.auth0.com/", builder.GetFacts(provider).Issuers.Single().Issuer);
        Assert.Same(TimeProvider.System, provider.GetRequiredService<TimeProvider>());
    }

    [Fact]
    public void Adding_a_declaration_twice_registers_nothing_twice()
    {
        _declaration.Add(_services);
        var once = _services.Count(static service => service.ServiceType.Assembly == typeof(IJwtVerifier).Assembly);
        _declaration.Add(_services);
        var twice = _services.Count(static service => service.ServiceType.Assembly == typeof(IJwtVerifier).Assembly);

        Assert.Equal(once, twice);
        using var provider = Build();
        Assert.Single(provider.GetRequiredService<RouteTable>().Providers);
        Assert.Single(
            provider.GetServices<IValidateOptions<TestOptions>>().OfType<ProviderOptionsValidator<TestOptions>>()
        );
        Assert.Single(provider.GetServices<IHostedService>());
    }

    [Fact]
    public void Configuration_overrides_the_attribute_and_code_overrides_configuration()
    {
        var configuration = Configuration(
            ("Jwks:CustomerIdentity:Domain", "configured.eu.auth0.com"),
            ("Jwks:CustomerIdentity:Audiences:0", "a"),
            ("Jwks:CustomerIdentity:Audiences:1", "b")
        );

        // In this order, to see that it does not matter.
        _declaration.Add(_services, null, static options => options.Domain = "coded.eu.auth0.com");
        _declaration.Add(_services, configuration);
        using var provider = Build();

        var options = provider.GetRequiredService<IOptions<TestOptions>>().Value;
        Assert.Equal("coded.eu.auth0.com", options.Domain);
        Assert.Equal(["a", "b"], options.Audience);
    }

    [Fact]
    public void Without_a_configuration_given_the_one_among_the_services_is_used()
    {
        _services.AddSingleton<IConfiguration>(
            Configuration(("Jwks:CustomerIdentity:Domain", "configured.eu.auth0.com"))
        );
        _declaration.Add(_services);
        using var provider = Build();

        Assert.Equal("configured.eu.auth0.com", provider.GetRequiredService<IOptions<TestOptions>>().Value.Domain);
    }

    [Fact]
    public void A_declaration_without_a_section_reads_no_configuration()
    {
        var declaration = new TestDeclaration("Other", "");
        declaration.Add(_services, Configuration(("Domain", "configured.eu.auth0.com")));
        using var provider = Build();

        Assert.Equal("acme.eu.auth0.com", provider.GetRequiredService<IOptions<TestOptions>>().Value.Domain);
    }

    [Fact]
    public async Task Every_mistake_is_reported_at_start_with_the_key_where_it_can_be_mended()
    {
        var host = Host(
            ("Jwks:CustomerIdentity:Domain", "https://acme.eu.auth0.com"),
            ("Jwks:CustomerIdentity:ClockSkewSeconds", "soon"),
            ("Jwks:CustomerIdentity:JwksUri", "http://acme.test/keys")
        );

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Contains(
            "Jwks:CustomerIdentity:Domain: Domain \"https://acme.eu.auth0.com\" has a scheme; write the host alone.",
            exception.Failures
        );
        Assert.Contains(
            "Jwks:CustomerIdentity:ClockSkewSeconds: ClockSkewSeconds is not a whole number.",
            exception.Failures
        );
        Assert.Contains(
            exception.Failures,
            static failure => failure.StartsWith("Jwks:CustomerIdentity:JwksUri: ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Without_a_host_a_mistake_fails_the_first_use()
    {
        _declaration.Add(_services, null, static options => options.Domain = "not a host");
        using var provider = Build();

        Assert.Throws<OptionsValidationException>(provider.GetRequiredService<TestClient>);
    }

    [Fact]
    public async Task Two_declarations_with_one_issuer_fail_the_start()
    {
        var builder = TestServices.NewHost();
        _declaration.Add(builder.Services);
        new TestDeclaration("Twin", "Jwks:Twin").Add(builder.Services);
        using var host = builder.Build();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Cancellation));

        Assert.Contains("Twin and CustomerIdentity have the same issuer", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(1_048_577)]
    public async Task A_limit_on_tokens_out_of_range_fails_the_start(int length)
    {
        var builder = TestServices.NewHost();
        _declaration.Add(builder.Services);
        builder.Services.Configure<JwtVerifierOptions>(options => options.MaxTokenLength = length);
        using var host = builder.Build();

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Contains("MaxTokenLength", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(29, 30)]
    [InlineData(86_401, 30)]
    [InlineData(600, 0.9)]
    [InlineData(600, 3_601)]
    public void Key_set_options_out_of_range_are_refused(double lifetime, double coolDown)
    {
        _declaration.Add(_services);
        _services.Configure<KeySetOptions>(options =>
        {
            options.Lifetime = TimeSpan.FromSeconds(lifetime);
            options.UnknownKeyCoolDown = TimeSpan.FromSeconds(coolDown);
        });
        using var provider = Build();

        Assert.Throws<OptionsValidationException>(provider.GetRequiredService<KeyStore>);
    }

    [Fact]
    public async Task The_start_fetches_the_keys_in_the_background_and_survives_a_failure()
    {
        var handler = new ScriptedHandler();
        var gate = new TaskCompletionSource<HttpResponseMessage>();
        handler.Answer = (_, _) => gate.Task;
        var builder = TestServices.NewHost();
        _declaration.Add(builder.Services).HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => handler);
        using var host = builder.Build();

        await host.StartAsync(Cancellation);
        await Eventually.TrueAsync(() => handler.Requests.Count == 1);

        Assert.Equal("https://acme.eu.auth0.com/.well-known/jwks.json", handler.Requests.Single());
        gate.SetResult(new HttpResponseMessage(System.Net.HttpStatusCode.NotFound));
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task The_start_fetches_the_keys_of_the_primary_issuer_alone()
    {
        var handler = new ScriptedHandler();
        var builder = TestServices.NewHost();
        _declaration
            .Add(builder.Services, null, static options => options.CustomDomain = "login.acme.com")
            .HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => handler);
        using var host = builder.Build();

        await host.StartAsync(Cancellation);
        await Eventually.TrueAsync(() => handler.Requests.Count > 0);
        await host.StopAsync(Cancellation);

        Assert.Equal(2, host.Services.GetRequiredService<RouteTable>().Providers.Single().Routes.Count);
        Assert.All(
            handler.Requests,
            static uri => Assert.Equal("https://acme.eu.auth0.com/.well-known/jwks.json", uri)
        );
    }

    [Theory]
    [InlineData("AAAA", "cannot be used: Encoding")]
    [InlineData(null, "is for RS256, RS384, RS512, PS256, PS384, PS512, which Algorithms does not accept")]
    public void A_key_given_beforehand_that_cannot_be_used_is_refused_at_start(string? key, string problem)
    {
        key ??= Convert.ToBase64String(KeySets.Rsa.ToSubjectPublicKeyInfo());
        var declaration = new ProviderDeclaration(
            "Fixed",
            "Jwks:Fixed",
            new FixedKeyConvention(key),
            new TokenKind<SampleAccessToken>("AccessToken")
        );
        JwksRegistration.Add<object, TestOptions, FixedKeyConvention>(
            _services,
            declaration,
            static v => v,
            null,
            null
        );
        using var provider = Build();

        var exception = Assert.Throws<OptionsValidationException>(() =>
            provider.GetRequiredService<IOptions<TestOptions>>().Value
        );

        Assert.Contains(
            exception.Failures,
            failure =>
                failure.StartsWith("Jwks:Fixed: the public key given for ", StringComparison.Ordinal)
                && failure.Contains(problem, StringComparison.Ordinal)
        );
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(static v => KeyValuePair.Create(v.Key, (string?)v.Value)))
            .Build();

    private IHost Host(params (string Key, string Value)[] values)
    {
        var builder = TestServices.NewHost();
        _declaration.Add(builder.Services, Configuration(values));
        return builder.Build();
    }

    private ServiceProvider Build() =>
        _services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    /// <summary>A provider whose key is given beforehand and which signs with ES256 alone.</summary>
    private sealed class FixedKeyConvention(string key) : ProviderConvention
    {
        public override string Name => "Fixed";

        public override string DocumentationUri => "https://issuer.test/docs";

        public override JwtAlgorithms SupportedAlgorithms => JwtAlgorithms.ES256;

        public override JwtAlgorithms DefaultAlgorithms => JwtAlgorithms.ES256;

        protected override IReadOnlyList<ProviderInput> OwnInputs =>
            [
                new("Domain", InputForm.Text, "The domain."),
                new("Audience", InputForm.TextList, "The audience.") { Plural = "Audiences" },
            ];

        protected override IEnumerable<string> Issuers(ProviderDraft draft) => ["https://issuer.test/"];

        protected override KeySource Keys(string issuer, ProviderDraft draft) => new StaticKeySource(key);

        protected override IEnumerable<TokenKindFacts> Kinds(ProviderDraft draft) =>
            [
                draft.Kind(
                    "AccessToken",
                    typeof(SampleAccessToken).FullName!,
                    "a token",
                    null,
                    new(JwksSdk.Tokens.AudienceRule.NotUsed)
                ),
            ];
    }

    [Fact]
    public async Task Two_declarations_that_read_one_section_are_refused_when_it_is_there()
    {
        var configuration = Configuration(("Jwks:Identity:ClockSkewSeconds", "5"));
        var builder = TestServices.NewHost();
        new TestDeclaration("Eu.Identity", "Jwks:Identity").Add(builder.Services, configuration);
        JwksRegistration.Add<object, OtherTestOptions, Auth0Convention>(
            builder.Services,
            new TestDeclaration("Us.Identity", "Jwks:Identity").Declaration,
            static verifier => verifier,
            configuration,
            static options => options.Domain = "acme.us.auth0.com"
        );
        using var host = builder.Build();

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(Cancellation));

        Assert.Contains(
            "Us.Identity and Eu.Identity both read Jwks:Identity",
            exception.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Declarations_of_one_class_name_share_no_http_client()
    {
        var eu = new TestDeclaration("Eu.Identity").Add(_services);
        var us = new TestDeclaration("Us.Identity").Add(_services);

        Assert.NotEqual(eu.HttpClientBuilder.Name, us.HttpClientBuilder.Name);
    }

    private sealed class OtherTestOptions : TestOptions;
}
