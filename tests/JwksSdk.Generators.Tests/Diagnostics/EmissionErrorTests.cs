using JwksSdk.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>
/// Emitted code has no errors of its own, whatever is wrong: the compiler stops at those before it asks any analyzer, and the user would
/// see an error in a file that they did not write, instead of all their mistakes.
/// </summary>
public sealed class EmissionErrorTests
{
    private const string Others = """
        using JwksSdk;
        using JwksSdk.Tokens;
        [JwksProvider(IdentityProvider.Auth0, Domain = "a.eu.auth0.com", Audience = "x")] public sealed partial class A;
        [JwksProvider(IdentityProvider.Auth0, Domain = "b.eu.auth0.com", Audience = "x")] public sealed partial class B;
        [JwksConvention("https://login.acme.com")]
        [JwksConventionToken<SealedToken>("AccessToken", "an access token", Audience = "Audience")]
        public sealed partial class Login;
        [JwtClaims] public sealed partial record SealedToken : OpenIdConnectAccessToken;
        [JwksConvention("https://hidden.acme.com")]
        [JwksConventionToken<HiddenToken>("AccessToken", "an access token", Audience = "Audience")]
        internal sealed partial class HiddenLogin;
        [JwtClaims] internal sealed partial record HiddenToken : OpenIdConnectAccessToken;
        [JwksProvider<HiddenLogin>(Audience = "x")] internal sealed partial class Hidden;
        """;

    private const string Declared =
        "[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0, Domain = \"c.eu.auth0.com\", Audience = \"x\")]";

    private const string AB = "[JwksSdk.JwksFederation(typeof(A), typeof(B))]";

    private const string Generic =
        "public abstract record G<T> : JwksSdk.OpenIdConnectAccessToken { [JwksSdk.JwtClaim(\"v\")] public T? V { get; init; } }";

    private const string HoldsN =
        "[JwksSdk.JwtClaims] public sealed partial record X { [JwksSdk.JwtClaim(\"n\")] public N? N { get; init; } }";

    private const string ListsN =
        "[JwksSdk.JwtClaims] public sealed partial record X { [JwksSdk.JwtClaim(\"n\")] public System.Collections.Generic.IReadOnlyList<N> N { get; init; } = []; }";

    private const string ConventionOfN = """
        [JwksSdk.JwtClaims] public sealed partial record X : JwksSdk.OpenIdConnectAccessToken { [JwksSdk.JwtClaim("n")] public N? N { get; init; } }
        [JwksSdk.JwksConvention("https://n.acme.com")]
        [JwksSdk.JwksConventionToken<X>("AccessToken", "an access token", Audience = "Audience")]
        public sealed partial class OfN;
        [JwksSdk.JwksProvider<OfN>(Audience = "x")] public sealed partial class DeclaredOfN;
        """;

