using System.Diagnostics;
using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Subjects;

namespace JwksSdk.Benchmarks.Scenarios;

/// <summary>One verifier shared by two threads.</summary>
internal sealed class ThreadScenario : IScenario
{
    public string Name => "threads";

    public string Question => "How much more do two threads verify than one?";

    public IEnumerable<Figure> Run(Effort effort, int seed)
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256);
        using var world = new SdkWorld(tokens);
        var subject = world.Verifies(VerifyScenario.Sdk, tokens.Token);
        var count = (int)(effort.Turn / TimeSpan.FromMicroseconds(1));
        subject.Run(count);
        var gains = Enumerable.Range(0, effort.Rounds / 3).Select(_ => Gain(subject, count)).Order().ToArray();
        yield return new Figure(Name, "RS256-2048", VerifyScenario.Sdk, "gain", Math.Round(gains[gains.Length / 2], 3));
    }

    /// <summary>How many times as much two threads do as one, in the same time.</summary>
    private static double Gain(Subject subject, int count)
    {
        var begun = Stopwatch.GetTimestamp();
        subject.Run(count);
        var alone = Stopwatch.GetElapsedTime(begun);

        using var start = new Barrier(3);
        using var end = new Barrier(3);
        var threads = Enumerable
            .Range(0, 2)
            .Select(_ => new Thread(() =>
            {
                start.SignalAndWait();
                subject.Run(count);
                end.SignalAndWait();
            }))
            .ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        start.SignalAndWait();
        begun = Stopwatch.GetTimestamp();
        end.SignalAndWait();
        return 2 * (alone / Stopwatch.GetElapsedTime(begun));
    }
}
