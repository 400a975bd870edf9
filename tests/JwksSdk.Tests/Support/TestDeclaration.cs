using JwksSdk.DependencyInjection;
using JwksSdk.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Support;

/// <summary>What the generator emits for a declaration, by hand, so that registration is tested without it.</summary>
internal class TestOptions : ProviderOptions
{
    public string? Issuer { get; set; }

    public string? JwksUri { get; set; }

    public KeyStartup? Startup { get; set; }

    public string? Domain { get; set; } = "acme.eu.auth0.com";

    public string[] Audience { get; set; } = ["https://api.acme.test/"];

    public string[] ClientId { get; set; } = [];

    public string? CustomDomain { get; set; }

    public string[] CustomDomains { get; set; } = [];

    public JwtAlgorithms? Algorithms { get; set; }

    public string[] RequiredScopes { get; set; } = [];

    public string[] Organizations { get; set; } = [];

    public int? ClockSkewSeconds { get; set; }

    public bool PrivateNetwork { get; set; }

    public override void Bind(IConfigurationSection section)
    {
        Issuer = BindText(section, "Issuer", Issuer);
        JwksUri = BindText(section, "JwksUri", JwksUri);
        Domain = BindText(section, "Domain", Domain);
        Audience = BindList(section, "Audience", "Audiences", Audience);
        ClockSkewSeconds = BindNumber(section, "ClockSkewSeconds", ClockSkewSeconds);
        PrivateNetwork = BindFlag(section, "PrivateNetwork", PrivateNetwork);
    }

    public override ProviderInputs ToInputs() =>
        new ProviderInputs()
            .SetText("Startup", Startup?.ToString())
            .SetText("Issuer", Issuer)
            .SetText("JwksUri", JwksUri)
            .SetText("Domain", Domain)
            .Set("CustomDomain", CustomDomain is null ? Given(CustomDomains) : [CustomDomain])
            .SetText("Algorithms", Algorithms?.ToString())
            .Set("RequiredScope", Given(RequiredScopes))
            .Set("Organization", Given(Organizations))
            .Set("Audience", Audience)
            .Set("ClientId", Given(ClientId))
            .SetText("ClockSkewSeconds", ClockSkewSeconds?.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .SetText("PrivateNetwork", PrivateNetwork ? "true" : null);

    private static string[]? Given(string[] values) => values.Length == 0 ? null : values;
}

/// <inheritdoc cref="TestOptions" />
internal sealed class TestClient(TestDeclaration declaration, IJwtVerifier verifier)
{
    public ValueTask<JwtResult<Auth0AccessToken>> VerifyAsync(string token) =>
        verifier.VerifyAsync<Auth0AccessToken>(declaration.AccessToken, token, TestContext.Current.CancellationToken);
}

/// <inheritdoc cref="TestOptions" />
internal sealed class TestDeclaration
{
    public TestDeclaration(string name = "CustomerIdentity", string section = "Jwks:CustomerIdentity") =>
        Declaration = new ProviderDeclaration(name, section, new Auth0Convention(), AccessToken, IdToken);

    public ProviderDeclaration Declaration { get; }

    public TokenKind<Auth0AccessToken> AccessToken { get; } = new("AccessToken");

    public TokenKind<Auth0IdToken> IdToken { get; } = new("IdToken");

    public IJwksProviderBuilder<Auth0Convention> Add(
        IServiceCollection services,
        IConfiguration? configuration = null,
        Action<TestOptions>? configure = null
    ) =>
        JwksRegistration.Add<TestClient, TestOptions, Auth0Convention>(
            services,
            Declaration,
            verifier => new TestClient(this, verifier),
            configuration,
            configure
        );
}
