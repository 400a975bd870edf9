using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using JwksSdk.Benchmarks.Limits;
using JwksSdk.Benchmarks.Reporting;
using JwksSdk.Benchmarks.Scenarios;
using JwksSdk.Benchmarks.Subjects;
using JwksSdk.Generators.Tests.Support;

namespace JwksSdk.Tests.Documentation;

/// <summary>Whatever figure is shown of the benchmarks is one that a run of them wrote.</summary>
public class BenchmarkFiguresTests
{
    private const string Folder = "tests/JwksSdk.Benchmarks";

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
        var tables = TablesByHeading($"{Folder}/README.md", "figures").ToArray();
        var sideBySide = tables
            .Where(static table => table.Head[0] != "case")
            .Select(static table => table.Heading)
            .ToHashSet();
        var expected = Figures.Where(figure =>
            !sideBySide.Contains(figure.Scenario)
            || (figure.Unit is "ratio" or "bytes" or "requests" && !SubjectNames.IsBaseline(figure.Subject))
        );
        var shown = tables
            .SelectMany(Cells)
            .Where(static cell => cell.Text.Length > 0)
            .ToDictionary(static cell => cell.Key);

        Assert.Equal(["refuse"], sideBySide);
        Assert.Equal(expected.Select(static figure => figure.Key).Order(), shown.Keys.Order());
        Assert.All(expected, figure => AssertShows(figure, shown[figure.Key].Text));
    }

    [Fact]
    public void The_table_of_limits_is_that_of_the_run() =>
        Assert.Equal([.. Targets.Lines(Figures)], Trimmed(Between($"{Folder}/README.md", "limits")));

    [Fact]
    public void The_run_measured_every_limit_and_kept_it()
    {
        var values = Figures.ToDictionary(static figure => figure.Key, static figure => figure.Value);

        Assert.All(
            AllLimits.List,
            limit =>
            {
                var value = limit.ValueIn(values);
                Assert.True(value is not null && limit.Holds(value.Value), $"{limit.Figure} is {value}.");
            }
        );
        Assert.True(Run.GetProperty("check").GetBoolean());
    }

    [Fact]
    public void The_table_of_the_README_is_that_of_the_run()
    {
        string[] table = [.. Summary.Lines(Figures)];

        Assert.Equal(table, Trimmed(Between("README.md", "benchmarks"))[..table.Length]);
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
            .Where(static figure => !SubjectNames.IsBaseline(figure.Subject))
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
        foreach (var name in new[] { "processor", "runtime", "node", "system", "openSsl", "peers", "date" })
        {
            Assert.Contains(machine.GetProperty(name).GetString()!, line, StringComparison.Ordinal);
        }

        Assert.EndsWith(
            string.Create(CultureInfo.InvariantCulture, $"load {machine.GetProperty("loadBefore").GetDouble():0.0}."),
            line,
            StringComparison.Ordinal
        );
    }

    private static void AssertShows(Figure figure, string? text) =>
        Assert.True(text is not null && Shows(figure, text), $"{figure} is shown as {text}.");

    /// <summary>Whether a text is the figure, rounded to no fewer digits than tables show.</summary>
    private static bool Shows(Figure figure, string text) =>
        double.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number - figure.Value) < (figure.Unit is "ratio" or "low" or "high" or "gain" ? 0.000501 : 0.00501);

    private static string? TextOf(XElement row, string name) =>
        row.Elements()
            .SingleOrDefault(element => (string?)element.Attribute("class") == name && element.Value.Length > 0)
            ?.Value;

    private static IEnumerable<(string Key, string Text)> Cells(
        (string Heading, string[] Head, string[][] Rows) table
    ) =>
        table.Head[0] == "case"
            ? table.Rows.SelectMany(row =>
                row.Skip(2)
                    .Zip(table.Head.Skip(2), (text, unit) => ($"{table.Heading} / {row[0]} / {row[1]} / {unit}", text))
            )
            : table.Rows.SelectMany(row =>
                row.Skip(1)
                    .Zip(
                        table.Head.Skip(1),
                        (text, who) => ($"{table.Heading} / {row[0]} / {who} / {table.Head[0]}", text)
                    )
            );

    private static IEnumerable<(string Heading, string[] Head, string[][] Rows)> TablesByHeading(
        string page,
        string mark
    ) =>
        string.Join('\n', Between(page, mark))
            .Split("### ")
            .SelectMany(static section =>
                section.Split("\n\n").Select(part => (Heading: section.Split('\n')[0], Rows: RowsOf(part)))
            )
            .Where(static section => section.Rows.Length > 0)
            .Select(static section => (section.Heading, section.Rows[0], section.Rows[2..]));

    private static string[][] RowsOf(string table) =>
        [
            .. table
                .Split('\n')
                .Where(static line => line.StartsWith('|'))
                .Select(static line => line.Trim('|').Split('|').Select(static cell => cell.Trim()).ToArray()),
        ];

    private static string[] Between(string page, string mark)
    {
        var lines = Repository.Read(page).Split('\n');
        return lines[(Array.IndexOf(lines, $"<!-- {mark} -->") + 1)..Array.IndexOf(lines, $"<!-- /{mark} -->")];
    }

    private static string[] Trimmed(string[] lines) =>
        [
            .. lines
                .SkipWhile(static line => line.Length == 0)
                .Reverse()
                .SkipWhile(static line => line.Length == 0)
                .Reverse(),
        ];
}
