using System.Globalization;
using JwksSdk.Benchmarks.Scenarios;
using JwksSdk.Benchmarks.Subjects;

namespace JwksSdk.Benchmarks.Reporting;

/// <summary>Shows figures as tables.</summary>
internal static class Table
{
    private const int ManyCases = 10;

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

    /// <summary>
    /// The lines of the table, as Markdown: a row for each subject of each case, a column for each unit. With many cases a table for each
    /// of the chief units, and the subjects side by side.
    /// </summary>
    public static IEnumerable<string> Lines(IReadOnlyList<Figure> figures) =>
        figures.Select(static figure => figure.Case).Distinct().Count() > ManyCases
        && figures.Select(static figure => figure.Subject).Distinct().Count() > 2
            ? figures
                .Where(static figure => IsChief(figure.Unit) && !SubjectNames.IsBaseline(figure.Subject))
                .GroupBy(static figure => figure.Unit)
                .SelectMany(
                    (unit, i) => (string[])[.. i == 0 ? [] : (string[])[""], .. SideBySide(unit.Key, [.. unit])]
                )
            : UnderEachOther(figures);

    /// <summary>Whether a unit is shown where there are many cases; the file has all.</summary>
    private static bool IsChief(string unit) => unit is not ("low" or "high" or "ns");

    private static IEnumerable<string> SideBySide(string unit, IReadOnlyList<Figure> figures)
    {
        string[] subjects = [.. figures.Select(static figure => figure.Subject).Distinct()];
        string[][] rows =
        [
            [unit, .. subjects],
            .. figures
                .GroupBy(static figure => figure.Case)
                .Select(row =>
                    (string[])
                        [row.Key, .. subjects.Select(who => Text(row.FirstOrDefault(figure => figure.Subject == who)))]
                ),
        ];
        return Lines(rows, labels: 1);
    }

    private static IEnumerable<string> UnderEachOther(IReadOnlyList<Figure> figures)
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
        : figure.Unit is "ratio" or "low" or "high" or "gain"
            ? figure.Value.ToString("0.000", CultureInfo.InvariantCulture)
        : figure.Value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