    [Theory]
    [InlineData(Declared + " public sealed partial class X { public string Issuer => \"\"; }", "JWKS0013")]
    [InlineData(Declared + " public sealed partial class X { private int _verifier; }", "JWKS0013")]
    [InlineData(Declared + " public sealed partial class Issuer;", "JWKS0013")]
    [InlineData(Declared + " public sealed partial class X; public sealed class XOptions;", "JWKS0013")]
    [InlineData(Declared + " public sealed partial class X(string name) { public string Name => name; }", "JWKS0013")]
    [InlineData(AB + " public sealed partial class X; public sealed class XToken;", "JWKS0036")]
    [InlineData(AB + " public sealed partial class X; public abstract partial class XToken;", "JWKS0036")]
    [InlineData(AB + " public sealed partial class Federation;", "JWKS0036")]
    [InlineData(AB + " public sealed partial class VerifyAsync;", "JWKS0036")]
    [InlineData(
        Declared
            + " public sealed partial class a; [JwksSdk.JwksFederation(typeof(A), typeof(a))] public sealed partial class X;",
        "JWKS0036"
    )]
    [InlineData("[JwksSdk.JwksFederation(typeof(A), typeof(Hidden))] public sealed partial class X;", "JWKS0031")]
    [InlineData(Declared + AB + " public sealed partial class X;", "JWKS0030")]
    [InlineData(Generic + "[JwksSdk.JwtClaims] public sealed partial record X : G<System.DayOfWeek>;", "JWKS0025")]
    [InlineData("[JwksSdk.JwtClaims] public sealed record N;" + HoldsN, "JWKS0020")]
    [InlineData("[JwksSdk.JwtClaims] public abstract partial record N;" + HoldsN, "JWKS0021")]
    [InlineData(
        "[JwksSdk.JwtClaims] public sealed partial record N { public required int Age { get; init; } }" + HoldsN,
        "JWKS0026"
    )]
    [InlineData("[JwksSdk.JwtClaims] public sealed record N;" + ListsN, "JWKS0020")]
    [InlineData(
        "[JwksSdk.JwtClaims] public sealed record N;"
            + HoldsN
            + "[JwksSdk.JwtClaims] public sealed partial record O { [JwksSdk.JwtClaim(\"x\")] public X? X { get; init; } }",
        "JWKS0020"
    )]
    [InlineData("[JwksSdk.JwtClaims] public sealed record N;" + ConventionOfN, "JWKS0020")]
    public async Task A_mistake_is_told_and_no_file_is_broken(string source, string id)
    {
        var (errors, reported) = await BuildAsync(source);

        Assert.Empty(errors);
        Assert.Equal([id], reported.Distinct());
    }

    [Theory]
    [InlineData("[JwksSdk.JwksProvider<Login>(Audience = \"x\")] public sealed partial class X;")]
    [InlineData(Generic + "[JwksSdk.JwtClaims] public sealed partial record X : G<int>;")]
    [InlineData(Generic + "[JwksSdk.JwtClaims] public sealed partial record X : G<int?>;")]
    [InlineData(Generic + "[JwksSdk.JwtClaims] public sealed partial record X : G<string>;")]
    [InlineData("[JwksSdk.JwksFederation(typeof(A), typeof(Hidden))] internal sealed partial class X;")]
    [InlineData("[JwksSdk.JwtClaims] public sealed partial record N;" + HoldsN)]
    [InlineData(
        "[JwksSdk.JwtClaims] public sealed partial record N { [JwksSdk.JwtClaim(\"n\")] public N? Inner { get; init; } }"
            + ListsN
    )]
    [InlineData(
        "[JwksSdk.JwtClaims] public sealed partial record N { [JwksSdk.JwtClaim(\"x\")] public X? Back { get; init; } }"
            + HoldsN
    )]
    [InlineData(
        "namespace N { [JwksSdk.JwksProvider<Login>(Audience = \"x\")] public sealed partial class Y; [JwksSdk.JwksFederation(typeof(A), typeof(Y))] public sealed partial class X; }"
    )]
    public async Task A_sealed_or_internal_token_or_a_record_in_a_record_is_none(string source)
    {
        var (errors, reported) = await BuildAsync(source);

        Assert.Empty(errors);
        Assert.Empty(reported);
    }

    private static async Task<(IEnumerable<string> Errors, IReadOnlyList<string> Reported)> BuildAsync(string source)
    {
        var compilation = AllGenerators.Complete(GeneratorHarness.Compile(Others, source));
        var errors = compilation
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static each =>
                each.Severity == DiagnosticSeverity.Error
                && each.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true
            )
            .Select(static each => each.ToString());
        DiagnosticAnalyzer[] analyzers =
        [
            new JwksProviderAnalyzer(),
            new JwksConventionAnalyzer(),
            new JwksFederationAnalyzer(),
            new JwtClaimsAnalyzer(),
        ];
        var reported = await compilation
            .WithAnalyzers([.. analyzers])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return (errors, [.. reported.Select(static each => each.Id)]);
    }
}
