using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using JwksSdk.Generators.Tests.Support;

namespace JwksSdk.Tests.Documentation;

/// <summary>Whatever figure is shown of the benchmarks is one that a run of them wrote.</summary>
public class BenchmarkFiguresTests
{
    private const string Folder = "tests/JwksSdk.Benchmarks";
    private const string Baseline = "bare ";

    private static readonly JsonElement Run = JsonDocument
        .Parse(Repository.Read($"{Folder}/Results/figures.json"))
        .RootElement;

    private static readonly Figure[] Figures =
    [
        .. Run.GetProperty("figures")
            .EnumerateArray()
            .Select(static figure => figure.Deserialize<Figure>(JsonSerializerOptions.Web)!),
    ];

    [Fact]
    public void The_tables_of_the_benchmarks_show_each_figure_of_the_run_and_no_other()
    {
        var shown = TablesByHeading($"{Folder}/README.md", "figures")
            .SelectMany(static table =>
                table.Rows.SelectMany(row =>
                    row.Skip(2)
                        .Zip(table.Head.Skip(2), (text, unit) => (Key: (table.Heading, row[0], row[1], unit), text))
                )
            )
            .Where(static cell => cell.text.Length > 0)
            .ToDictionary(static cell => cell.Key, static cell => cell.text);

        Assert.Equal(
            Figures.Select(static figure => (figure.Scenario, figure.Case, figure.Subject, figure.Unit)).Order(),
            shown.Keys.Order()
        );
        Assert.All(
            Figures,
            figure => AssertShows(figure, shown[(figure.Scenario, figure.Case, figure.Subject, figure.Unit)])
        );
    }

    [Fact]
    public void The_table_of_limits_shows_what_the_run_measured()
    {
        var values = Figures.ToDictionary(
            static figure => $"{figure.Scenario} / {figure.Case} / {figure.Subject} / {figure.Unit}",
            static figure => figure.Value
        );
        var table = Assert.Single(TablesByHeading($"{Folder}/README.md", "limits"));

        Assert.NotEmpty(table.Rows);
        Assert.All(
            table.Rows,
            row =>
            {
                var value = values[row[0]] / (row[1].Length == 0 ? 1 : values[row[1]]);
                Assert.Equal(value, double.Parse(row[4], CultureInfo.InvariantCulture), 0.000501);
            }
        );
    }

    [Fact]
    public void Each_row_of_the_README_shows_what_the_run_counted_of_one_case()
    {
        var table = Assert.Single(TablesByHeading("README.md", "benchmarks"));
        var cases = Figures.ToLookup(static figure => (figure.Scenario, figure.Case, figure.Unit));

        Assert.NotEmpty(table.Rows);
        Assert.All(
            table.Rows,
            row =>
                Assert.Contains(cases, figures => row.Skip(1).Zip(table.Head.Skip(1)).All(cell => Has(figures, cell)))
        );
    }

    [Fact]
    public void The_plot_shows_what_the_run_measured()
    {
        var plot = XDocument.Parse(Repository.Read($"{Folder}/Results/figures.svg"));
        var description = plot.Descendants().Single(static element => element.Name.LocalName == "desc").Value;
        var rows = plot.Descendants()
            .Where(static element => ((string?)element.Attribute("class"))?.Split(' ')[0] == "row")
            .ToDictionary(static row => TextOf(row, "name")!);
        var expected = Figures
            .Where(static figure => figure is { Scenario: "verify" or "node", Case: "RS256-2048" })
            .Where(static figure => !figure.Subject.StartsWith(Baseline, StringComparison.Ordinal))
            .Where(static figure => figure.Unit is "ratio" or "bytes")
            .ToArray();

        Assert.Equal(expected.Select(static figure => figure.Subject).Distinct().Order(), rows.Keys.Order());
        Assert.All(expected, figure => AssertShows(figure, TextOf(rows[figure.Subject], figure.Unit)));
        Assert.Equal(
            expected.Length,
            rows.Values.Sum(static row => row.Elements().Count(static each => each.Name.LocalName == "text") - 1)
        );
        Assert.All(
            rows,
            row =>
                Assert.Contains(
                    $", {row.Key}: {TextOf(row.Value, "ratio")}{(TextOf(row.Value, "bytes") is { } bytes ? $", {bytes} bytes" : "")}.",
                    description,
                    StringComparison.Ordinal
                )
        );
    }

    [Theory]
    [InlineData("README.md", "benchmarks")]
    [InlineData($"{Folder}/README.md", "figures")]
    public void A_page_says_on_what_it_was_measured_and_when(string page, string mark)
    {
        var machine = Run.GetProperty("machine");
        var line = Assert.Single(
            Between(page, mark),
            static line => line.StartsWith("Measured on ", StringComparison.Ordinal)
        );

        Assert.False(Run.GetProperty("quick").GetBoolean());
        foreach (var name in new[] { "processor", "runtime", "date" })
        {
            Assert.Contains(machine.GetProperty(name).GetString()!, line, StringComparison.Ordinal);
        }

        Assert.EndsWith(
            string.Create(CultureInfo.InvariantCulture, $"load {machine.GetProperty("loadBefore").GetDouble():0.0}."),
            line,
            StringComparison.Ordinal
        );
    }

    private static bool Has(IEnumerable<Figure> figures, (string Text, string Who) cell)
    {
        var own = figures.Where(figure => IsOf(figure, cell.Who)).ToArray();
        return own.Length == 0 ? cell.Text == "–" : own.Any(figure => Shows(figure, cell.Text));
    }

    /// <summary>Whether a figure belongs in a column: nobody but this SDK has generators.</summary>
    private static bool IsOf(Figure figure, string who) =>
        who == "JwksSdk"
            ? figure.Scenario == "generator" || figure.Subject.StartsWith(who, StringComparison.Ordinal)
            : figure.Subject == who;

    private static void AssertShows(Figure figure, string? text) =>
        Assert.True(text is not null && Shows(figure, text), $"{figure} is shown as {text}.");

    /// <summary>Whether a text is the figure, rounded to no fewer digits than tables show.</summary>
    private static bool Shows(Figure figure, string text) =>
        double.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number - figure.Value) < (figure.Unit is "ratio" or "low" or "high" ? 0.000501 : 0.00501);

    private static string? TextOf(XElement row, string name) =>
        row.Elements()
            .SingleOrDefault(element => (string?)element.Attribute("class") == name && element.Value.Length > 0)
            ?.Value;

    private static IEnumerable<(string Heading, string[] Head, string[][] Rows)> TablesByHeading(
        string page,
        string mark
    ) =>
        string.Join('\n', Between(page, mark))
            .Split("### ")
            .Select(static section =>
                (
                    Heading: section.Split('\n')[0],
                    Rows: section
                        .Split('\n')
                        .Where(static line => line.StartsWith('|'))
                        .Select(static line => line.Trim('|').Split('|').Select(static cell => cell.Trim()).ToArray())
                        .ToArray()
                )
            )
            .Where(static section => section.Rows.Length > 0)
            .Select(static section => (section.Heading, section.Rows[0], section.Rows[2..]));

    private static string[] Between(string page, string mark)
    {
        var lines = Repository.Read(page).Split('\n');
        return lines[(Array.IndexOf(lines, $"<!-- {mark} -->") + 1)..Array.IndexOf(lines, $"<!-- /{mark} -->")];
    }

    private sealed record Figure(string Scenario, string Case, string Subject, string Unit, double Value);
}
