namespace JwksSdk.Generators.Tests.Federations;

/// <summary>Emitted code is held to the rules of code that a person wrote, in any project that may use it.</summary>
public sealed class FederationComplianceTests
{
    [Theory]
    [MemberData(nameof(Federated.All), MemberType = typeof(Federated))]
    public void Emitted_code_compiles_without_a_warning(string name, string source)
    {
        Assert.NotEmpty(name);
        Compiled.WithoutWarnings(Federated.Run(source));
    }

    [Theory]
    [MemberData(nameof(Federated.All), MemberType = typeof(Federated))]
    public Task Emitted_code_satisfies_every_analyzer(string name, string source)
    {
        Assert.NotEmpty(name);
        return Compiled.WithoutFindingsWhenUnmarkedAsync(Federated.Run(source));
    }

    [Theory]
    [MemberData(nameof(Federated.All), MemberType = typeof(Federated))]
    public void Emitted_code_is_plain_text_with_line_feeds_and_no_trailing_blanks(string name, string source)
    {
        Assert.NotEmpty(name);
        Compiled.IsPlainText(Federated.Run(source));
    }

    [Theory]
    [MemberData(nameof(Federated.All), MemberType = typeof(Federated))]
    public void Emitted_code_compiles_as_CSharp_13(string name, string source)
    {
        Assert.NotEmpty(name);
        Compiled.AsCSharp13WithoutWarnings(Federated.Run(source));
    }
}
