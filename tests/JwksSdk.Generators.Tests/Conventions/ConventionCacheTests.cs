using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Tests.Conventions;

/// <summary>What the pipelines do again after an edit. (That nothing is done again after none, the harness shows in every test.)</summary>
public sealed class ConventionCacheTests
{
    private static readonly string[] Sources =
    [
        "public sealed class Unrelated { public int Value => 1; }",
        Written.Token,
        Written.Realm,
        Written.Workforce,
    ];

    [Fact]
    public void An_edit_of_another_file_repeats_no_step() =>
        StepAssert.NothingIsDoneAgain(After(0, Sources[0].Replace('1', '2')));

    [Fact]
    public void A_comment_in_a_convention_repeats_no_step() =>
        StepAssert.NothingIsDoneAgain(After(2, "// Moved down.\n" + Written.Realm));

    [Fact]
    public void A_check_of_the_typed_token_repeats_no_output_of_its_convention() =>
        Assert.DoesNotContain(
            After(1, Written.Token.Replace("\"Bearer\"", "\"bearer\"", StringComparison.Ordinal))
                .Reasons(TrackingNames.Conventions),
            IsNew
        );

    [Theory]
    [InlineData("{Issuer}/protocol", "{Issuer}/p")]
    [InlineData("\"The realm.\"", "\"The realm of the server.\"")]
    [InlineData("ClockSkewSeconds = 10", "ClockSkewSeconds = 11")]
    [InlineData("\"scope=RequiredScope\"", "\"scp=RequiredScope\"")]
    [InlineData("class Keycloak", "class Realms")]
    public void A_change_of_a_convention_is_seen(string from, string to) =>
        Assert.Contains(After(2, Replace(from, to)).Reasons(TrackingNames.Conventions), IsNew);

    /// <summary>The declaration is in another file, which does not change.</summary>
    [Theory]
    [InlineData("{Issuer}/protocol", "{Issuer}/p")]
    [InlineData("\"The realm.\"", "\"The realm of the server.\"")]
    [InlineData("\"SessionToken\"", "\"Session\"")]
    [InlineData("an access token (typ Bearer)", "an access token")]
    [InlineData("Plural = \"ClientRoles\"", "Plural = \"RolesOfClient\"")]
    [InlineData("https://docs.acme.com/tokens", "https://docs.acme.com/")]
    public void A_change_of_a_convention_changes_the_declarations_that_name_it(string from, string to) =>
        Assert.Contains(After(2, Replace(from, to)).Reasons(TrackingNames.ConventionDeclarations), IsNew);

    /// <summary>What only the start needs to know is not in the client.</summary>
    [Fact]
    public void A_clock_skew_of_a_convention_changes_its_own_file_alone()
    {
        var after = After(2, Replace("ClockSkewSeconds = 10", "ClockSkewSeconds = 11"));

        Assert.Contains(after.Reasons(TrackingNames.Conventions), IsNew);
        Assert.DoesNotContain(after.Reasons(TrackingNames.ConventionDeclarations), IsNew);
    }

    [Fact]
    public void A_second_convention_leaves_the_first_ones_text_alone()
    {
        var compilation = GeneratorHarness.Compile(Sources);
        var second = GeneratorHarness
            .Run<AllGenerators>(compilation)
            .Then(
                compilation.AddSyntaxTrees(GeneratorHarness.Parse(Replace("class Keycloak", "class Other"), "Other.cs"))
            );

        Assert.Single(second.Reasons(TrackingNames.Conventions), IncrementalStepRunReason.New);
        Assert.DoesNotContain(IncrementalStepRunReason.Modified, second.Reasons(TrackingNames.Conventions));
        Assert.DoesNotContain(second.Reasons(TrackingNames.ConventionDeclarations), IsNew);
        Assert.Contains("Acme.Other.Convention.g.cs", second.Files.Keys);
    }

    [Fact]
    public void A_removed_convention_takes_its_file_and_its_clients_with_it()
    {
        var files = After(2, "namespace Acme; public sealed partial class Keycloak;").Files.Keys;

        Assert.DoesNotContain(files, static hint => hint.Contains("Keycloak", StringComparison.Ordinal));
        Assert.DoesNotContain(files, static hint => hint.Contains("WorkforceIdentity", StringComparison.Ordinal));
    }

    [Fact]
    public void A_convention_that_becomes_unsound_takes_its_clients_with_it_until_it_is_mended()
    {
        var compilation = GeneratorHarness.Compile(Sources);
        var first = GeneratorHarness.Run<AllGenerators>(compilation);
        var broken = compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees[2],
            GeneratorHarness.Parse(Replace("{Realm}", "{Realms}"), "Source2.cs")
        );

        var second = first.Then(broken);
        var third = second.Then(compilation);

        Assert.DoesNotContain(second.Files.Keys, static hint => hint.StartsWith("Acme.W", StringComparison.Ordinal));
        Assert.Equal(first.Files, third.Files);
    }

    private static bool IsNew(IncrementalStepRunReason reason) =>
        reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New;

    private static string Replace(string from, string to)
    {
        Assert.Contains(from, Written.Realm, StringComparison.Ordinal);
        return Written.Realm.Replace(from, to, StringComparison.Ordinal);
    }

    /// <summary>The run after one of the files was replaced.</summary>
    private static GeneratorRun After(int file, string text)
    {
        var compilation = GeneratorHarness.Compile(Sources);
        var edited = compilation.SyntaxTrees[file];
        return GeneratorHarness
            .Run<AllGenerators>(compilation)
            .Then(compilation.ReplaceSyntaxTree(edited, GeneratorHarness.Parse(text, edited.FilePath)));
    }
}
