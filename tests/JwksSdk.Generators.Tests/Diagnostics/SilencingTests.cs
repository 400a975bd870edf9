using JwksSdk.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>What the pages say about silencing holds: a warning goes away, or becomes an error, where its user says so.</summary>
public sealed class SilencingTests
{
    private const string Declaration =
        "[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0, Domain = \"tenant.example.com\")] public sealed partial class X;";

    [Theory]
    [InlineData("", DiagnosticSeverity.Warning)]
    [InlineData("dotnet_diagnostic.JWKS0014.severity = error", DiagnosticSeverity.Error)]
    [InlineData("dotnet_diagnostic.JWKS0014.severity = suggestion", DiagnosticSeverity.Info)]
    [InlineData("dotnet_diagnostic.JWKS0014.severity = none", null)]
    [InlineData("dotnet_analyzer_diagnostic.category-JwksSdk.Declaration.severity = none", null)]
    public async Task An_editorconfig_decides_the_severity_of_a_warning(string line, DiagnosticSeverity? expected)
    {
        var found = await ReportAsync("/src/X.cs", Declaration, $"root = true\n[*.cs]\n{line}\n");

        Assert.Equal(expected, found.SingleOrDefault()?.Severity);
    }

    [Fact]
    public async Task An_editorconfig_of_another_folder_decides_nothing() =>
        Assert.Single(
            await ReportAsync("/elsewhere/X.cs", Declaration, "[*.cs]\ndotnet_diagnostic.JWKS0014.severity = none\n")
        );

    [Fact]
    public async Task A_pragma_silences_a_warning() =>
        Assert.Empty(await ReportAsync("/src/X.cs", "#pragma warning disable JWKS0014\n" + Declaration, ""));

    private static async Task<IReadOnlyList<Diagnostic>> ReportAsync(string path, string source, string config)
    {
        var configs = AnalyzerConfigSet.Create(new[] { AnalyzerConfig.Parse(config, "/src/.editorconfig") });
        var tree = GeneratorHarness.Parse(source, path);
        var options = configs.GetOptionsForSourcePath(path);
        var compilation = GeneratorHarness.CompileApplication().AddSyntaxTrees(tree);
        compilation = compilation.WithOptions(
            compilation.Options.WithSyntaxTreeOptionsProvider(new TreeOptions(options.TreeOptions))
        );
        var found = await compilation
            .WithAnalyzers([new ReservedHostAnalyzer()], new AnalyzerOptions([], new Config(options.AnalyzerOptions)))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.Where(static each => !each.IsSuppressed)];
    }

    /// <summary>Hands the severities of the files to the compiler, as a build does.</summary>
    private sealed class TreeOptions(IReadOnlyDictionary<string, ReportDiagnostic> severities)
        : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) =>
            GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(
            SyntaxTree tree,
            string diagnosticId,
            CancellationToken cancellationToken,
            out ReportDiagnostic severity
        ) => severities.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(
            string diagnosticId,
            CancellationToken cancellationToken,
            out ReportDiagnostic severity
        )
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }

    private sealed class Config(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => new OptionValues(new Dictionary<string, string>());

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new OptionValues(values);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }
}
