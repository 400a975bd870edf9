using System.Globalization;
using JwksSdk.Benchmarks.Limits;
using JwksSdk.Benchmarks.Scenarios;

namespace JwksSdk.Benchmarks.Reporting;

/// <summary>Every promise beside what was measured, and why some are looser than asked for.</summary>
internal static class Targets
{
    public static IEnumerable<string> Lines(IReadOnlyList<Figure> figures)
    {
        var values = figures.ToDictionary(static figure => figure.Key, static figure => figure.Value);
        return
        [
            .. Table.Lines(
                [
                    ["row", "figure", "over", "goal", "asked", "limit", "measured"],
                    .. AllLimits.List.Select(limit =>
                        (string[])
                            [
                                limit.Row.ToString(CultureInfo.InvariantCulture),
                                limit.Figure,
                                limit.Per ?? "",
                                Text(limit, limit.Goal),
                                limit.Looser?.Asked ?? "",
                                Text(limit, limit.Bound),
                                Measured(limit, values),
                            ]
                    ),
                ],
                labels: 3
            ),
            "",
            .. AllLimits
                .List.Where(static limit => limit.Looser is not null)
                .GroupBy(static limit => limit.Looser!)
                .Select(static limits =>
                    $"- Row {limits.First().Row}, asked: {limits.Key.Asked}. {limits.Key.Because}"
                ),
        ];
    }

    private static string Measured(Limit limit, IReadOnlyDictionary<string, double> values) =>
        limit.ValueIn(values)?.ToString("#,0.###", CultureInfo.InvariantCulture) ?? "";

    private static string Text(Limit limit, double bound) =>
        string.Create(CultureInfo.InvariantCulture, $"{(limit.IsAtLeast ? "≥" : "≤")} {bound:#,0.###}");
}
