using JwksSdk.Generators.Tests.Diagnostics;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Tests.Conventions;

/// <summary>What is reported of a convention beside the typed token of <see cref="Written"/>, and what the compiler says of it.</summary>
internal static class ConventionReports
{
    /// <summary>One mistake is reported, and what is emitted beside it compiles.</summary>
    public static async Task OnlyAsync(string id, string at, string reason, params string[] sources)
    {
        var only = Assert.Single(await Reported.ByAllAsync([Written.Token, .. sources]));
        Assert.Equal((id, at), only.Place);
        Assert.Contains(reason, only.Message, StringComparison.Ordinal);
        Assert.Empty(Errors(sources));
    }

    public static IEnumerable<string> Errors(params string[] sources) =>
        AllGenerators
            .Complete(GeneratorHarness.Compile([Written.Token, .. sources]))
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static each => each.Severity == DiagnosticSeverity.Error)
            .Select(static each => each.ToString());
}
