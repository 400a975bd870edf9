using System.Reflection;
using System.Runtime.Loader;

namespace JwksSdk.Generators.Tests.Declarations;

/// <summary>
/// What the compiler reports of a declaration, the start refuses too, whoever silenced the report: no input that is wrong is left
/// out of the emitted code, so that the default would be in its place.
/// </summary>
public sealed class RefusedStartTests
{
    private const string Probe = """
        using Microsoft.Extensions.DependencyInjection;

        public static class Probe
        {
            public static string Start()
            {
                using var services = new ServiceCollection().AddCustomerIdentity().Services.BuildServiceProvider();
                try
                {
                    return services.GetRequiredService<JwksSdk.IJwtVerifier>().ToString()!;
                }
                catch (Microsoft.Extensions.Options.OptionsValidationException refused)
                {
                    return string.Join("\n", refused.Failures);
                }
            }
        }
        """;

    private const string Convention = """
        using JwksSdk;

        [JwksConvention("https://login.acme.com/{Realm}")]
        [JwksConventionInput("Realm", InputShape.Name, "The realm.")]
        [JwksConventionInput("Tier", InputShape.Text, "The tier.", Plural = "Tiers")]
        [JwksConventionToken<OpenIdConnectAccessToken>(
            "AccessToken",
            "an access token",
            Audience = "Audience",
            Accepts = new[] { "client_id=Tier" }
        )]
        public sealed partial class Realms;

        [JwksProvider<Realms>(Audience = "a")]

        """;

    [Theory]
    [InlineData("Algorithms = (JwtAlgorithms)512", "EdDSA cannot be verified")]
    [InlineData("Algorithms = JwtAlgorithms.ES256 | (JwtAlgorithms)512", "EdDSA cannot be verified")]
    [InlineData("Algorithms = JwtAlgorithms.ES256 | (JwtAlgorithms)1024", "\"1088\" is not one of")]
    [InlineData("Algorithms = (JwtAlgorithms)(-1)", "\"-1\" is not one of")]
    [InlineData("Algorithms = default", "\"0\" is not one of")]
    [InlineData("Startup = (KeyStartup)7", "\"7\" is not one of")]
    [InlineData("MaxTokenAgeSeconds = -60", "\"-60\" is not a whole number from 0 on")]
    [InlineData("MaxAuthenticationAgeSeconds = 0", "\"0\" is not from 1")]
    [InlineData("RequiredScopes = new string[] { \"read\", null! }", "RequiredScope is empty")]
    [InlineData("RequiredScopes = new[] { \"sk_live_0123\", \"read\" }", "RequiredScope still holds a placeholder")]
    [InlineData("ClientId = \"sk_live_0123\"", "ClientId still holds a placeholder")]
    [InlineData("TenantId = \"sk_live_0123\"", "has no input TenantId")]
    [InlineData("RequiredScopes = new string[0]", "RequiredScope is empty")]
    [InlineData("RequiredPermissions = new[] { \"a\", \"b\" }", "has no input RequiredPermissions")]
    public async Task What_the_compiler_reports_the_start_refuses(string argument, string reason)
    {
        var source = Source("", argument);
        Assert.NotEmpty(await Diagnostics.Reported.ByAnalyzerAsync(source));

        var refused = Start(source);

        Assert.Contains(reason, refused, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_live_", refused, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused);
    }

    /// <summary>C# reports no use of an obsolete member within what is obsolete itself.</summary>
    [Fact]
    public void An_obsolete_declaration_with_an_algorithm_that_cannot_be_verified_is_refused() =>
        Assert.Contains(
            "EdDSA cannot be verified",
            Start(Source("[System.Obsolete(\"goes\")]", "Algorithms = JwtAlgorithms.EdDSA")),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("[JwksInput(\"Realm\", \"a\")] [JwksInput(\"Tier\")]", "Tier is empty")]
    [InlineData("[JwksInput(\"Realm\", \"a\")] [JwksInput(\"Tier\", null)]", "Tier is empty")]
    [InlineData("[JwksInput(\"Realm\", \"a\")] [JwksInput(null!, \"sk_live_0123\")]", "has no input [JwksInput].")]
    [InlineData(
        "[JwksInput(\"Realm\", \"a\")] [JwksProvider(IdentityProvider.Auth0, Audience = \"b\")]",
        "has no input [JwksProvider] and [JwksProvider<TConvention>]"
    )]
    [InlineData("[JwksInput(\"Realm\", \"a/b\")]", "Realm \"a/b\" has a character")]
    [InlineData("[JwksInput(\"Realm\", \"sk_live_0123\")]", "Realm still holds a placeholder")]
    [InlineData("[JwksInput(\"Realm\", \"a\", \"b\")]", "Realm still holds a placeholder")]
    [InlineData("[JwksInput(\"Realm\", \"a\")] [JwksInput(\"Realm\", \"b\")]", "Realm still holds a placeholder")]
    [InlineData("[JwksInput(\"Realm\", \"a\")] [JwksInput(\"Audience\", \"b\")]", "has no input [JwksInput] Audience")]
    [InlineData("[JwksInput(\"Realm\", \"a\")] [JwksInput(\"Zone\", \"sk_live_0123\")]", "has no input Zone")]
    public async Task What_the_compiler_reports_over_a_convention_the_start_refuses(string inputs, string reason)
    {
        var source = Convention + inputs + "public sealed partial class CustomerIdentity;";
        Assert.NotEmpty(await Diagnostics.Reported.ByAllAsync(source));

        var refused = Start(source);

        Assert.Contains(reason, refused, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_live_", refused, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused);
    }

    [Fact]
    public void A_sound_declaration_over_a_convention_starts() =>
        Assert.Equal(
            "JwksSdk.JwtVerifier",
            Start(Convention + "[JwksInput(\"Realm\", \"a\")] public sealed partial class CustomerIdentity;")
        );

    [Fact]
    public void A_sound_declaration_starts() =>
        Assert.Equal("JwksSdk.JwtVerifier", Start(Source("[System.Obsolete]", "Algorithms = JwtAlgorithms.ES256")));

    private static string Start(string source)
    {
        var output = GeneratorHarness.Run<AllGenerators>(source, Probe).Output;
        using var assembly = new MemoryStream();
        var emitted = output.Emit(assembly, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        assembly.Position = 0;
        return (string)
            new AssemblyLoadContext(null, isCollectible: true)
                .LoadFromStream(assembly)
                .GetType("Probe", throwOnError: true)!
                .GetMethod("Start", BindingFlags.Public | BindingFlags.Static)!
                .Invoke(null, null)!;
    }

    private static string Source(string attribute, string argument) =>
        $"""
            using JwksSdk;

            /// <summary>Any issuer.</summary>
            {attribute}
            [JwksProvider(IdentityProvider.OpenIdConnect, Issuer = "https://login.acme.com", Audience = "a", {argument})]
            public sealed partial class CustomerIdentity;
            """;
}
