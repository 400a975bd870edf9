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

    public static Reported Of(Diagnostic diagnostic) =>
        new(
            diagnostic.Id,
            diagnostic
                .Location.SourceTree!.ToString()
                .Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length),
            diagnostic.GetMessage(CultureInfo.InvariantCulture)
        );
}
