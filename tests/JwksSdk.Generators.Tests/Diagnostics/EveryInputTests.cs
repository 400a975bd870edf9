using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Parsing;

namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>Mistakes that any input of any provider can have, each reported where it stands. A new provider is covered the day it appears.</summary>
public sealed class EveryInputTests
{
    public static TheoryData<string> Providers => [.. Enum.GetNames<IdentityProvider>()];

    [Theory]
    [MemberData(nameof(Providers))]
    public Task JWKS0004_is_reported_for_an_empty_text(string provider) =>
        ReportsEach("JWKS0004", provider, TextInputsOf(provider).Select(static input => $"{input} = \" \""));

    [Theory]
    [MemberData(nameof(Providers))]
    public Task JWKS0005_is_reported_for_a_placeholder(string provider) =>
        ReportsEach(
            "JWKS0005",
            provider,
            TextInputsOf(provider)
                .SelectMany(static input => new[] { $"{input} = \"{{yourDomain}}\"", $"{input} = \"YOUR_VALUE\"" })
        );

    [Theory]
    [MemberData(nameof(Providers))]
    public Task JWKS0006_is_reported_for_a_secret(string provider) =>
        ReportsEach("JWKS0006", provider, TextInputsOf(provider).Select(static input => $"{input} = \"sk_live_012\""));

    [Theory]
    [MemberData(nameof(Providers))]
    public Task JWKS0004_is_reported_for_what_all_providers_limit_alike(string provider) =>
        ReportsEach(
            "JWKS0004",
            provider,
            [
                "JwksUri = \"keys.acme.com\"",
                "ClockSkewSeconds = 301",
                "ClockSkewSeconds = -1",
                "MaxTokenAgeSeconds = 0",
                "MaxTokenAgeSeconds = 31536001",
                "MaxAuthenticationAgeSeconds = 0",
                "MaxAuthenticationAgeSeconds = 31536001",
                "Algorithms = (JwtAlgorithms)512",
                "Startup = (KeyStartup)9",
            ]
        );

    [Theory]
    [MemberData(nameof(Providers))]
    public Task JWKS0010_is_reported_for_plain_http(string provider) =>
        ReportsEach(
            "JWKS0010",
            provider,
            ["JwksUri = \"http://keys.acme.com/jwks.json\"", "Issuer = \"http://login.acme.com/\""]
        );

    [Theory]
    [MemberData(nameof(Providers))]
    public Task JWKS0003_is_reported_for_a_declaration_that_nothing_completes(string provider) =>
        ReportsEach("JWKS0003", provider, ["Section = \"\""], at: $"JwksProvider({provider}, Section = \"\")");

    /// <summary>Every property of the attribute that is another provider's own.</summary>
    [Theory]
    [MemberData(nameof(Providers))]
    public Task JWKS0002_is_reported_for_every_input_of_others(string provider)
    {
        var own = ConventionCatalog.Find(provider)!.Inputs.Select(static input => input.Name);
        return ReportsEach(
            "JWKS0002",
            provider,
            Enum.GetNames<IdentityProvider>()
                .SelectMany(TextInputsOf)
                .Except(own)
                .Select(static input => $"{input} = \"acme\"")
        );
    }

    /// <summary>The inputs that the attribute takes as a text. (Both assemblies have the types of conventions, so none is named.)</summary>
    private static IEnumerable<string> TextInputsOf(string provider) =>
        ConventionCatalog
            .Find(provider)!
            .Inputs.Where(static input =>
                $"{input.Form}" is "Text" or "TextList" && $"{input.Source}" != "ConfigurationOnly"
            )
            .Select(static input => input.Name);

    /// <summary>One declaration for each input, all in one project.</summary>
    private static async Task ReportsEach(string id, string provider, IEnumerable<string> inputs, string? at = null)
    {
        var declared = inputs.ToArray();
        Assert.NotEmpty(declared);
        var declarations = declared.Select(
            (input, i) => $"[JwksProvider({provider}, {input})] public sealed partial class X{i};"
        );

        var reported = await AnalyzerHarness.ReportAsync<JwksProviderAnalyzer>(
            $"using JwksSdk; using static JwksSdk.IdentityProvider;\n{string.Join('\n', declarations)}"
        );

        Assert.All(
            declared,
            input =>
                Assert.Contains(
                    reported,
                    each => each.StartsWith($"{id} at '{at ?? input}': ", StringComparison.Ordinal)
                )
        );
    }
}
