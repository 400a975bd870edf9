using System.Globalization;
using System.Xml.Linq;
using JwksSdk.Benchmarks.Scenarios;
using JwksSdk.Benchmarks.Subjects;

namespace JwksSdk.Benchmarks.Reporting;

/// <summary>
/// Draws what verifying a token costs: a row for each subject, with its time as a multiple of its own runtime's bare check on the
/// left and its allocations on the right. The picture has a ground of its own, so that it can be read on any page.
/// </summary>
internal static class Plot
{
    private const int Width = 880;
    private const int RowHeight = 26;
    private const int BarHeight = 14;
    private const int Top = 74;
    private const int NamesEnd = 362;

    private const string Case = "RS256-2048";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Ends at twice and a half the bare check: what takes longer is cut, or nobody could tell the others apart.</summary>
    private static readonly Axis Ratios = new("ratio", NamesEnd + 12, 240, 2.5);

    private const string Style = """
        text { fill: #1f2328; font: 13px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        .title { font-weight: 600; font-size: 15px; }
        .group { font-weight: 600; }
        .faint { fill: #59636e; font-size: 12px; }
        .ground { fill: #ffffff; stroke: #d1d9e0; }
        .bar { fill: #9aa4af; }
        .own .bar { fill: #1f7a4d; }
        .own text { font-weight: 600; }
        .cut { stroke: #ffffff; stroke-width: 3; }
        .axis { stroke: #59636e; stroke-dasharray: 3 3; }
        @media (prefers-color-scheme: dark) {
          text { fill: #f0f6fc; }
          .faint { fill: #9198a1; }
          .ground { fill: #0d1117; stroke: #3d444d; }
          .bar { fill: #6b7683; }
          .own .bar { fill: #3fb77d; }
          .cut { stroke: #0d1117; }
          .axis { stroke: #9198a1; }
        }
        """;

    /// <summary>Draws.</summary>
    /// <returns>The SVG's text.</returns>
    public static string Draw(IReadOnlyList<Figure> figures)
    {
        (string Title, Row[] Rows)[] groups =
        [
            .. new[]
            {
                (Title: ".NET", Rows: RowsOf(figures, "verify")),
                (Title: "Node.js", Rows: RowsOf(figures, "node")),
            }.Where(static group => group.Rows.Length > 0),
        ];
        var rows = groups.SelectMany(static group => group.Rows).ToArray();
        var bytes = new Axis("bytes", 690, 110, rows.Max(static row => row.Bytes?.Value ?? 0));
        var height = Top + ((groups.Length + rows.Length) * RowHeight) + 20;
        var drawn = new List<XElement>();
        var y = Top;
        foreach (var group in groups)
        {
            drawn.Add(Text("group", NamesEnd, y, group.Title, "end"));
            y += RowHeight;
            foreach (var row in group.Rows)
            {
                drawn.Add(Draw(row, y, bytes));
                y += RowHeight;
            }
        }

        var one = Ratios.At(1);
        return new XElement(
                Svg + "svg",
                new XAttribute("viewBox", $"0 0 {Width} {height}"),
                new XAttribute("width", Width),
                new XAttribute("height", height),
                new XAttribute("role", "img"),
                new XAttribute("aria-labelledby", "title what"),
                new XElement(Svg + "title", new XAttribute("id", "title"), $"The cost of verifying a token, {Case}"),
                new XElement(Svg + "desc", new XAttribute("id", "what"), InWords(groups)),
                new XElement(Svg + "style", "\n" + Style + "\n"),
                new XElement(
                    Svg + "rect",
                    new XAttribute("class", "ground"),
                    new XAttribute("x", 0.5),
                    new XAttribute("y", 0.5),
                    new XAttribute("width", Width - 1),
                    new XAttribute("height", height - 1),
                    new XAttribute("rx", 6)
                ),
                Text("title", 20, 30, $"Verifying a token, {Case}"),
                Text("faint", Ratios.Start, 30, "time, as a multiple of the runtime's"),
                Text("faint", Ratios.Start, 46, "bare signature check (dashed: 1)"),
                Text("faint", bytes.Start, 30, "bytes allocated"),
                drawn,
                new XElement(
                    Svg + "path",
                    new XAttribute("class", "axis"),
                    new XAttribute("d", $"M{Number(one)} {Top - 18}V{height - 18}")
                )
            ) + "\n";
    }

    private static Row[] RowsOf(IReadOnlyList<Figure> figures, string scenario) =>
        [
            .. figures
                .Where(figure => figure.Scenario == scenario && figure.Case == Case)
                .GroupBy(static figure => figure.Subject)
                .Where(static subject => !SubjectNames.IsBaseline(subject.Key))
                .Select(static subject => new Row(
                    subject.Key,
                    subject.Single(static figure => figure.Unit == "ratio"),
                    subject.SingleOrDefault(static figure => figure.Unit == "bytes")
                )),
        ];

    private static string InWords(IEnumerable<(string Title, Row[] Rows)> groups) =>
        "Time as a multiple of the runtime's bare signature check, and bytes allocated. "
        + string.Join(
            " ",
            groups.SelectMany(static group =>
                group.Rows.Select(row =>
                    $"{group.Title}, {row.Subject}: {Table.Text(row.Ratio)}{(row.Bytes is null ? "" : $", {Table.Text(row.Bytes)} bytes")}."
                )
            )
        );

    private static XElement Draw(Row row, int y, Axis bytes) =>
        new(
            Svg + "g",
            new XAttribute("class", row.Subject == SubjectNames.Sdk ? "row own" : "row"),
            Text("name", NamesEnd, y, row.Subject, "end"),
            Draw(row.Ratio, y, Ratios),
            row.Bytes is null ? null : Draw(row.Bytes, y, bytes)
        );

    private static IEnumerable<XElement> Draw(Figure figure, int y, Axis axis)
    {
        var end = axis.At(Math.Min(figure.Value, axis.End));
        yield return new XElement(
            Svg + "rect",
            new XAttribute("class", "bar"),
            new XAttribute("x", axis.Start),
            new XAttribute("y", y - BarHeight + 3),
            new XAttribute("width", Number(end - axis.Start)),
            new XAttribute("height", BarHeight)
        );
        if (figure.Value > axis.End)
        {
            yield return new XElement(
                Svg + "path",
                new XAttribute("class", "cut"),
                new XAttribute("d", $"M{Number(end - 20)} {y + 5}l6 -18m3 0l-6 18")
            );
        }

        yield return Text(axis.Name, end + 6, y, Table.Text(figure));
    }

    private static XElement Text(string name, double x, double y, string text, string anchor = "start") =>
        new(
            Svg + "text",
            new XAttribute("class", name),
            new XAttribute("x", Number(x)),
            new XAttribute("y", Number(y)),
            anchor == "start" ? null : new XAttribute("text-anchor", anchor),
            text
        );

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>What is drawn of one subject.</summary>
    private sealed record Row(string Subject, Figure Ratio, Figure? Bytes);

    /// <summary>Where values are, from left to right.</summary>
    /// <param name="Name">The class of its values' texts.</param>
    /// <param name="Start">Where 0 is.</param>
    /// <param name="Length">Its length.</param>
    /// <param name="End">The value at its end.</param>
    private sealed record Axis(string Name, int Start, int Length, double End)
    {
        public double At(double value) => Start + (value / End * Length);
    }
}
