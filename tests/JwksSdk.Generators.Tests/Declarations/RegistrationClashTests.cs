using System.Text.RegularExpressions;
using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Tests.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Tests.Declarations;

/// <summary>Names of registration classes meet each other, and the one of the assembly, without an error in an emitted file.</summary>
public sealed partial class RegistrationClashTests
{
    private const string Suffix = "ServiceCollectionExtensions";

    [Fact]
    public async Task JWKS0013_is_reported_for_a_declaration_named_after_the_method_that_adds_all()
    {
        var source = Declare("JwksProviders", "StaffIdentity");

        var only = Assert.Single(await Reported.ByAllAsync(source));

        Assert.Equal(("JWKS0013", "JwksProviders"), only.Place);
        Assert.Equal(
            "JwksProviders has a method AddJwksProviders, which is the one that adds all: rename it",
            only.Message
        );
        Assert.Empty(Errors(source));
        Assert.Contains("StaffIdentity.Client.g.cs", GeneratorHarness.Run<JwksProviderGenerator>(source).Files.Keys);
    }

    [Theory]
    [InlineData("jwksProviders")]
    [InlineData("JwksProvidersToo")]
    public async Task JWKS0013_is_not_reported_for_a_declaration_of_nearly_that_name(string name)
    {
        var source = Declare(name);

        Assert.Empty(await Reported.ByAllAsync(source));
        Compiled.WithoutWarnings(GeneratorHarness.Run<JwksProviderGenerator>(source));
    }

    [Fact]
    public async Task JWKS0036_is_reported_for_a_federation_named_after_the_method_that_adds_all()
    {
        var source =
            Declare("StaffIdentity")
            + "[JwksSdk.JwksFederation(typeof(StaffIdentity))] public sealed partial class JwksProviders;";

        var found = await AllGenerators
            .Complete(GeneratorHarness.Compile(source))
            .WithAnalyzers([new JwksFederationAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("JWKS0036", "JwksProviders"), Reported.Of(Assert.Single(found)).Place);
        Assert.Empty(Errors(source));
    }

    [Fact]
    public async Task JWKS0013_is_reported_where_the_class_of_the_assembly_is_written_by_hand()
    {
        const string Own =
            "namespace Microsoft.Extensions.DependencyInjection { public static class JwksProvidersServiceCollectionExtensions; }";
        var source = Declare("StaffIdentity") + Own;

        Assert.Equal(
            ("JWKS0013", "JwksProvidersServiceCollectionExtensions"),
            Assert.Single(await Reported.ByAllAsync(source)).Place
        );
        Assert.Empty(Errors(source));
    }

    /// <summary>Names that are the same once their parts are joined.</summary>
    [Theory]
    [InlineData(
        "Acme_Shop_Identity | Acme.Shop.Identity | Acme.Blog.Identity",
        "Acme_Blog_Identity | Acme_Shop_Identity | Acme_Shop_Identity_hash"
    )]
    [InlineData("Acme_.Shop.Identity | Acme._Shop.Identity", "Acme___Shop_Identity_hash | Acme___Shop_Identity_hash")]
    [InlineData("X_Y | X.Y | Y", "X_Y | X_Y_hash | Y")]
    [InlineData("X_Y | X.Y | Z.Y | Z_Y", "X_Y | X_Y_hash | Z_Y | Z_Y_hash")]
    [InlineData("X_Y | X.Y", "X_Y | Y")]
    public void Each_declaration_has_a_registration_of_its_own(string types, string classes)
    {
        var run = GeneratorHarness.Run<JwksProviderGenerator>(Declare(types.Split(" | ")));

        Compiled.WithoutWarnings(run);
        Assert.Equal(classes, Classes(run, Suffix));
    }

    [Fact]
    public void Each_nested_declaration_has_a_registration_of_its_own()
    {
        var run = GeneratorHarness.Run<JwksProviderGenerator>(
            Declare("Outer_Identity", "Identity")
                + "/// <summary>Outer.</summary>\npublic static partial class Outer { "
                + Declare("Identity")
                + " }"
        );

        Compiled.WithoutWarnings(run);
        Assert.Equal("Identity | Outer_Identity | Outer_Identity_hash", Classes(run, Suffix));
    }

    [Fact]
    public void Each_federation_has_a_registration_of_its_own()
    {
        var federations = string.Join(
            "\n",
            new[] { "X_Y", "X.Y", "Z.Y" }.Select(static name =>
                Declare(name)
                    .Replace(
                        "JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0)",
                        "JwksSdk.JwksFederation(typeof(StaffIdentity))",
                        StringComparison.Ordinal
                    )
            )
        );

        var run = GeneratorHarness.Run<AllGenerators>(Declare("StaffIdentity") + federations);

        Compiled.WithoutWarnings(run);
        Assert.Equal("X_Y | X_Y_hash | Z_Y", Classes(run, "FederationExtensions"));
    }

    /// <summary>Of one simple name, or of names that differ in case alone, as each in files of its own.</summary>
    [Theory]
    [InlineData("Identity")]
    [InlineData("IDENTITY")]
    public void A_federation_and_a_declaration_may_be_namesakes(string name) =>
        Assert.Empty(
            Errors(
                Declare("Acme.Identity", "Identity")
                    + $"namespace Blog {{ [JwksSdk.JwksFederation(typeof(global::Identity))] public sealed partial class {name}; }}"
            )
        );

    [Fact]
    public void A_federation_and_a_declaration_may_be_neighbours_whose_names_differ_in_case_alone()
    {
        var run = GeneratorHarness.Run<JwksProviderGenerator>(
            Declare("Acme.Identity")
                + """
                namespace Acme
                {
                    /// <summary>Ours.</summary>
                    [JwksSdk.JwksFederation(typeof(Identity))]
                    public sealed partial class IDENTITY;
                }
                """
        );

        Compiled.WithoutWarnings(run);
        Assert.Equal(2, run.Files.Keys.Count(static hint => hint.EndsWith(".Client.g.cs", StringComparison.Ordinal)));
    }

    /// <summary>The classes' names without the end that all have, in ordinal order, and without the digits of hashes.</summary>
    private static string Classes(GeneratorRun run, string suffix)
    {
        var names = run
            .Output.GetSymbolsWithName(
                name => name.EndsWith(suffix, StringComparison.Ordinal),
                SymbolFilter.Type,
                TestContext.Current.CancellationToken
            )
            .Select(each => Hash().Replace(each.Name[..^suffix.Length], "_hash"))
            .Where(static name => name != "JwksProviders")
            .Order(StringComparer.Ordinal);
        return string.Join(" | ", names);
    }

    [GeneratedRegex("_[0-9a-f]{16}$")]
    private static partial Regex Hash();

    private static IEnumerable<Diagnostic> Errors(string source) =>
        AllGenerators
            .Complete(GeneratorHarness.Compile(source))
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static each => each.Severity == DiagnosticSeverity.Error);

    private static string Declare(params string[] types) =>
        string.Concat(
            types.Select(static type =>
            {
                var dot = type.LastIndexOf('.');
                var declaration =
                    "/// <summary>Ours.</summary>\n[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0)] "
                    + $"public sealed partial class {type[(dot + 1)..]};\n";
                return dot < 0 ? declaration : $"namespace {type[..dot]} {{ {declaration} }}\n";
            })
        );
}
