namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>A choice that is no member of its enum: the message names what was written, and what can be.</summary>
public sealed class UndefinedChoiceTests
{
    private const string Algorithms = "RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512";

    [Theory]
    [InlineData("OpenIdConnect", "Algorithms = (JwtAlgorithms)(-1)", "Algorithms \"-1\" is not one of " + Algorithms)]
    [InlineData("OpenIdConnect", "Algorithms = default", "Algorithms \"0\" is not one of " + Algorithms)]
    [InlineData("OpenIdConnect", "Algorithms = (JwtAlgorithms)4096", "Algorithms \"4096\" is not one of " + Algorithms)]
    // What is among them is not said to be wrong.
    [InlineData(
        "OpenIdConnect",
        "Algorithms = JwtAlgorithms.ES256 | (JwtAlgorithms)4096",
        "Algorithms \"4096\" is not one of " + Algorithms
    )]
    [InlineData("OpenIdConnect", "Startup = (KeyStartup)7", "Startup \"7\" is not one of Degraded, Required, Lazy")]
    [InlineData("OpenIdConnect", "Startup = (KeyStartup)(-1)", "Startup \"-1\" is not one of Degraded, Required, Lazy")]
    // The sum of two members is neither of them.
    [InlineData("OpenIdConnect", "Startup = (KeyStartup)3", "Startup \"3\" is not one of Degraded, Required, Lazy")]
    [InlineData("Clerk", "KeySource = (ClerkKeySource)9", "KeySource \"9\" is not one of ")]
    public async Task JWKS0004_is_reported_with_what_was_written_and_what_can_be(
        string provider,
        string argument,
        string message
    )
    {
        var source = Source(provider, argument);

        var only = Assert.Single(await Reported.ByAnalyzerAsync(source));

        Assert.Equal(("JWKS0004", argument), only.Place);
        Assert.StartsWith(message, only.Message, StringComparison.Ordinal);
        Compiled.WithoutWarnings(GeneratorHarness.Run<JwksProviderGenerator>(source));
    }

    [Theory]
    [InlineData("Algorithms = JwtAlgorithms.ES256 | JwtAlgorithms.RS256")]
    [InlineData("Algorithms = (JwtAlgorithms)1")]
    [InlineData("Startup = (KeyStartup)2")]
    [InlineData("Startup = default")]
    public async Task JWKS0004_is_not_reported_for_members(string argument) =>
        Assert.Empty(await Reported.ByAnalyzerAsync(Source("OpenIdConnect", argument)));

    private static string Source(string provider, string argument) =>
        $"""
            using JwksSdk;

            /// <summary>Ours.</summary>
            [JwksProvider(IdentityProvider.{provider}, {argument})]
            public sealed partial class CustomerIdentity;
            """;
}
