using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace JwksSdk.Generators.Tests.Claims;

/// <summary>A reader is written again when what it is written from changes, and never else.</summary>
public sealed class ClaimsCacheTests
{
    private static readonly string Profile = ClaimsSource.Record(
        """[JwtClaim("name")] public string? Name { get; init; }"""
    );

    private static readonly string Account = Profile.Replace("Profile", "Account", StringComparison.Ordinal);

    private readonly CSharpCompilation _project = GeneratorHarness.Compile(Profile, Account, "class Elsewhere;");

    [Fact]
    public void An_edit_elsewhere_writes_nothing_again()
    {
        var after = Edit(2, "class Elsewhere { string text = \"edited\"; }");

        Assert.Equal([Cached, Cached], after.Reasons(TrackingNames.ClaimsRecords));
        StepAssert.NothingIsDoneAgain(after);
    }

    [Fact]
    public void An_edit_of_a_record_that_leaves_its_claims_writes_nothing_again()
    {
        var edited = Profile.Replace(
            "{ get; init; }",
            "{ get; /* moved */ init; }\n    public int Age => 1;",
            StringComparison.Ordinal
        );

        StepAssert.NothingIsDoneAgain(Edit(0, edited));
    }

    [Theory]
    [InlineData("\"name\"", "\"nickname\"")]
    [InlineData("? Name", "? FullName")]
    [InlineData("public string?", "public required string")]
    [InlineData("string?", "long?")]
    public void A_change_of_a_claim_writes_that_record_alone(string before, string after)
    {
        var run = Edit(0, Profile.Replace(before, after, StringComparison.Ordinal));

        Assert.Equal([Modified, Cached], run.Reasons(TrackingNames.ClaimsRecords));
        Assert.Equal([Modified, Cached], OutputReasons(run));
    }

    [Fact]
    public void A_changed_base_writes_the_records_that_inherit_from_it()
    {
        var derived = ClaimsSource.Record("", "public sealed partial record Derived : Base");
        var project = GeneratorHarness.Compile(Text("a"), derived, Account);

        var run = GeneratorRun
            .Start(new JwtClaimsGenerator(), project)
            .Then(project.ReplaceSyntaxTree(project.SyntaxTrees[0], GeneratorHarness.Parse(Text("b"), "Source0.cs")));

        Assert.Equal([Modified, Cached], run.Reasons(TrackingNames.ClaimsRecords));

        static string Text(string claim) =>
            $$"""
                namespace Acme.Identity;

                public abstract record Base { [JwksSdk.JwtClaim("{{claim}}")] public string? X { get; init; } }
                """;
    }

    [Fact]
    public void A_renamed_record_has_its_reader_renamed()
    {
        var run = Edit(0, Profile.Replace("Profile", "Person", StringComparison.Ordinal));

        Assert.Equal(["Acme.Identity.Account.Claims.g.cs", "Acme.Identity.Person.Claims.g.cs"], run.Files.Keys);
    }

    [Fact]
    public void An_added_record_is_the_only_one_written()
    {
        var run = Edit(2, Profile.Replace("Profile", "Third", StringComparison.Ordinal));

        Assert.Equal([Cached, Cached, New], run.Reasons(TrackingNames.ClaimsRecords));
        Assert.Equal([New, Cached, Cached], OutputReasons(run));
    }

    [Fact]
    public void A_removed_record_has_no_reader_left()
    {
        var run = Edit(0, "");

        Assert.Equal(["Acme.Identity.Account.Claims.g.cs"], run.Files.Keys);
    }

    [Fact]
    public void A_record_in_several_parts_has_one_reader()
    {
        var run = GeneratorHarness.Run<JwtClaimsGenerator>(
            Profile,
            "namespace Acme.Identity; partial record Profile { [JwksSdk.JwtClaim(\"age\")] public int? Age { get; init; } }"
        );

        Assert.Contains("reader.ReadInt32(\"age\")", run.File, StringComparison.Ordinal);
    }

    [Fact]
    public void An_attribute_given_twice_is_the_compilers_finding_and_makes_one_reader()
    {
        var run = GeneratorHarness.Run<JwtClaimsGenerator>(
            Profile,
            "namespace Acme.Identity; [JwksSdk.JwtClaims] partial record Profile;"
        );

        Assert.Single(run.Files);
    }

    private GeneratorRun Edit(int file, string text) =>
        GeneratorRun
            .Start(new JwtClaimsGenerator(), _project)
            .Then(
                _project.ReplaceSyntaxTree(
                    _project.SyntaxTrees[file],
                    GeneratorHarness.Parse(text, _project.SyntaxTrees[file].FilePath)
                )
            );

    private static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratorRun run) =>
        run.OutputSteps.SelectMany(static step => step.Outputs).Select(static output => output.Reason).Order();
}
