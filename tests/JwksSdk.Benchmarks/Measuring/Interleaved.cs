using System.Diagnostics;

namespace JwksSdk.Benchmarks.Measuring;

/// <summary>
/// Measures several subjects side by side: in each round every one has a turn, in random order, and only times of one round
/// are compared. A machine that is slow for a second is slow for all of them.
/// </summary>
internal static class Interleaved
{
    /// <summary>Measures.</summary>
    /// <param name="subjects">The subjects; the first one is the baseline.</param>
    /// <param name="effort">How much.</param>
    /// <param name="seed">Decides the orders.</param>
    /// <returns>One comparison each, in the order of the subjects.</returns>
    public static IReadOnlyList<Comparison> Measure(IReadOnlyList<Subject> subjects, Effort effort, int seed)
    {
        var counts = WarmUp(subjects, effort);
        var order = Enumerable.Range(0, subjects.Count).ToArray();
        var random = new Random(seed);
        var times = subjects.Select(_ => new double[effort.Rounds]).ToArray();
        var bytes = subjects.Select(static _ => double.MaxValue).ToArray();
        for (var round = 0; round < effort.Rounds; round++)
        {
            random.Shuffle(order);
            foreach (var i in order)
            {
                var allocated = GC.GetAllocatedBytesForCurrentThread();
                var begun = Stopwatch.GetTimestamp();
                subjects[i].Run(counts[i]);
                times[i][round] = Stopwatch.GetElapsedTime(begun).TotalNanoseconds / counts[i];
                var each = (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / counts[i];
                bytes[i] = Math.Min(bytes[i], each);
            }
        }

        return
        [
            .. subjects.Select(
                (subject, i) =>
                {
                    var ratios = times[i].Zip(times[0], static (own, baseline) => own / baseline).Order().ToArray();
                    return new Comparison(
                        subject.Name,
                        Quantile(ratios, 0.5),
                        Quantile(ratios, 0.25),
                        Quantile(ratios, 0.75),
                        Quantile([.. times[i].Order()], 0.5),
                        Math.Round(bytes[i], 1)
                    );
                }
            ),
        ];
    }

    /// <summary>The value below which a part of all values is.</summary>
    public static double Quantile(double[] ordered, double part) => ordered[(int)((ordered.Length - 1) * part)];

    /// <summary>Runs subjects in turn until they are compiled for good, and says how many operations of each fill a turn.</summary>
    public static int[] WarmUp(IReadOnlyList<Subject> subjects, Effort effort)
    {
        var counts = subjects.Select(static _ => 1).ToArray();
        var last = new TimeSpan[subjects.Count];
        CompiledForGood.Run(
            effort.Calm,
            () =>
            {
                for (var i = 0; i < counts.Length; i++)
                {
                    counts[i] = last[i] < effort.Turn / 2 ? 2 * counts[i] : counts[i];
                    var begun = Stopwatch.GetTimestamp();
                    subjects[i].Run(counts[i]);
                    last[i] = Stopwatch.GetElapsedTime(begun);
                }
            }
        );
        return [.. counts.Select((count, i) => Math.Max(1, (int)(count * (effort.Turn / last[i]))))];
    }
}
