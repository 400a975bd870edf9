using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Tests;

/// <summary>Runs an analyzer over source text.</summary>
internal static class AnalyzerHarness
{
    /// <summary>What the analyzer reports, in the order of the source, each as <c>ID at 'text': message</c>.</summary>
    public static Task<IReadOnlyList<string>> ReportAsync<TAnalyzer>(params string[] sources)
        where TAnalyzer : DiagnosticAnalyzer, new() => ReportAsync<TAnalyzer>(GeneratorHarness.Compile(sources));

    public static async Task<IReadOnlyList<string>> ReportAsync<TAnalyzer>(CSharpCompilation compilation)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var found = await compilation
            .WithAnalyzers([new TAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return
        [
            .. found
                .OrderBy(static each => each.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static each => each.Location.SourceSpan.Start)
                .Select(Describe),
        ];
    }

    private static string Describe(Diagnostic diagnostic)
    {
        var text = diagnostic.Location.SourceTree?.ToString() ?? "";
        var span = diagnostic.Location.SourceSpan;
        return $"{diagnostic.Id} at '{text.Substring(span.Start, span.Length)}': {diagnostic.GetMessage(null)}";
    }
}
