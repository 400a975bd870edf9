using System.Text.Json;
using JwksSdk.Benchmarks.Scenarios;

namespace JwksSdk.Benchmarks.Reporting;

/// <summary>Writes all figures of a run, so that whoever quotes one can show where it comes from.</summary>
internal static class FigureFile
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Write(FileInfo file, Machine machine, SessionOptions options, IReadOnlyList<Figure> figures) =>
        File.WriteAllText(file.FullName, Text(machine, options, figures));

    /// <summary>The file's text.</summary>
    public static string Text(Machine machine, SessionOptions options, IReadOnlyList<Figure> figures) =>
        JsonSerializer.Serialize(
            new
            {
                machine,
                options.Quick,
                Check = options.Judges,
                options.Seed,
                figures = figures.Select(static each => new
                {
                    each.Scenario,
                    each.Case,
                    each.Subject,
                    each.Unit,
                    each.Value,
                }),
            },
            Indented
        ) + "\n";
}
