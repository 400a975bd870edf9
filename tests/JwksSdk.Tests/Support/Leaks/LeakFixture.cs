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
    private static (int Texts, int Tokens, string Report) _latest = (0, 0, "");

    /// <summary>What was found; empty for nothing. Says where, never what. Searches again only if there is more to search.</summary>
    public static string Report()
    {
        LeakCapture.ReadGauges();
        var texts = LeakCapture.Texts.Origins;
        var tokens = LeakCapture.Secrets.Tokens;
        if (_latest.Texts != texts.Count || _latest.Tokens != tokens.Count)
        {
            _latest = (texts.Count, tokens.Count, Search(texts, tokens));
        }

        return _latest.Report;
    }

    public void Dispose()
    {
        var report = Report();
        Assert.True(report.Length == 0, report);
    }

    private static string Search(IReadOnlyDictionary<string, string> texts, ICollection<string> tokens)
    {
        var begun = Stopwatch.GetTimestamp();
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
}
