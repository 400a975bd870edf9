using System.Globalization;
using JwksSdk.Benchmarks.Scenarios;

namespace JwksSdk.Benchmarks.Reporting;

/// <summary>Shows figures as a table: a row for each subject of each case, a column for each unit.</summary>
internal static class Table
{
    public static void Write(IReadOnlyList<Figure> figures)
    {
        if (figures.Count == 0)
        {
            return;
        }

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
        return Lines(rows, labels: 2);
    }

    /// <summary>The lines of a table whose first row are its headings and whose first columns are not numbers.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<string[]> rows, int labels)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(row => row[i].Length)).ToArray();
        for (var i = 0; i < rows.Count; i++)
        {
            yield return "| "
                + string.Join(
                    " | ",
                    rows[i].Select((cell, at) => at < labels ? cell.PadRight(widths[at]) : cell.PadLeft(widths[at]))
                )
                + " |";
            if (i == 0)
            {
                yield return "|"
                    + string.Join(
                        "|",
                        widths.Select((width, at) => new string('-', width + 1) + (at < labels ? "-" : ":"))
                    )
                    + "|";
            }
        }
    }

    /// <summary>A figure as tables show it; nothing for none.</summary>
    public static string Text(Figure? figure) =>
        figure is null ? ""
        : figure.Unit is "ratio" or "low" or "high" ? figure.Value.ToString("0.000", CultureInfo.InvariantCulture)
        : figure.Value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
