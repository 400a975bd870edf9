using System.Globalization;
using JwksSdk.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>One diagnostic about a declaration.</summary>
/// <param name="Id">Its ID.</param>
/// <param name="At">The text that it points at.</param>
/// <param name="Message">Its message.</param>
internal sealed record Reported(string Id, string At, string Message)
{
    /// <summary>What the analyzer reports in a build: over the project with its generated files, in the order of the source.</summary>
    public static async Task<IReadOnlyList<Reported>> ByAnalyzerAsync(params string[] sources)
    {
        var found = await GeneratorHarness
            .Run<JwksProviderGenerator>(sources)
            .Output.WithAnalyzers([new JwksProviderAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(static each => each.Location.SourceSpan.Start).Select(Of)];
    }

    /// <summary>What an analyzer reports of an application, without its generated files.</summary>
    public static Task<IReadOnlyList<Reported>> InApplicationAsync<TAnalyzer>(params string[] sources)
        where TAnalyzer : DiagnosticAnalyzer, new() => ByAsync<TAnalyzer>(GeneratorHarness.CompileApplication(sources));

    /// <summary>What an analyzer reports of a project, in the order of the source.</summary>
    /// <param name="compilation">The project.</param>
    /// <param name="globalOptions">What <c>.globalconfig</c> files and the build say; null for nothing.</param>
    public static async Task<IReadOnlyList<Reported>> ByAsync<TAnalyzer>(
        Compilation compilation,
        IReadOnlyDictionary<string, string>? globalOptions = null
    )
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var options = new AnalyzerOptions([], new ProjectOptions(globalOptions ?? new Dictionary<string, string>()));
        var found = await compilation
            .WithAnalyzers([new TAnalyzer()], options)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(static each => each.Location.SourceSpan.Start).Select(Of)];
    }

    /// <summary>What every analyzer of declarations and conventions reports in a build, in the order of the source.</summary>
    public static Task<IReadOnlyList<Reported>> ByAllAsync(params string[] sources) =>
        ByAllAsync(GeneratorHarness.Compile(sources));

    /// <inheritdoc cref="ByAllAsync(string[])" />
    public static async Task<IReadOnlyList<Reported>> ByAllAsync(Compilation compilation)
    {
        var found = await AllGenerators
            .Complete(compilation)
            .WithAnalyzers([new JwksProviderAnalyzer(), new JwksConventionAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return
        [
            .. found
                .OrderBy(static each => each.Location.SourceTree!.FilePath, StringComparer.Ordinal)
                .ThenBy(static each => each.Location.SourceSpan.Start)
                .Select(Of),
        ];
    }

    /// <summary>The ID and the text that it points at.</summary>
    public (string Id, string At) Place => (Id, At);

    public static Reported Of(Diagnostic diagnostic) =>
        new(
            diagnostic.Id,
            diagnostic
                .Location.SourceTree!.ToString()
                .Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length),
            diagnostic.GetMessage(CultureInfo.InvariantCulture)
        );
}
