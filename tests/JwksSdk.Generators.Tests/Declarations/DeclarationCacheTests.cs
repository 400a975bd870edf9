using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Tests.Declarations;

/// <summary>What the pipeline does again after an edit. (That nothing is done again after none, the harness shows in every test.)</summary>
public sealed class DeclarationCacheTests
{
    private const string Unrelated = "public sealed class Unrelated { public int Value => 1; }";

    private const string Declaration =
        "[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0, Domain = \"acme.eu.auth0.com\")] public sealed partial class X;";

    [Fact]
    public void An_edit_of_another_file_repeats_no_step() =>
        StepAssert.NothingIsDoneAgain(After(Unrelated.Replace('1', '2'), 0));

    [Fact]
    public void An_edit_beside_the_declaration_repeats_no_step() =>
        StepAssert.NothingIsDoneAgain(After($"// Moved down.\n\npublic sealed class Y;\n{Declaration}\n", 1));

    [Fact]
    public void A_comment_and_another_order_of_inputs_repeat_no_output() =>
        StepAssert.NothingIsDoneAgain(
            After(
                "[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0, /* ours */ Domain = \"acme.eu.\" + \"auth0.com\")] sealed partial class X;\npublic sealed partial class X;",
                1
            )
        );

    [Theory]
    [InlineData("acme.eu.auth0.com", "acme.us.auth0.com")]
    [InlineData("partial class X", "partial class Y")]
    [InlineData("public sealed", "internal sealed")]
    [InlineData("partial class X", "partial record X")]
    public void A_change_of_the_declaration_is_seen(string from, string to) =>
        Assert.Contains(
            After(Declaration.Replace(from, to, StringComparison.Ordinal), 1).Reasons(TrackingNames.Declarations),
            static reason => reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New
        );

    [Fact]
    public void A_second_declaration_leaves_the_first_ones_text_alone()
    {
        var compilation = GeneratorHarness.Compile(Unrelated, Declaration);
        var first = GeneratorHarness.Run<JwksProviderGenerator>(compilation);

        var second = first.Then(
            compilation.AddSyntaxTrees(
                GeneratorHarness.Parse(Declaration.Replace("class X", "class Z", StringComparison.Ordinal), "Z.cs")
            )
        );

        // The compiler says Cached or Unchanged of the first, as it finds it by its file or by its value.
        Assert.Single(second.Reasons(TrackingNames.Declarations), IncrementalStepRunReason.New);
        Assert.DoesNotContain(IncrementalStepRunReason.Modified, second.Reasons(TrackingNames.Declarations));
        Assert.Equal(8, second.Files.Count);
    }

    [Fact]
    public void A_removed_declaration_takes_its_files_with_it() =>
        Assert.Empty(After("public sealed class X;", 1).Files);

    /// <summary>The run after one of the two files was replaced.</summary>
    private static GeneratorRun After(string text, int file)
    {
        var compilation = GeneratorHarness.Compile(Unrelated, Declaration);
        var edited = compilation.SyntaxTrees[file];
        return GeneratorHarness
            .Run<JwksProviderGenerator>(compilation)
            .Then(compilation.ReplaceSyntaxTree(edited, GeneratorHarness.Parse(text, edited.FilePath)));
    }
}
