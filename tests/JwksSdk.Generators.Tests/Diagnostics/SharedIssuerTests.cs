using JwksSdk.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>Two declarations of one issuer, found across a project.</summary>
public sealed class SharedIssuerTests
{
    private const string Domain = "Auth0, Domain = \"acme.eu.auth0.com\"";

    [Theory]
    [InlineData(Domain, Domain, "https://acme.eu.auth0.com/")]
    [InlineData(
        Domain,
        "Auth0, Domain = \"login.acme.com\", CustomDomain = \"ACME.eu.auth0.com\"",
        "https://acme.eu.auth0.com/"
    )]
    [InlineData(Domain, "OpenIdConnect, Issuer = \"https://acme.eu.auth0.com/\"", "https://acme.eu.auth0.com/")]
    [InlineData(
        "Okta, Domain = \"acme.okta.com\"",
        "Okta, Domain = \"acme.okta.com\", AuthorizationServerId = \"default\"",
        "https://acme.okta.com/oauth2/default"
    )]
    public async Task JWKS0015_is_reported_at_both_each_naming_the_other(string first, string second, string issuer)
    {
        var reported = await Reported.InApplicationAsync<SharedIssuerAnalyzer>(
            Source("Acme.A", first),
            "// Elsewhere.\n" + Source("Acme.B", second)
        );

        Assert.Equal(
            [
                ("JWKS0015", $"JwksProvider({first})", Message("Acme.A", "Acme.B", issuer)),
                ("JWKS0015", $"JwksProvider({second})", Message("Acme.B", "Acme.A", issuer)),
            ],
            reported.Select(static each => (each.Id, each.At, each.Message))
        );
    }

    [Fact]
    public async Task JWKS0015_is_reported_once_at_each_of_three()
    {
        var reported = await Reported.InApplicationAsync<SharedIssuerAnalyzer>(
            Source("Acme.A", Domain),
            "//\n" + Source("Acme.B", Domain),
            "////\n" + Source("Acme.C", Domain)
        );

        Assert.Equal(["Acme.A and Acme.B", "Acme.B and Acme.A", "Acme.C and Acme.A"], reported.Select(Pair));
    }

    [Fact]
    public async Task JWKS0015_is_reported_with_the_place_of_the_other()
    {
        var compilation = GeneratorHarness.CompileApplication(Source("Acme.A", Domain), Source("Acme.B", Domain));
        var found = await compilation
            .WithAnalyzers([new SharedIssuerAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            [("Source0.cs", "Source1.cs"), ("Source1.cs", "Source0.cs")],
            found
                .Select(static each =>
                    (each.Location.SourceTree!.FilePath, each.AdditionalLocations[0].SourceTree!.FilePath)
                )
                .Order()
        );
    }

    /// <summary>An editor that shows what is found while typing does not wait for it.</summary>
    [Fact]
    public void JWKS0015_is_reported_at_the_end_of_the_compilation_and_says_so() =>
        Assert.Contains(
            WellKnownDiagnosticTags.CompilationEnd,
            Assert.Single(new SharedIssuerAnalyzer().SupportedDiagnostics).CustomTags
        );

    [Theory]
    [InlineData(Domain, "Auth0, Domain = \"acme.us.auth0.com\"")]
    [InlineData("Auth0", "Auth0")]
    [InlineData(Domain, "Auth0, Domain = \"acme.eu.auth0.com\", ClockSkewSeconds = 999")]
    [InlineData("OpenIdConnect, Issuer = \"https://acme.com\"", "OpenIdConnect, Issuer = \"https://acme.com/\"")]
    public async Task JWKS0015_is_not_reported_for_issuers_that_differ_or_are_not_known(string first, string second) =>
        Assert.Empty(
            await Reported.InApplicationAsync<SharedIssuerAnalyzer>(Source("Acme.A", first), Source("Acme.B", second))
        );

    private static string Pair(Reported reported) => reported.Message.Split(" have ")[0];

    private static string Message(string one, string other, string issuer) =>
        $"{one} and {other} have the same issuer, {issuer}: registered together, they keep the application from starting";

    private static string Source(string type, string arguments)
    {
        var parts = type.Split('.');
        return $$"""
            using JwksSdk;
            using static JwksSdk.IdentityProvider;

            namespace {{parts[0]}}
            {
                /// <summary>Ours.</summary>
                [JwksProvider({{arguments}})]
                public sealed partial class {{parts[1]}};
            }
            """;
    }
}
