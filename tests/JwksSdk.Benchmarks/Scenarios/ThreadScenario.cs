using System.Diagnostics;
using JwksSdk.Benchmarks.Measuring;
using JwksSdk.Benchmarks.Subjects;

namespace JwksSdk.Benchmarks.Scenarios;

/// <summary>One verifier shared by two threads, beside the same alone.</summary>
internal sealed class ThreadScenario : IScenario
{
    public string Name => "threads";

    public string Question => "How much more do two threads verify than one?";

    public IEnumerable<Figure> Run(Effort effort, int seed)
    {
        var tokens = new TokenSet(JwtAlgorithms.RS256);
        using var world = new SdkWorld(tokens);
        Subject[] subjects =
        [
            BareCheck.Of(tokens),
            world.Verifies(SubjectNames.Sdk, tokens.Token),
            .. MicrosoftPeers.Handlers(tokens),
        ];
        // Long turns: two threads do not begin in the same moment.
        var longer = effort with
        {
            Turn = 5 * effort.Turn,
        };
        var counts = Interleaved.WarmUp(subjects, longer);
        var gains = Gains(subjects, counts, effort.Rounds / 3, new Random(seed));
        return subjects.SelectMany((subject, i) => Figures(subject, [.. gains[i].Order()]));
    }

    /// <summary>How many times as much two threads do as one in the same time, for each subject and round; all take turns in random order.</summary>
    private static double[][] Gains(Subject[] subjects, int[] counts, int rounds, Random random)
    {
        var gains = subjects.Select(_ => new double[rounds]).ToArray();
        var turns = Enumerable.Range(0, 2 * subjects.Length).ToArray();
        var times = new double[turns.Length];
        for (var round = 0; round < rounds; round++)
        {
            random.Shuffle(turns);
            foreach (var turn in turns)
            {
                times[turn] = Time(subjects[turn / 2], counts[turn / 2], threads: 1 + (turn % 2));
            }

            for (var i = 0; i < subjects.Length; i++)
            {
                gains[i][round] = 2 * times[2 * i] / times[(2 * i) + 1];
            }
        }

        return gains;
    }

    /// <summary>How long it takes until each of so many threads has done the subject's operation so many times.</summary>
    private static double Time(Subject subject, int count, int threads)
    {
        using var start = new Barrier(threads + 1);
        using var end = new Barrier(threads + 1);
        for (var i = 0; i < threads; i++)
        {
            new Thread(() =>
            {
                start.SignalAndWait();
                subject.Run(count);
                end.SignalAndWait();
            }).Start();
        }

        start.SignalAndWait();
        var begun = Stopwatch.GetTimestamp();
        end.SignalAndWait();
        return Stopwatch.GetElapsedTime(begun).TotalNanoseconds;
    }

    private Figure[] Figures(Subject subject, double[] gains) =>
        [
            Figure(subject, "gain", gains, 0.5),
            Figure(subject, "low", gains, 0.25),
            Figure(subject, "high", gains, 0.75),
        ];

    private Figure Figure(Subject subject, string unit, double[] ordered, double part) =>
        new(Name, "RS256-2048", subject.Name, unit, Math.Round(Interleaved.Quantile(ordered, part), 3));
}
