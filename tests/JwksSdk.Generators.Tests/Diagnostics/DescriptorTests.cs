using System.Reflection;
using System.Runtime.CompilerServices;
using JwksSdk.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>What must hold for every diagnostic, also for the next one.</summary>
public sealed class DescriptorTests
{
    private static readonly DiagnosticDescriptor[] All =
    [
        .. typeof(Descriptors)
            .Assembly.GetTypes()
            .Where(static type => type.Namespace == typeof(Descriptors).Namespace)
            .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Select(static field => field.GetValue(null))
            .OfType<DiagnosticDescriptor>(),
    ];

    private static string Root([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));

    private static string Generator => Path.Combine(Root(), "generators", "JwksSdk.Generators");

    public static TheoryData<string> Ids => [.. All.Select(static each => each.Id)];

    [Fact]
    public void Every_id_is_used_once_and_reported_by_one_analyzer()
    {
        var reported = typeof(Descriptors)
            .Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .SelectMany(static type => ((DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics)
            .Select(static each => each.Id)
            .Order();

        Assert.Equal(All.Select(static each => each.Id).Order(), reported);
        Assert.Equal(All.Length, All.DistinctBy(static each => each.Id).Count());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_diagnostic_links_to_its_page(string id) =>
        Assert.Equal(
            $"https://github.com/jwkssdk/jwkssdk/blob/main/generators/JwksSdk.Generators/Diagnostics/docs/{id}.md",
            Descriptor(id).HelpLinkUri
        );

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_page_tells_cause_example_fix_and_how_to_silence(string id)
    {
        var page = File.ReadAllText(Path.Combine(Generator, "Diagnostics", "docs", id + ".md"));

        Assert.StartsWith($"# {id}: {Descriptor(id).Title}\n", page, StringComparison.Ordinal);
        foreach (var heading in new[] { "What it means", "Example", "Fix", "How to silence" })
        {
            var section = page.Split($"\n## {heading}\n").ElementAtOrDefault(1)?.Split("\n## ")[0].Trim();
            Assert.True(section?.Length >= 15, $"{id}.md says too little under {heading}.");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_diagnostic_has_a_row_in_a_release_file(string id)
    {
        var rows = new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(static file => File.ReadLines(Path.Combine(Generator, file)))
            .Where(row => row.StartsWith(id, StringComparison.Ordinal));

        var cells = Assert.Single(rows).Split('|').Select(static cell => cell.Trim()).ToArray();
        Assert.Equal(
            [id, Descriptor(id).Category, $"{Descriptor(id).DefaultSeverity}", $"{Descriptor(id).Title}"],
            cells
        );
    }

    /// <summary>An error is what cannot work, a warning what would surprise, a suggestion what may be meant.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_page_tells_the_severity_and_every_lesser_one_how_to_silence_it_by_its_id(string id)
    {
        var page = File.ReadAllText(Path.Combine(Generator, "Diagnostics", "docs", id + ".md"));
        var severity = Descriptor(id).DefaultSeverity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            DiagnosticSeverity.Info => "suggestion",
            _ => "unknown",
        };

        Assert.Contains($"\nSeverity: {severity}\n", page, StringComparison.Ordinal);
        if (severity != "error")
        {
            Assert.Contains($"dotnet_diagnostic.{id}.severity = none", page, StringComparison.Ordinal);
        }
    }

    /// <summary>A test that names an ID shows it reported or shows it absent; its own name says which.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_diagnostic_has_a_positive_and_a_negative_test(string id)
    {
        var tests = typeof(DescriptorTests)
            .Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods())
            .Where(method => method.Name.StartsWith(id, StringComparison.Ordinal))
            .Select(static method => method.Name)
            .ToArray();

        Assert.Contains(tests, name => name.StartsWith(id + "_is_reported_", StringComparison.Ordinal));
        Assert.Contains(tests, name => name.StartsWith(id + "_is_not_reported_", StringComparison.Ordinal));
    }

    private static DiagnosticDescriptor Descriptor(string id) => All.Single(each => each.Id == id);
}
