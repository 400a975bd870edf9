using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>Runs an analyzer as a build does: over the project with its generated files.</summary>
internal static class AnalyzerHarness
{
    /// <summary>What the analyzer reports about a declaration, with the text it points at.</summary>
    public static async Task<IReadOnlyList<Reported>> AnalyzeAsync(params string[] sources)
    {
        var run = GeneratorHarness.Run<JwksProviderGenerator>(sources);
        var found = await run
            .Output.WithAnalyzers([new Generators.Diagnostics.JwksProviderAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. InOrder(found).Select(Reported.Of)];
    }

    private static IEnumerable<Diagnostic> InOrder(ImmutableArray<Diagnostic> found) =>
        found.OrderBy(static each => each.Location.SourceSpan.Start).ThenBy(static each => each.Id);
}

/// <summary>One reported diagnostic.</summary>
/// <param name="Id">Its ID.</param>
/// <param name="At">The text that it points at.</param>
/// <param name="Message">Its message.</param>
internal sealed record Reported(string Id, string At, string Message)
{
    public static Reported Of(Diagnostic diagnostic) =>
        new(
            diagnostic.Id,
            diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan),
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)
        );
}
