namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>Mistakes in the attribute's arguments, each reported at its argument.</summary>
public sealed class InputDiagnosticTests
{
    private const string Sound = "Domain = \"acme.eu.auth0.com\", Audience = \"https://api.acme.com\"";

    [Fact]
    public Task JWKS0002_is_reported_for_an_input_of_another_provider() =>
        Reports("JWKS0002", "AuthorizationServerId = \"default\"", $"Auth0, {Sound}");

    [Fact]
    public Task JWKS0002_is_not_reported_for_the_plural_of_an_input() =>
        ReportsNothing("Auth0, Domain = \"acme.eu.auth0.com\", Audiences = new[] { \"a\", \"b\" }");

    [Fact]
    public async Task JWKS0003_is_reported_when_nothing_comes_from_configuration()
    {
        var reported = Assert.Single(await Analyze("Auth0, Section = \"\", Audience = \"https://api.acme.com\""));

        Assert.Equal("JWKS0003", reported.Id);
        Assert.StartsWith("JwksProvider(", reported.At, StringComparison.Ordinal);
        Assert.Contains("Domain", reported.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task JWKS0003_is_not_reported_when_configuration_can_give_the_input() => ReportsNothing("Auth0");

    [Fact]
    public Task JWKS0003_is_not_reported_for_a_secret_which_has_no_place_in_the_attribute() =>
        ReportsNothing(
            "Clerk, Section = \"\", FrontendApi = \"clerk.acme.com\", KeySource = ClerkKeySource.BackendApi"
        );

    [Theory]
    [InlineData("Auth0, Audience = \"a\"", "Domain = \"https://acme.eu.auth0.com\"")]
    [InlineData("Auth0, Audience = \"a\"", "CustomDomains = new[] { \"login.acme.com\", \"login.acme.com/x\" }")]
    [InlineData("Auth0, " + Sound, "ClockSkewSeconds = -5")]
    [InlineData("Auth0, " + Sound, "ClockSkewSeconds = 301")]
    [InlineData("Auth0, " + Sound, "MaxTokenAgeSeconds = 0")]
    [InlineData("Auth0, " + Sound, "MaxAuthenticationAgeSeconds = 31536001")]
    [InlineData("Auth0, " + Sound, "Algorithms = (JwtAlgorithms)4096")]
    [InlineData("Auth0, " + Sound, "Algorithms = default")]
    [InlineData("Auth0, " + Sound, "Issuer = \"acme\"")]
    [InlineData("Auth0, " + Sound, "Startup = (KeyStartup)7")]
    [InlineData("Auth0, " + Sound, "Startup = KeyStartup.Required | KeyStartup.Lazy")]
    [InlineData("Clerk, FrontendApi = \"clerk.acme.com\"", "KeySource = (ClerkKeySource)3")]
    [InlineData("Cognito, ClientId = \"1acmeclient\"", "UserPoolId = \"eu-west-1\"")]
    [InlineData("Clerk", "PublishableKey = \"pk_live_Y2xlcms\"")]
    public Task JWKS0004_is_reported_at_the_malformed_input(string others, string input) =>
        Reports("JWKS0004", input, others);

    [Fact]
    public Task JWKS0004_is_not_reported_for_well_formed_inputs() =>
        ReportsNothing(
            $"Auth0, {Sound}, CustomDomain = \"login.acme.com\", ClockSkewSeconds = 300, MaxTokenAgeSeconds = 600, MaxAuthenticationAgeSeconds = 31536000, Startup = KeyStartup.Lazy, PrivateNetwork = true"
        );

    [Theory]
    [InlineData("https://login.acme.com/.well-known/openid-configuration")]
    [InlineData("https://login.acme.com/?tenant=a")]
    public Task JWKS0004_is_reported_for_an_issuer_that_no_token_can_have(string issuer) =>
        Reports("JWKS0004", $"Issuer = \"{issuer}\"", "OpenIdConnect, Audience = \"https://api.acme.com\"");

    [Fact]
    public Task JWKS0005_is_reported_for_text_of_a_template() =>
        Reports("JWKS0005", "Domain = \"{yourDomain}\"", "Auth0, Audience = \"https://api.acme.com\"");

    [Fact]
    public Task JWKS0005_is_not_reported_when_the_input_is_left_out() =>
        ReportsNothing("Auth0, Audience = \"https://api.acme.com\"");

    [Fact]
    public Task JWKS0006_is_reported_for_a_value_that_looks_secret() =>
        Reports("JWKS0006", "ClientId = \"sk_live_0123456789\"", $"Auth0, {Sound}");

    [Fact]
    public Task JWKS0006_is_reported_for_an_input_that_configuration_alone_may_give() =>
        Reports("JWKS0006", "SecretKey = \"anything\"", "Clerk, FrontendApi = \"clerk.acme.com\"");

    [Fact]
    public Task JWKS0006_is_not_reported_for_a_public_key() =>
        ReportsNothing("Clerk, PublishableKey = \"pk_live_Y2xlcmsuYWNtZS5jb20k\"");

    [Fact]
    public async Task JWKS0006_is_reported_without_repeating_the_secret()
    {
        var run = GeneratorHarness.Run<JwksProviderGenerator>(Source($"Auth0, {Sound}, ClientId = \"sk_live_0123\""));

        Assert.All(run.Files.Values, static text => Assert.DoesNotContain("sk_live_", text, StringComparison.Ordinal));
        var reported = Assert.Single(await Analyze($"Auth0, {Sound}, ClientId = \"sk_live_0123\""));
        Assert.DoesNotContain("0123", reported.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task JWKS0007_is_reported_for_an_audience_that_is_a_client_id() =>
        Reports("JWKS0007", "Audience = \"web\"", "Auth0, Domain = \"acme.eu.auth0.com\", ClientId = \"web\"");

    [Fact]
    public Task JWKS0007_is_not_reported_for_an_audience_and_a_client_id() =>
        ReportsNothing($"Auth0, {Sound}, ClientId = \"web\"");

    [Theory]
    [InlineData("JwksUri = \"http://keys.acme.com/jwks.json\"")]
    [InlineData("Issuer = \"http://10.0.0.1/\"")]
    public Task JWKS0010_is_reported_for_plain_http(string input) => Reports("JWKS0010", input, $"Auth0, {Sound}");

    [Theory]
    [InlineData("https://keys.acme.com/jwks.json")]
    [InlineData("http://127.0.0.1:5000/jwks.json")]
    [InlineData("http://localhost:5000/jwks.json")]
    [InlineData("http://[::1]:5000/jwks.json")]
    public Task JWKS0010_is_not_reported_for_https_and_for_loopback(string address) =>
        ReportsNothing($"Auth0, {Sound}, JwksUri = \"{address}\"");

    [Fact]
    public Task JWKS0011_is_reported_when_the_declaration_asks_for_such_tokens() =>
        Reports(
            "JWKS0011",
            "Audience = \"https://api.acme.com\"",
            "Okta, Domain = \"acme.okta.com\", OrgAuthorizationServer = true, ClientId = \"0oa1\""
        );

    [Fact]
    public Task JWKS0011_is_not_reported_when_it_does_not() =>
        ReportsNothing("Okta, Domain = \"acme.okta.com\", OrgAuthorizationServer = true, ClientId = \"0oa1\"");

    [Fact]
    public Task JWKS0012_is_reported_for_an_algorithm_of_others() =>
        Reports("JWKS0012", "Algorithms = JwtAlgorithms.RS256 | JwtAlgorithms.ES256", $"Auth0, {Sound}");

    [Fact]
    public Task JWKS0012_is_not_reported_for_algorithms_of_the_provider() =>
        ReportsNothing($"Auth0, {Sound}, Algorithms = JwtAlgorithms.RS256 | JwtAlgorithms.PS256");

    [Fact]
    public async Task Every_mistake_is_reported_at_once()
    {
        var reported = await Analyze(
            "Auth0, Domain = \"{yourDomain}\", ApiDomain = \"x\", Audience = \"sk_live_1\", ClockSkewSeconds = 999"
        );

        Assert.Equal(["JWKS0005", "JWKS0002", "JWKS0006", "JWKS0004"], reported.Select(static each => each.Id));
    }

    [Fact]
    public void Wrong_inputs_leave_the_members_in_place()
    {
        var run = GeneratorHarness.Run<JwksProviderGenerator>(
            Source(
                "Auth0, Domain = \"https://acme.eu.auth0.com/\", Algorithms = (JwtAlgorithms)4096, ClockSkewSeconds = -1"
            )
        );

        Compiled.WithoutWarnings(run);
        Assert.Contains("VerifyIdTokenAsync", run.Files["CustomerIdentity.Client.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("const string", run.Files["CustomerIdentity.Client.g.cs"], StringComparison.Ordinal);
    }

    private static async Task Reports(string id, string input, string others)
    {
        var reported = Assert.Single(await Analyze($"{others}, {input}"));
        Assert.Equal((id, input), (reported.Id, reported.At));
    }

    private static async Task ReportsNothing(string arguments) => Assert.Empty(await Analyze(arguments));

    private static Task<IReadOnlyList<Reported>> Analyze(string arguments) =>
        Reported.ByAnalyzerAsync(Source(arguments));

    private static string Source(string arguments) =>
        $"""
            using JwksSdk;
            using static JwksSdk.IdentityProvider;

            /// <summary>Our customers.</summary>
            [JwksProvider({arguments})]
            public sealed partial class CustomerIdentity;
            """;
}
