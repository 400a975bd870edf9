using System.Text;
using JwksSdk.Generators.Diagnostics;

namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>Hosts that are reserved for documentation: a warning in applications, nothing in tests.</summary>
public sealed class ReservedHostTests
{
    private const string Documented = "Auth0, Domain = \"tenant.example.com\"";

    [Theory]
    [InlineData("Auth0", "Domain = \"tenant.example.com\"")]
    [InlineData("Auth0", "Domain = \"EXAMPLE.org\"")]
    [InlineData("Auth0", "Domain = \"acme.example\"")]
    [InlineData(
        "Auth0, Domain = \"acme.eu.auth0.com\"",
        "CustomDomains = new[] { \"login.acme.com\", \"login.example.net\" }"
    )]
    [InlineData("Auth0", "Issuer = \"https://login.example.org/\"")]
    [InlineData("Auth0, Domain = \"acme.eu.auth0.com\"", "JwksUri = \"https://keys.example.com/jwks.json\"")]
    [InlineData("OpenIdConnect, Issuer = \"https://login.acme.com\"", "KeyHost = \"keys.example.com\"")]
    [InlineData("SuperTokens", "ApiDomain = \"https://api.example.com:8443\"")]
    public async Task JWKS0014_is_reported_at_the_input_with_the_host(string others, string input)
    {
        var reported = Assert.Single(await Analyze($"{others}, {input}"));

        Assert.Equal(("JWKS0014", input), (reported.Id, reported.At));
    }

    [Fact]
    public async Task JWKS0014_is_reported_at_the_attribute_when_the_host_is_encoded()
    {
        var key = "pk_live_" + Convert.ToBase64String(Encoding.ASCII.GetBytes("clerk.example.com$"));
        var attribute = $"JwksProvider(Clerk, PublishableKey = \"{key}\")";

        var reported = Assert.Single(await Analyze(attribute["JwksProvider(".Length..^1]));

        Assert.Equal(("JWKS0014", attribute), (reported.Id, reported.At));
        Assert.StartsWith("clerk.example.com is a name for documentation", reported.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Auth0, Domain = \"acme.eu.auth0.com\", Audience = \"https://api.example.com\"")]
    [InlineData("Auth0, Domain = \"notexample.com\"")]
    [InlineData("Auth0, Domain = \"example.com.acme.com\"")]
    [InlineData("Auth0, Domain = \"example.acme.com\"")]
    public async Task JWKS0014_is_not_reported_for_hosts_that_can_answer(string arguments) =>
        Assert.Empty(await Analyze(arguments));

    [Fact]
    public async Task JWKS0014_is_not_reported_in_a_project_that_references_a_test_framework() =>
        Assert.Empty(await Reported.ByAsync<ReservedHostAnalyzer>(GeneratorHarness.Compile(Source(Documented))));

    [Theory]
    [InlineData("xunit.core")]
    [InlineData("nunit.framework")]
    [InlineData("Microsoft.VisualStudio.TestPlatform.TestFramework")]
    [InlineData("MSTest.TestFramework")]
    [InlineData("TUnit.Core")]
    [InlineData("JwksSdk.Testing")]
    public async Task JWKS0014_is_not_reported_beside_any_test_framework(string name)
    {
        var framework = GeneratorHarness.CompileApplication().WithAssemblyName(name).ToMetadataReference();
        var compilation = GeneratorHarness.CompileApplication(Source(Documented)).AddReferences(framework);

        Assert.Empty(await Reported.ByAsync<ReservedHostAnalyzer>(compilation));
    }

    [Theory]
    [InlineData("true", 0)]
    [InlineData("false", 1)]
    [InlineData("", 1)]
    public async Task JWKS0014_is_not_reported_in_a_project_that_calls_itself_a_test(string value, int count)
    {
        var options = new Dictionary<string, string> { ["build_property.IsTestProject"] = value };

        Assert.Equal(
            count,
            (
                await Reported.ByAsync<ReservedHostAnalyzer>(
                    GeneratorHarness.CompileApplication(Source(Documented)),
                    options
                )
            ).Count
        );
    }

    [Fact]
    public async Task JWKS0014_is_reported_in_a_project_with_a_test_framework_that_says_it_is_no_test() =>
        Assert.Single(
            await Reported.ByAsync<ReservedHostAnalyzer>(
                GeneratorHarness.Compile(Source(Documented)),
                new Dictionary<string, string> { ["build_property.IsTestProject"] = "False" }
            )
        );

    private static Task<IReadOnlyList<Reported>> Analyze(string arguments) =>
        Reported.InApplicationAsync<ReservedHostAnalyzer>(Source(arguments));

    private static string Source(string arguments) =>
        $"""
            using JwksSdk;
            using static JwksSdk.IdentityProvider;

            /// <summary>Our customers.</summary>
            [JwksProvider({arguments})]
            public sealed partial class CustomerIdentity;
            """;
}
