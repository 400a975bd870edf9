using System.Text.RegularExpressions;
using JwksSdk.Generators.Tests.Support;

namespace JwksSdk.Tests.Line.Threats;

/// <summary>Keeps the table of attacks true.</summary>
public sealed partial class ThreatTableTests
{
    private const string Line = "tests/JwksSdk.Tests/Line";

    /// <summary>Each test of the repository as <c>Class.Method</c>, with its file.</summary>
    private static readonly Lazy<Dictionary<string, string>> Tests = new(static () =>
        Repository
            .SourceFiles("tests")
            .Where(static path => path.EndsWith("Tests.cs", StringComparison.Ordinal))
            .SelectMany(static path =>
                TestMethod()
                    .Matches(Repository.Read(path))
                    .Select(match => ($"{Path.GetFileNameWithoutExtension(path)}.{match.Groups[1].Value}", path))
            )
            .DistinctBy(static test => test.Item1)
            .ToDictionary()
    );

    private static readonly string[][] Rows =
    [
        .. Repository
            .Read($"{Line}/Threats/THREATS.md")
            .Split('\n')
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(2)
            .Select(static line => line.Trim('|', ' ').Split('|'))
            .Where(static cells => !cells[0].StartsWith("**", StringComparison.Ordinal)),
    ];

    [Fact]
    public void Every_attack_has_a_test_or_a_reason()
    {
        // The rows of the five sections: a row that is taken out is missed here.
        Assert.Equal(11 + 8 + 11 + 11 + 14, Rows.Length);
        Assert.All(
            Rows,
            static row => Assert.True(Names(row[1]).Any() || row[^1].Trim().EndsWith('.'), $"{row[0]} has neither.")
        );
    }

    [Fact]
    public void Every_test_that_is_named_exists() =>
        Assert.All(
            Rows.SelectMany(static row => Names(row[1])),
            static name => Assert.Contains(name, Tests.Value.Keys)
        );

    [Fact]
    public void Every_test_of_the_line_is_named()
    {
        var named = Rows.SelectMany(static row => Names(row[1])).ToHashSet();
        var own = Tests
            .Value.Where(static test => test.Value.StartsWith(Line, StringComparison.Ordinal))
            .Select(static test => test.Key)
            .Where(static name => !name.StartsWith(nameof(ThreatTableTests), StringComparison.Ordinal))
            .Where(static name => !name.EndsWith(".Dispose", StringComparison.Ordinal));
        Assert.Empty(own.Except(named));
    }

    private static IEnumerable<string> Names(string cell) =>
        Name().Matches(cell).Select(static match => match.Groups[1].Value);

    [GeneratedRegex(@"^    public (?:async )?(?:void|Task) ([A-Z]\w*)\(", RegexOptions.Multiline)]
    private static partial Regex TestMethod();

    [GeneratedRegex("`([A-Za-z]+\\.[A-Za-z0-9_]+)`")]
    private static partial Regex Name();
}
