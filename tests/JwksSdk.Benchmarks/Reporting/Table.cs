using System.Globalization;
using JwksSdk.Benchmarks.Scenarios;

namespace JwksSdk.Benchmarks.Reporting;

/// <summary>Shows figures as a table: a row for each subject of each case, a column for each unit.</summary>
internal static class Table
{
    public static void Write(IReadOnlyList<Figure> figures)
    {
        foreach (var line in Lines(figures))
        {
            Console.WriteLine(line);
        }
    }

    /// <summary>The lines of the table, as Markdown.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<Figure> figures)
    {
        string[] units = [.. figures.Select(static figure => figure.Unit).Distinct()];
        string[][] rows =
        [
            ["case", "subject", .. units],
            .. figures
                .GroupBy(static figure => (figure.Case, figure.Subject))
                .Select(row =>
                    (string[])
                        [
                            row.Key.Case,
                            row.Key.Subject,
                            .. units.Select(unit => Text(row.FirstOrDefault(figure => figure.Unit == unit))),
                        ]
                ),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(row => row[i].Length)).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            yield return "| "
                + string.Join(
                    " | ",
                    rows[i].Select((cell, at) => at < 2 ? cell.PadRight(widths[at]) : cell.PadLeft(widths[at]))
                )
                + " |";
            if (i == 0)
            {
                yield return "|"
                    + string.Join("|", widths.Select((width, at) => new string('-', width + 1) + (at < 2 ? "-" : ":")))
                    + "|";
            }
        }
    }

    private static string Text(Figure? figure) =>
        figure is null ? ""
        : figure.Unit is "ratio" or "low" or "high" ? figure.Value.ToString("0.000", CultureInfo.InvariantCulture)
        : figure.Value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
