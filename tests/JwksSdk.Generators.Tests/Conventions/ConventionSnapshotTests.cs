using System.Text;

namespace JwksSdk.Generators.Tests.Conventions;

/// <summary>The emitted text of conventions and of the clients over them.</summary>
public sealed class ConventionSnapshotTests
{
    [Theory]
    [MemberData(nameof(Written.All), MemberType = typeof(Written))]
    public void Emitted_text_is_as_expected(string name, string[] sources)
    {
        var text = new StringBuilder();
        foreach (var (hint, file) in GeneratorHarness.Run<AllGenerators>(sources).Files)
        {
            if (
                !hint.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
                && !hint.EndsWith(".Claims.g.cs", StringComparison.Ordinal)
            )
            {
                text.Append("//// ").Append(hint).Append('\n').Append(file).Append('\n');
            }
        }

        Snapshot.Matches(text.ToString(), name);
    }

    [Theory]
    [MemberData(nameof(Written.All), MemberType = typeof(Written))]
    public void Emitted_code_compiles_without_a_warning(string name, string[] sources)
    {
        Assert.NotEmpty(name);
        var run = GeneratorHarness.Run<AllGenerators>(sources);

        Compiled.WithoutWarnings(run);
        Assert.Contains(run.Files.Keys, static hint => hint.EndsWith(".Convention.g.cs", StringComparison.Ordinal));
        Assert.Contains(run.Files.Keys, static hint => hint.EndsWith(".Client.g.cs", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Written.All), MemberType = typeof(Written))]
    public Task Emitted_code_satisfies_every_analyzer(string name, string[] sources)
    {
        Assert.NotEmpty(name);
        return Compiled.WithoutFindingsWhenUnmarkedAsync(GeneratorHarness.Run<AllGenerators>(sources));
    }

    [Theory]
    [MemberData(nameof(Written.All), MemberType = typeof(Written))]
    public void Emitted_code_compiles_as_CSharp_13(string name, string[] sources)
    {
        Assert.NotEmpty(name);
        Compiled.AsCSharp13WithoutWarnings(GeneratorHarness.Run<AllGenerators>(sources));
    }

    [Theory]
    [MemberData(nameof(Written.All), MemberType = typeof(Written))]
    public void Emitted_code_is_plain_text_with_line_feeds_and_no_trailing_blanks(string name, string[] sources)
    {
        Assert.NotEmpty(name);
        Compiled.IsPlainText(GeneratorHarness.Run<AllGenerators>(sources));
    }

    [Fact]
    public void A_sound_convention_alone_is_completed_and_nothing_else_is_emitted() =>
        Assert.Equal(
            ["Acme.Keycloak.Convention.g.cs"],
            GeneratorHarness.Run<JwksConventionGenerator>(Written.Token, Written.Realm).Files.Keys
        );
}
