using System.Text.RegularExpressions;
using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Tests.Documentation;

/// <summary>What the README shows is compiled, so that it cannot rot.</summary>
public partial class ReadmeTests
{
    private const string WebProjectUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly string Readme = Repository.Read("README.md");

    [Fact]
    public async Task The_quick_start_compiles_with_the_claims_of_its_own()
    {
        var blocks = Snippets().Matches(Readme).Select(static match => match.Groups["code"].Value).ToArray();
        var quickStart = Assert.Single(blocks, static block => block.Contains("Host.CreateApplicationBuilder"));
        var ownClaims = Assert.Single(blocks, static block => block.Contains("[JwtClaims]"));
        var (record, use) = Split(ownClaims, "var result");

        var errors = await CompileAsync(
            quickStart,
            $$"""
            using JwksSdk;
            {{record}}
            public static class OwnClaims
            {
                public static async Task<string?> TierOf(CustomerIdentity customers, string jwt, CancellationToken cancellationToken)
                {
                    {{use}}
                    return result.TryGetToken(out var token) ? token.Tier : null;
                }
            }
            """
        );

        Assert.Empty(errors);
    }

    [Fact]
    public async Task The_tenants_compile_with_the_declarations_of_the_quick_start()
    {
        var blocks = Snippets().Matches(Readme).Select(static match => match.Groups["code"].Value).ToArray();
        var quickStart = Assert.Single(blocks, static block => block.Contains("Host.CreateApplicationBuilder"));
        var tenants = Assert.Single(blocks, static block => block.Contains("ITenantResolver"));
        var (use, resolver) = Split(tenants, "public sealed class");

        var errors = await CompileAsync(
            quickStart,
            $$"""
            using JwksSdk;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Extensions.Hosting;
            {{resolver}}
            public interface ICustomers
            {
                Task<bool> HasIssuerAsync(string issuer, CancellationToken cancellationToken);
            }
            public static class Tenants
            {
                public static void Add(HostApplicationBuilder builder)
                {
                    {{use}}
                    builder.Services.AddCustomerIdentity().{{List().Match(Readme).Groups["code"].Value}};
                }
            }
            """
        );

        Assert.Empty(errors);
    }

    [Fact]
    public async Task The_bridges_to_AddJwtBearer_compile_with_the_declarations_of_the_quick_start()
    {
        var blocks = Snippets().Matches(Readme).Select(static match => match.Groups["code"].Value).ToArray();
        var quickStart = Assert.Single(blocks, static block => block.Contains("Host.CreateApplicationBuilder"));
        var handler = Assert.Single(blocks, static block => block.Contains("AddJwksTokenHandler"));
        var keys = Assert.Single(blocks, static block => block.Contains("JwksSecurityKeys"));

        var errors = await CompileAsync(
            quickStart,
            $$"""
            using JwksSdk;
            using JwksSdk.IdentityModel;
            using Microsoft.AspNetCore.Authentication.JwtBearer;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Extensions.Hosting;
            public static class Bridges
            {
                public static void AddHandler(HostApplicationBuilder builder)
                {
                    {{handler}}
                }
                public static void AddKeys(HostApplicationBuilder builder)
                {
                    {{keys}}
                }
            }
            """
        );

        Assert.Empty(errors);
    }

    [Fact]
    public async Task The_first_snippet_compiles()
    {
        var first = Snippets().Match(Readme).Groups["code"].Value;
        var (declaration, use) = Split(first, "// …");

        var errors = await CompileAsync(
            $$"""
            using JwksSdk;
            using static JwksSdk.IdentityProvider;
            await Run(null!, "", default);
            static async Task Run(StaffIdentity staff, string jwt, CancellationToken cancellationToken)
            {
                {{use}}
            }
            {{declaration}}
            """
        );

        Assert.Empty(errors);
    }

    [Fact]
    public async Task The_provider_of_your_own_compiles()
    {
        var own = Assert.Single(
            Snippets().Matches(Readme).Select(static match => match.Groups["code"].Value),
            static block => block.Contains("[JwksConvention(")
        );

        Assert.Empty(
            await CompileAsync(
                $$"""
                using JwksSdk;
                return;
                [JwtClaims] public partial record RealmToken : JwtToken { protected override bool IsKind(in JwtHeader header) => true; }
                {{own}}
                """
            )
        );
    }

    [Fact]
    public async Task The_walk_through_of_the_sample_compiles_and_is_as_short_as_it_says()
    {
        var page = Repository.Read("samples/CustomProvider/README.md");
        var own = Snippets().Match(page).Groups["code"].Value;
        var lines = own.Split('\n').Count(static line => line.Trim().Length > 1);

        Assert.Contains("Write your own in 30 lines", page, StringComparison.Ordinal);
        Assert.InRange(lines, 20, 30);
        Assert.Empty(await CompileAsync("using JwksSdk;\nusing JwksSdk.Tokens;\nreturn;\n" + own));
    }

    private static (string Before, string After) Split(string code, string at)
    {
        var index = code.IndexOf(at, StringComparison.Ordinal);
        Assert.True(index > 0, $"The snippet has no '{at}'.");
        return (code[..index], code[index..]);
    }

    private static async Task<IEnumerable<string>> CompileAsync(params string[] sources)
    {
        var compilation = GeneratorHarness
            .Compile([WebProjectUsings, .. sources])
            .WithOptions(
                new CSharpCompilationOptions(
                    OutputKind.ConsoleApplication,
                    nullableContextOptions: NullableContextOptions.Enable
                )
            );
        CSharpGeneratorDriver
            .Create(
                [
                    new JwksProviderGenerator().AsSourceGenerator(),
                    new JwksConventionGenerator().AsSourceGenerator(),
                    new JwtClaimsGenerator().AsSourceGenerator(),
                ],
                parseOptions: GeneratorHarness.ParseOptions
            )
            .RunGeneratorsAndUpdateCompilation(
                compilation,
                out var output,
                out _,
                TestContext.Current.CancellationToken
            );
        return (
            await output
                .WithAnalyzers([
                    new JwksProviderAnalyzer(),
                    new JwksConventionAnalyzer(),
                    new JwksFederationAnalyzer(),
                    new JwtClaimsAnalyzer(),
                ])
                .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken)
        )
            .Where(static diagnostic => diagnostic.Severity is DiagnosticSeverity.Error)
            .Select(static diagnostic => diagnostic.ToString());
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippets();

    [GeneratedRegex("`(?<code>AddTenants\\(.*?)` is the list")]
    private static partial Regex List();
}
