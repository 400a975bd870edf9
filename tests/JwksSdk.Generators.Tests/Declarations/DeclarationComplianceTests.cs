namespace JwksSdk.Generators.Tests.Declarations;

/// <summary>Emitted code is held to the rules of code that a person wrote, in any project that may use it.</summary>
public sealed class DeclarationComplianceTests
{
    [Theory]
    [MemberData(nameof(Declared.All), MemberType = typeof(Declared))]
    public void Emitted_code_compiles_without_a_warning(string name, string source)
    {
        Assert.NotEmpty(name);
        Compiled.WithoutWarnings(GeneratorHarness.Run<JwksProviderGenerator>(source));
    }

    [Theory]
    [MemberData(nameof(Declared.All), MemberType = typeof(Declared))]
    public Task Emitted_code_satisfies_every_analyzer(string name, string source)
    {
        Assert.NotEmpty(name);
        return Compiled.WithoutFindingsWhenUnmarkedAsync(GeneratorHarness.Run<JwksProviderGenerator>(source));
    }

    [Theory]
    [MemberData(nameof(Declared.All), MemberType = typeof(Declared))]
    public void Emitted_code_is_plain_text_with_line_feeds_and_no_trailing_blanks(string name, string source)
    {
        Assert.NotEmpty(name);
        Compiled.IsPlainText(GeneratorHarness.Run<JwksProviderGenerator>(source));
    }

    /// <summary>A declaration with three kinds of token and more inputs than most.</summary>
    [Fact]
    public void Emitted_code_of_a_declaration_stays_short()
    {
        var lines = GeneratorHarness
            .Run<JwksProviderGenerator>(Declared.BackendKeys)
            .Files.Where(static file => file.Key.StartsWith("Acme.PartnerIdentity.", StringComparison.Ordinal))
            .Sum(static file => file.Value.Count(static character => character == '\n'));

        Assert.InRange(lines, 200, 400);
    }

    [Theory]
    [MemberData(nameof(Declared.All), MemberType = typeof(Declared))]
    public void Emitted_code_compiles_as_CSharp_13(string name, string source)
    {
        Assert.NotEmpty(name);
        Compiled.AsCSharp13WithoutWarnings(GeneratorHarness.Run<JwksProviderGenerator>(source));
    }
}
