using System.Text;

namespace JwksSdk.Generators.Tests.Declarations;

/// <summary>The emitted text, one snapshot for each shape of declaration.</summary>
public sealed class DeclarationSnapshotTests
{
    [Theory]
    [MemberData(nameof(Declared.All), MemberType = typeof(Declared))]
    public void Emitted_text_is_as_expected(string name, string source)
    {
        var text = new StringBuilder();
        foreach (var (hint, file) in GeneratorHarness.Run<JwksProviderGenerator>(source).Files)
        {
            if (!hint.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            {
                text.Append("//// ").Append(hint).Append('\n').Append(file).Append('\n');
            }
        }

        Snapshot.Matches(text.ToString(), name);
    }

    [Fact]
    public void Emitted_files_are_named_by_type_and_concern() =>
        Assert.Equal(
            [
                "Acme.CustomerIdentity.Client.g.cs",
                "Acme.CustomerIdentity.Options.g.cs",
                "Acme.CustomerIdentity.Registration.g.cs",
                "JwksProviders.g.cs",
                "Microsoft.CodeAnalysis.EmbeddedAttribute.g.cs",
            ],
            GeneratorHarness.Run<JwksProviderGenerator>(Declared.Complete).Files.Keys
        );

    [Fact]
    public void Nothing_is_emitted_without_a_declaration() =>
        Assert.Empty(GeneratorHarness.Run<JwksProviderGenerator>("public sealed class X;").Files);

    public static TheoryData<IdentityProvider> Providers => [.. Enum.GetValues<IdentityProvider>()];

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_declaration_of_any_provider_is_at_most_400_lines(IdentityProvider provider)
    {
        var run = GeneratorHarness.Run<JwksProviderGenerator>(
            $"""
            /// <summary>Ours.</summary>
            [JwksSdk.JwksProvider(JwksSdk.IdentityProvider.{provider})]
            public sealed partial class Identity;
            """
        );

        Compiled.WithoutWarnings(run);
        Assert.InRange(
            run.Files.Where(static file => file.Key.StartsWith("Identity.", StringComparison.Ordinal))
                .Sum(static file => file.Value.Split('\n').Length),
            100,
            400
        );
    }
}
