using System.Globalization;
using JwksSdk.Benchmarks.Limits;
using JwksSdk.Benchmarks.Scenarios;

namespace JwksSdk.Benchmarks.Reporting;

/// <summary>Every promise beside what was measured.</summary>
internal static class Targets
{
    public static IEnumerable<string> Lines(IReadOnlyList<Figure> figures)
    {
        var values = figures.ToDictionary(static figure => figure.Key, static figure => figure.Value);
        return Table.Lines(
            [
                ["figure", "over", "goal", "limit", "measured"],
                .. AllLimits
                    .List.Where(limit => limit.ValueIn(values) is not null)
                    .Select(limit =>
                        (string[])
                            [
                                limit.Figure,
                                limit.Per ?? "",
                                Text(limit, limit.Goal),
                                Text(limit, limit.Bound),
                                limit.ValueIn(values)!.Value.ToString("#,0.###", CultureInfo.InvariantCulture),
                            ]
                    ),
            ],
            labels: 2
        );
    }

    private static string Text(Limit limit, double bound) =>
        string.Create(CultureInfo.InvariantCulture, $"{(limit.IsAtLeast ? "≥" : "≤")} {bound:#,0.###}");
}
