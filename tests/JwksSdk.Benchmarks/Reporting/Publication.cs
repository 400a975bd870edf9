using JwksSdk.Benchmarks.Scenarios;
using JwksSdk.Generators.Tests.Support;

namespace JwksSdk.Benchmarks.Reporting;

/// <summary>What a full run leaves in the repository: its figures, a plot of the chief ones, and the tables of both READMEs.</summary>
internal static class Publication
{
    private const string Folder = "tests/JwksSdk.Benchmarks";

    public static void Write(
        Machine machine,
        SessionOptions options,
        IReadOnlyList<IScenario> scenarios,
        IReadOnlyList<Figure> figures
    )
    {
        var folder = Path.Combine(Repository.Root, Folder);
        var results = Path.Combine(folder, "Results");
        // All texts are made before the first one is written.
        (string Path, string Text)[] files =
        [
            (Path.Combine(results, "figures.json"), FigureFile.Text(machine, options, figures)),
            (Path.Combine(results, "figures.svg"), Plot.Draw(figures)),
            Marks.Replace(
                Path.Combine(folder, "README.md"),
                ("figures", Everything(machine, scenarios, figures)),
                ("limits", Targets.Lines(figures))
            ),
            Marks.Replace(Path.Combine(Repository.Root, "README.md"), ("benchmarks", Chief(machine, figures))),
        ];
        Directory.CreateDirectory(results);
        Array.ForEach(files, static file => File.WriteAllText(file.Path, file.Text));
    }

    private static IEnumerable<string> Everything(
        Machine machine,
        IReadOnlyList<IScenario> scenarios,
        IReadOnlyList<Figure> figures
    ) =>
        [
            .. MeasuredOn(machine),
            "",
            Picture("Results/figures.svg"),
            .. scenarios.SelectMany(scenario =>
                Section(scenario, [.. figures.Where(figure => figure.Scenario == scenario.Name)])
            ),
        ];

    private static IEnumerable<string> Section(IScenario scenario, IReadOnlyList<Figure> figures) =>
        figures.Count == 0 ? [] : ["", $"### {scenario.Name}", "", scenario.Question, "", .. Table.Lines(figures)];

    private static IEnumerable<string> Chief(Machine machine, IReadOnlyList<Figure> figures) =>
        [
            .. Summary.Lines(figures),
            "",
            "– was not measured.",
            "",
            Picture($"{Folder}/Results/figures.svg"),
            "",
            .. MeasuredOn(machine),
            $"Everything that is measured, and how: [benchmarks]({Folder}/README.md).",
        ];

    private static IEnumerable<string> MeasuredOn(Machine machine)
    {
        yield return $"Measured on {machine}.";
        if (Machine.IsBusy(machine.LoadBefore))
        {
            yield return "The machine was busy with other work: times of this run mislead, those in other threads most of all.";
        }
    }

    private static string Picture(string path) =>
        $"![What verifying a token costs above the bare signature check, and what it allocates]({path})";
}
