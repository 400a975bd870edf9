using JwksSdk.CodeFixes;
using JwksSdk.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Tests.CodeFixes;

/// <summary>Inputs that have one right correction.</summary>
public sealed class CorrectInputFixTests
{
    private const string Host = "acme.eu.auth0.com";

    [Theory]
    [InlineData("https://acme.eu.auth0.com")]
    [InlineData("https://acme.eu.auth0.com/")]
    [InlineData("http://acme.eu.auth0.com:8080/path?query#fragment")]
    [InlineData("acme.eu.auth0.com/")]
    [InlineData("acme.eu.auth0.com:443")]
    public Task A_host_is_taken_out_of_an_address(string address) =>
        Fixes($"Auth0, Domain = \"{address}\"", $"Auth0, Domain = \"{Host}\"", $"Write \"{Host}\"");

    [Theory]
    [InlineData(
        "Auth0, CustomDomains = new[] { \"login.acme.com\", /* ours */ \"https://id.acme.com/\" }, Domain = \"acme.eu.auth0.com\"",
        "Auth0, CustomDomains = new[] { \"login.acme.com\", /* ours */ \"id.acme.com\" }, Domain = \"acme.eu.auth0.com\""
    )]
    [InlineData("Auth0, Domain = @\"https://acme.eu.auth0.com\"", "Auth0, Domain = \"acme.eu.auth0.com\"")]
    [InlineData("Okta, Domain = \"Acme-Admin.okta.com\"", "Okta, Domain = \"acme.okta.com\"")]
    [InlineData(
        "Okta, Domain = \"acme-admin.okta.com\" /* the org */",
        "Okta, Domain = \"acme.okta.com\" /* the org */"
    )]
    [InlineData("Auth0, Issuer = \"https://acme.eu.auth0.com\"", "Auth0, Issuer = \"https://acme.eu.auth0.com/\"")]
    [InlineData(
        "Okta, Issuer = \"https://acme.okta.com/oauth2/default/\"",
        "Okta, Issuer = \"https://acme.okta.com/oauth2/default\""
    )]
    [InlineData(
        "Okta, Domain = \"acme.okta.com\", AuthorizationServerId = \"https://acme.okta.com/oauth2/aus1\"",
        "Okta, Domain = \"acme.okta.com\", AuthorizationServerId = \"aus1\""
    )]
    [InlineData("OneLogin, Subdomain = \"acme.onelogin.com\"", "OneLogin, Subdomain = \"acme\"")]
    [InlineData("OneLogin, Subdomain = \"https://Acme.onelogin.com/\"", "OneLogin, Subdomain = \"Acme\"")]
    [InlineData(
        "Clerk, AuthorizedParty = \"https://app.acme.com/sign-in\"",
        "Clerk, AuthorizedParty = \"https://app.acme.com\""
    )]
    [InlineData(
        "OpenIdConnect, Issuer = \"https://login.acme.com\", KeyHost = \"https://keys.acme.com/\"",
        "OpenIdConnect, Issuer = \"https://login.acme.com\", KeyHost = \"keys.acme.com\""
    )]
    public Task A_value_is_corrected(string before, string after) => Fixes(before, after);

    [Theory]
    [InlineData("Auth0, UserPoolId = \"x\"", "Auth0", "Remove UserPoolId")]
    [InlineData("Auth0, UserPoolId = \"x\", Domain = \"acme.eu.auth0.com\"", "Auth0, Domain = \"acme.eu.auth0.com\"")]
    [InlineData(
        "Cognito, UserPoolId = \"eu-west-1_Ab12Cd34E\", Region = \"us-east-1\"",
        "Cognito, UserPoolId = \"eu-west-1_Ab12Cd34E\"",
        "Remove Region"
    )]
    [InlineData(
        "Auth0, Algorithms = JwtAlgorithms.ES256 | JwtAlgorithms.RS256",
        "Auth0, Algorithms = JwtAlgorithms.RS256",
        "Remove ES256"
    )]
    [InlineData(
        "Auth0, Algorithms = JwtAlgorithms.RS256 | JwtAlgorithms.ES256 | JwtAlgorithms.PS256 | JwtAlgorithms.RS512",
        "Auth0, Algorithms = JwtAlgorithms.RS256 | JwtAlgorithms.PS256",
        "Remove RS512, ES256"
    )]
    public Task What_has_no_place_is_left_out(string before, string after, string? title = null) =>
        Fixes(before, after, title);

    [Theory]
    [InlineData(
        "(\n    Auth0,\n    UserPoolId = \"x\", // not ours\n    Domain = \"acme.eu.auth0.com\" // ours\n)",
        "(\n    Auth0,\n    Domain = \"acme.eu.auth0.com\" // ours\n)"
    )]
    [InlineData(
        "(\n    Auth0,\n    Domain = \"acme.eu.auth0.com\", // ours\n    UserPoolId = \"x\"\n)",
        "(\n    Auth0,\n    Domain = \"acme.eu.auth0.com\" // ours\n)"
    )]
    [InlineData(
        "(Auth0, Domain = \"acme.eu.auth0.com\", UserPoolId = \"x\")",
        "(Auth0, Domain = \"acme.eu.auth0.com\")"
    )]
    public async Task Lines_and_comments_stay(string before, string after)
    {
        using var fix = Fix(Source(before));

        Assert.Equal(Source(after), await fix.FixAsync());
    }

