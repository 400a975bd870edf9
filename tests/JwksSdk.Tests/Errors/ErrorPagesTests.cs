using System.Text.RegularExpressions;
using JwksSdk.Generators.Tests.Support;

namespace JwksSdk.Tests.Errors;

/// <summary>The page of each error code is compared with <see cref="JwtErrors"/>, so that it cannot rot.</summary>
public sealed partial class ErrorPagesTests
{
    private const string Folder = "src/JwksSdk/Errors/docs";

    public static TheoryData<JwtErrorCode> Codes { get; } = [.. Described.Select(static each => each.Code)];

    private static IEnumerable<JwtErrorDescription> Described =>
        JwtErrors.All.Where(static each => each.Code != JwtErrorCode.None);

    [Fact]
    public void Every_code_has_a_page_and_every_page_a_code() =>
        Assert.Equal(
            Described.Select(static each => $"{each.Code}.md").Append("README.md").Order(StringComparer.Ordinal),
            Directory
                .EnumerateFileSystemEntries(Path.Combine(Repository.Root, Folder))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_page_begins_with_number_name_status_and_summary(JwtErrorCode code)
    {
        var description = JwtErrors.For(code);

        Assert.Equal(
            [
                $"# {(int)code}: {code}",
                "",
                $"HTTP status: {description.HttpStatusCode}",
                "",
                description.Summary,
                "",
                "## What happened",
            ],
            Read($"{code}.md").Split('\n').Take(7)
        );
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_page_has_its_sections_in_order_and_none_of_them_is_empty(JwtErrorCode code)
    {
        var sections = Sections(Read($"{code}.md"));
        string[] demanded = ["What happened", "Usual causes", "Fix", $"Why {JwtErrors.For(code).HttpStatusCode}"];

        Assert.Equal(demanded, sections.Select(static section => section.Title).Take(demanded.Length));
        Assert.Subset(
            new HashSet<string> { "What an attacker would have to do", "Example" },
            sections.Skip(demanded.Length).Select(static section => section.Title).ToHashSet()
        );
        Assert.All(sections, static section => Assert.True(Words(section.Text) >= 5, section.Title));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_causes_are_a_numbered_list(JwtErrorCode code)
    {
        var causes = Sections(Read($"{code}.md")).Single(static section => section.Title == "Usual causes").Text;
        var numbers = Numbered().Matches(causes).Select(static match => int.Parse(match.Groups[1].Value)).ToArray();

        Assert.NotEmpty(numbers);
        Assert.Equal(Enumerable.Range(1, numbers.Length), numbers);
    }

    [Fact]
    public void The_index_names_every_code_in_order() =>
        Assert.Equal(
            Described.Select(static each =>
                $"| {(int)each.Code} | [{each.Code}]({each.Code}.md) | {each.HttpStatusCode} | {each.Summary} |"
            ),
            Read("README.md").Split('\n').Where(static line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2)
        );

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_help_link_of_a_code_leads_to_its_page(JwtErrorCode code)
    {
        var link = JwtErrors.For(code).HelpLink;

        Assert.Equal(link, new JwtError(code, "claim").HelpLink);
        Assert.EndsWith($"/{code}.md", link, StringComparison.Ordinal);
        Assert.True(File.Exists(FileOf(link!)), link);
    }

    [Fact]
    public void Without_an_error_there_is_no_help_link()
    {
        Assert.Null(JwtErrors.For(JwtErrorCode.None).HelpLink);
        Assert.Null(default(JwtError).HelpLink);
    }

    [Fact]
    public void The_readme_of_the_package_links_the_index_where_the_package_is_read()
    {
        var links = Link()
            .Matches(Repository.Read("src/JwksSdk/README.md"))
            .Select(static link => link.Groups[1].Value);

        var index = Assert.Single(
            links,
            static link => link.EndsWith("Errors/docs/README.md", StringComparison.Ordinal)
        );
        Assert.Equal(Path.Combine(Repository.Root, Folder, "README.md"), FileOf(index));
    }

    [Fact]
    public void The_readme_of_the_project_links_the_index() =>
        Assert.Contains($"]({Folder})", Repository.Read("README.md"), StringComparison.Ordinal);

    [Fact]
    public void Links_lead_to_files_that_are_there()
    {
        var links = Described
            .Select(static each => $"{each.Code}.md")
            .Append("README.md")
            .SelectMany(static page => Link().Matches(Read(page)).Select(link => (page, link.Groups[1].Value)))
            .ToArray();

        Assert.NotEmpty(links);
        Assert.All(
            links,
            static link => Assert.True(Path.Exists(Path.Combine(Repository.Root, Folder, link.Value)), $"{link}")
        );
    }

    /// <summary>The file of this repository that an address shows, as the main branch has it.</summary>
    private static string FileOf(string address)
    {
        const string Files = "https://github.com/jwkssdk/jwkssdk/blob/main/";
        Assert.StartsWith(Files, address, StringComparison.Ordinal);
        return Path.Combine(Repository.Root, address[Files.Length..]);
    }

    private static string Read(string page) => Repository.Read($"{Folder}/{page}");

    private static IReadOnlyList<(string Title, string Text)> Sections(string page) =>
        [
            .. page.Split("\n## ")
                .Skip(1)
                .Select(static section => section.Split('\n', 2))
                .Select(static section => (section[0], section[1])),
        ];

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    [GeneratedRegex(@"^(\d+)\. ", RegexOptions.Multiline)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
