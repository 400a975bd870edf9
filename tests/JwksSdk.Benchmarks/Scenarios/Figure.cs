using JwksSdk.Benchmarks.Measuring;

namespace JwksSdk.Benchmarks.Scenarios;

/// <summary>One number that was measured.</summary>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Case">What was done.</param>
/// <param name="Subject">Who did it.</param>
/// <param name="Unit">What the number counts: <c>ratio</c>, <c>bytes</c>, <c>ns</c>, <c>ms</c>, <c>requests</c>, …</param>
/// <param name="Value">The number.</param>
internal sealed record Figure(string Scenario, string Case, string Subject, string Unit, double Value)
{
    /// <summary>What limits and readers find it by.</summary>
    public string Key => $"{Scenario} / {Case} / {Subject} / {Unit}";

    /// <summary>The figures of comparisons.</summary>
    public static IEnumerable<Figure> Of(string scenario, string @case, IEnumerable<Comparison> comparisons) =>
        comparisons.SelectMany(each =>
            new (string Unit, double? Value)[]
            {
                ("ratio", Math.Round(each.Ratio, 4)),
                ("low", Math.Round(each.Low, 4)),
                ("high", Math.Round(each.High, 4)),
                ("ns", Math.Round(each.Nanoseconds)),
                ("bytes", each.Bytes),
            }
                .Where(static figure => figure.Value is not null)
                .Select(figure => new Figure(scenario, @case, each.Subject, figure.Unit, figure.Value!.Value))
        );
}

/// <summary>Something to measure.</summary>
internal interface IScenario
{
    /// <summary>Its name, for <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>What it asks, in a sentence.</summary>
    string Question { get; }

    /// <summary>Whether a quick run leaves it out, because a few seconds show nothing of what it asks.</summary>
    bool TakesLong => false;

    /// <summary>Measures.</summary>
    /// <param name="effort">How much.</param>
    /// <param name="seed">Decides orders and contents.</param>
    IEnumerable<Figure> Run(Effort effort, int seed);
}