    [Fact]
    public async Task All_of_a_kind_are_fixed_at_once()
    {
        using var fix = Fix(
            Source("(Auth0, UserPoolId = \"x\", Domain = \"acme.eu.auth0.com\", Region = \"y\", ApiDomain = \"z\")"),
            Source("(Okta, UserPoolId = \"x\")").Replace("CustomerIdentity", "StaffIdentity", StringComparison.Ordinal)
        );

        Assert.Equal(
            [
                Source("(Auth0, Domain = \"acme.eu.auth0.com\")"),
                Source("(Okta)").Replace("CustomerIdentity", "StaffIdentity", StringComparison.Ordinal),
            ],
            await fix.FixAllAsync()
        );
    }

    [Fact]
    public async Task What_asks_something_of_a_token_stays_when_all_are_fixed_at_once()
    {
        const string Rest = "Okta, Domain = \"acme.okta.com\", RequiredRole = \"admin\", Organization = \"org_1\"";
        using var fix = Fix(Source($"({Rest}, Region = \"y\", Subdomain = \"z\")"));

        Assert.Equal([Source($"({Rest})")], await fix.FixAllAsync());
    }

    [Fact]
    public async Task All_values_of_an_array_are_fixed_at_once()
    {
        using var fix = Fix(
            Source(
                "(Auth0, Domain = \"https://acme.eu.auth0.com\", CustomDomains = new[] { \"https://a.acme.com\", \"b.acme.com/\" })"
            )
        );

        Assert.Equal(
            [
                Source(
                    "(Auth0, Domain = \"acme.eu.auth0.com\", CustomDomains = new[] { \"a.acme.com\", \"b.acme.com\" })"
                ),
            ],
            await fix.FixAllAsync()
        );
    }

    [Theory]
    [InlineData("Auth0, Domain = \"acme\"")]
    [InlineData("Auth0, Domain = Names.Domain")]
    [InlineData("Auth0, Domain = \"https://\" + \"acme.eu.auth0.com\"")]
    [InlineData("Auth0, Domain = \"https://user@acme.eu.auth0.com\"")]
    [InlineData("Auth0, Algorithms = JwtAlgorithms.RS256 | Names.Algorithms")]
    [InlineData("Auth0, Algorithms = Names.Algorithms")]
    [InlineData("Auth0, ClockSkewSeconds = 301")]
    [InlineData("Auth0, ClientId = \"a\", Audience = \"a\"")]
    [InlineData("SuperTokens, ApiDomain = \"api.acme.com/st\"")]
    [InlineData("Clerk, AuthorizedParty = \"app.acme.com\"")]
    // The default may accept more.
    [InlineData("Auth0, Algorithms = JwtAlgorithms.ES256")]
    [InlineData("Auth0, Algorithms = JwtAlgorithms.ES256 | JwtAlgorithms.RS512")]
    // What they were to keep out would be let in.
    [InlineData("Cognito, RequiredPermission = \"admin\"")]
    [InlineData("Okta, RequiredRole = \"admin\"")]
    [InlineData("Cognito, RequiredPermissions = new[] { \"admin\" }")]
    [InlineData("Okta, Organization = \"org_1\"")]
    [InlineData("Okta, Organizations = new[] { \"org_1\" }")]
    [InlineData("Auth0, AuthorizedParty = \"https://app.acme.com\"")]
    [InlineData("Auth0, JwtKey = \"x\"")]
    public async Task Nothing_is_offered_without_one_right_correction_here(string arguments)
    {
        using var fix = Fix(
            Source($"({arguments})")
                + "internal static class Names { public const string Domain = \"https://acme.eu.auth0.com\"; public const JwtAlgorithms Algorithms = JwtAlgorithms.ES256 | JwtAlgorithms.PS256; }"
        );

        Assert.NotEmpty(await Diagnostics.Reported.ByAnalyzerAsync(fix.Sources[0]));
        Assert.Empty(await fix.TitlesAsync());
    }

    private static async Task Fixes(string before, string after, string? title = null)
    {
        using var fix = Fix(Source($"({before})"));

        var text = await fix.FixAsync();

        Assert.Equal(Source($"({after})"), text);
        Assert.Equal(title ?? Assert.Single(await fix.TitlesAsync()), Assert.Single(await fix.TitlesAsync()));
        Assert.Empty(await Diagnostics.Reported.ByAnalyzerAsync(text));
        Assert.DoesNotContain(
            GeneratorHarness
                .Run<JwksProviderGenerator>(text)
                .Output.GetDiagnostics(TestContext.Current.CancellationToken),
            static each => each.Severity == DiagnosticSeverity.Error
        );
    }

    private static CodeFixHarness Fix(params string[] sources) =>
        new(new JwksProviderAnalyzer(), new CorrectInputFix(), sources);

    private static string Source(string list) =>
        $"""
            using JwksSdk;
            using static JwksSdk.IdentityProvider;

            /// <summary>Our customers.</summary>
            [JwksProvider{list}]
            public sealed partial class CustomerIdentity;

            """;
}
