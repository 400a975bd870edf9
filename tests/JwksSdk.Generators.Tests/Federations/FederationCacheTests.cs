using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace JwksSdk.Generators.Tests.Federations;

/// <summary>What the pipeline does again after an edit. (That nothing is done again after none, the harness shows in every test.)</summary>
public sealed class FederationCacheTests
{
    private const string Unrelated = "public sealed class Unrelated { public int Value => 1; }";

    private const string Members = """
        using JwksSdk;

        [JwksProvider(IdentityProvider.Auth0, Section = "", Domain = "acme.eu.auth0.com", Audience = "a", ClientId = "c")]
        public sealed partial class CustomerIdentity;

        [JwksProvider(IdentityProvider.Auth0)]
        public sealed partial class PartnerIdentity;

        [JwksProvider(IdentityProvider.Auth0)]
        public sealed partial class StaffIdentity;
        """;

    private const string Federation = """
        [JwksSdk.JwksFederation(typeof(CustomerIdentity), typeof(PartnerIdentity))]
        public sealed partial class AppIdentity;
        """;

    private static readonly CSharpCompilation Project = GeneratorHarness.Compile(Unrelated, Members, Federation);

    [Fact]
    public void An_edit_of_another_file_repeats_no_step() =>
        StepAssert.NothingIsDoneAgain(After(0, Unrelated.Replace('1', '2')));

    [Fact]
    public void An_edit_beside_the_members_or_the_federation_repeats_no_step()
    {
        StepAssert.NothingIsDoneAgain(After(1, $"{Members}\n\npublic sealed class Y;\n"));
        StepAssert.NothingIsDoneAgain(After(2, $"// Moved down.\n\npublic sealed class Y;\n{Federation}\n"));
    }

    [Theory]
    [InlineData("Domain = \"acme.eu.auth0.com\"", "/* ours */ Domain = \"acme.eu.\" + \"auth0.com\"")]
    [InlineData("Audience = \"a\"", "Audience = \"b\"")]
    public void What_a_member_declares_beside_its_issuers_and_kinds_repeats_no_step(string from, string to) =>
        StepAssert.NothingIsDoneAgain(After(1, Members.Replace(from, to, StringComparison.Ordinal)));

    [Theory]
    [InlineData("acme.eu.auth0.com", "acme.us.auth0.com")]
    [InlineData(", ClientId = \"c\"", "")]
    [InlineData(
        "Section = \"\", Domain = \"acme.eu.auth0.com\", Audience = \"a\", ClientId = \"c\"",
        "CustomDomain = \"x.test\""
    )]
    public void A_change_of_a_members_issuers_or_kinds_is_seen(string from, string to)
    {
        var run = After(1, Members.Replace(from, to, StringComparison.Ordinal));

        Assert.Equal([IncrementalStepRunReason.Modified], run.Reasons(TrackingNames.Federations));
        Assert.All(
            run.Reasons(TrackingNames.FederationList),
            static reason =>
                Assert.True(reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached)
        );
    }

    [Theory]
    [InlineData("typeof(PartnerIdentity)", "typeof(PartnerIdentity), typeof(StaffIdentity)")]
    [InlineData(", typeof(PartnerIdentity)", "")]
    [InlineData("typeof(PartnerIdentity)", "typeof(StaffIdentity)")]
    [InlineData("typeof(PartnerIdentity)", "typeof(PartnerIdentity), Kinds = new[] { \"AccessToken\" }")]
    [InlineData("partial class", "partial record")]
    [InlineData("public sealed", "internal sealed")]
    public void A_change_of_the_federation_is_seen(string from, string to) =>
        Assert.Equal(
            [IncrementalStepRunReason.Modified],
            After(2, Federation.Replace(from, to, StringComparison.Ordinal)).Reasons(TrackingNames.Federations)
        );

    [Fact]
    public void A_renamed_federation_is_written_anew()
    {
        var run = After(2, Federation.Replace("AppIdentity", "ApiIdentity", StringComparison.Ordinal));

        Assert.Equal(
            ["ApiIdentity.Client.g.cs", "ApiIdentity.Registration.g.cs", "ApiIdentity.Token.g.cs"],
            run.Files.Keys
        );
    }

    [Fact]
    public void A_second_federation_leaves_the_first_ones_text_alone()
    {
        var before = GeneratorHarness.Run<FederationsAlone>(Project);
        var second = Federation.Replace("AppIdentity", "ApiIdentity", StringComparison.Ordinal);

        var after = before.Then(Project.AddSyntaxTrees(GeneratorHarness.Parse(second, "Second.cs")));

        Assert.DoesNotContain(IncrementalStepRunReason.Modified, after.Reasons(TrackingNames.Federations));
        Assert.Equal(6, after.Files.Count);
        Assert.All(before.Files, file => Assert.Equal(file.Value, after.Files[file.Key]));
    }

    [Fact]
    public void A_removed_federation_takes_its_files_with_it() =>
        Assert.Empty(After(2, "public sealed partial class AppIdentity;").Files);

    /// <summary>The method for all of the assembly depends on a federation's name alone.</summary>
    [Fact]
    public void The_method_for_all_is_written_again_for_another_name_and_for_nothing_else()
    {
        var before = GeneratorHarness.Run<JwksProviderGenerator>(Project);

        var changed = before.Then(
            With(2, Federation.Replace("typeof(PartnerIdentity)", "typeof(StaffIdentity)", StringComparison.Ordinal))
        );
        Assert.Equal([IncrementalStepRunReason.Modified], changed.Reasons(TrackingNames.Federations));
        Assert.Equal([IncrementalStepRunReason.Cached], changed.Reasons(TrackingNames.FederationList));
        Assert.Equal(before.Files["JwksProviders.g.cs"], changed.Files["JwksProviders.g.cs"]);
        var renamed = before.Then(With(2, Federation.Replace("AppIdentity", "ApiIdentity", StringComparison.Ordinal)));
        Assert.Equal([IncrementalStepRunReason.Modified], renamed.Reasons(TrackingNames.FederationList));
        Assert.Contains("AddApiIdentity(", renamed.Files["JwksProviders.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain(
            "AppIdentity",
            before.Then(With(2, "")).Files["JwksProviders.g.cs"],
            StringComparison.Ordinal
        );
    }

    private static CSharpCompilation With(int file, string text) =>
        Project.ReplaceSyntaxTree(
            Project.SyntaxTrees[file],
            GeneratorHarness.Parse(text, Project.SyntaxTrees[file].FilePath)
        );

    /// <summary>The run after one of the files was replaced.</summary>
    private static GeneratorRun After(int file, string text) =>
        GeneratorHarness.Run<FederationsAlone>(Project).Then(With(file, text));
}
