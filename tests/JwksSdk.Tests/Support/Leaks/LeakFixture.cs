using System.Diagnostics;
using JwksSdk.Tests.Support.Leaks;

[assembly: AssemblyFixture(typeof(LeakFixture))]

namespace JwksSdk.Tests.Support.Leaks;

/// <summary>
/// Ends the run, of whichever tests: fails it when anything that was captured in any of them holds a part of a token.
/// <see cref="LeakTests"/> says the same in full where a runner tells little of a failed end.
/// </summary>
public sealed class LeakFixture : IDisposable
{
    /// <summary>What was found; empty for nothing. Says where, never what.</summary>
    public static string Report()
    {
        LeakCapture.ReadGauges();
        var begun = Stopwatch.GetTimestamp();
        var texts = LeakCapture.Texts.Origins;
        var tokens = LeakCapture.Secrets.Tokens;
        var leaks = new LeakSearch(texts, LeakCapture.Secrets.Declared).Run(tokens);
        TestContext.Current.SendDiagnosticMessage(
            "{0} texts were searched for parts of {1} tokens in {2}.",
            texts.Count,
            tokens.Count,
            Stopwatch.GetElapsedTime(begun)
        );
        return leaks.Count == 0
            ? ""
            : $"Parts of tokens or claim values were let out, in {leaks.Count} kinds of text:\n"
                + string.Join('\n', leaks.Take(100));
    }

    public void Dispose()
    {
        var report = Report();
        Assert.True(report.Length == 0, report);
    }
}
