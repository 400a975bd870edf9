using System.Globalization;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>An algorithm that the platform cannot verify: the compiler says so once, where it is written, and why.</summary>
public sealed class ImpossibleChoiceTests
{
    private const string Reason =
        "'JwtAlgorithms.EdDSA' is obsolete: 'EdDSA cannot be verified: .NET has no Ed25519 and no Ed448 (RFC 8032). Let the "
        + "provider sign with an algorithm that can be, for example RS256 or ES256, and declare that one.'";

    [Theory]
    [InlineData("JwtAlgorithms.EdDSA")]
    [InlineData("JwtAlgorithms.ES256 | JwtAlgorithms.EdDSA")]
    public async Task A_declaration_with_it_does_not_compile(string algorithms)
    {
        var source = Source($", Algorithms = {algorithms}");
        var run = GeneratorHarness.Run<JwksProviderGenerator>(source);

        var error = Assert.Single(Errors(run));
        Assert.Equal(("CS0619", Reason), (error.Id, error.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Equal("JwtAlgorithms.EdDSA", TextOf(error));
        Assert.Empty(await Reported.ByAnalyzerAsync(source));
        Assert.Contains("CustomerIdentity.Options.g.cs", run.Files.Keys);
    }

    /// <summary>The compiler is silent of a number, and within what is obsolete itself.</summary>
    [Theory]
    [InlineData("", "JwtAlgorithms.ES256 | (JwtAlgorithms)512")]
    [InlineData("", "(JwtAlgorithms)512")]
    [InlineData("", "Old.Curves")]
    [InlineData("[System.Obsolete]", "JwtAlgorithms.EdDSA")]
    [InlineData("[System.Obsolete(\"goes\")]", "JwtAlgorithms.ES256 | JwtAlgorithms.EdDSA")]
    [InlineData("[System.Obsolete(\"goes\")]", "(JwtAlgorithms)512")]
    public async Task JWKS0004_is_reported_for_it_where_the_compiler_is_silent(string attribute, string algorithms)
    {
        const string Old =
            "[System.Obsolete] public static class Old { public const JwksSdk.JwtAlgorithms Curves = JwksSdk.JwtAlgorithms.EdDSA; }";
        var source = Source($", Algorithms = {algorithms}", attribute);

        Assert.Empty(Errors(GeneratorHarness.Run<JwksProviderGenerator>(source, Old)));
        var reported = Assert.Single(await Reported.ByAnalyzerAsync(source, Old));
        Assert.Equal(("JWKS0004", $"Algorithms = {algorithms}"), (reported.Id, reported.At));
        Assert.StartsWith("EdDSA cannot be verified", reported.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JWKS0004_is_reported_for_it_within_an_obsolete_type()
    {
        var source =
            "[System.Obsolete] public static partial class Outer { "
            + "[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.OpenIdConnect, Algorithms = JwksSdk.JwtAlgorithms.EdDSA)] "
            + "public sealed partial class CustomerIdentity; }";

        Assert.Empty(Errors(GeneratorHarness.Run<JwksProviderGenerator>(source)));
        Assert.Equal("JWKS0004", Assert.Single(await Reported.ByAnalyzerAsync(source)).Id);
    }

    [Fact]
    public void Options_with_it_do_not_compile()
    {
        var run = GeneratorHarness.Run<JwksProviderGenerator>(
            Source(""),
            "public static class Set { public static void It(CustomerIdentityOptions o) => o.Algorithms = JwksSdk.JwtAlgorithms.EdDSA; }"
        );

        Assert.Equal("CS0619", Assert.Single(Errors(run)).Id);
    }

    private static IEnumerable<Diagnostic> Errors(GeneratorRun run) =>
        run
            .Output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static each => each.Severity == DiagnosticSeverity.Error);

    private static string TextOf(Diagnostic error) =>
        error.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(error.Location.SourceSpan);

    private static string Source(string arguments, string attribute = "") =>
        $"""
            using JwksSdk;

            /// <summary>Any issuer.</summary>
            {attribute}
            [JwksProvider(IdentityProvider.OpenIdConnect, Issuer = "https://login.acme.com", Audience = "a"{arguments})]
            public sealed partial class CustomerIdentity;
            """;
}
