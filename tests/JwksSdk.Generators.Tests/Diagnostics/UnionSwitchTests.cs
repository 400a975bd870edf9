using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Tests.Federations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>Switches over the union of a federation's tokens, and what is said where one misses a case.</summary>
public sealed class UnionSwitchTests
{
    private const string Federation = """
        using JwksSdk;
        namespace Acme;
        /// <summary>Ours.</summary>
        [JwksProvider(IdentityProvider.Auth0, ClientId = "c")] public sealed partial class A;
        /// <summary>Ours.</summary>
        [JwksProvider(IdentityProvider.Cognito)] public sealed partial class B;
        /// <summary>Ours.</summary>
        [JwksFederation(typeof(A), typeof(B))] public sealed partial class App;
        """;

    // AAccessToken, AIdToken, BAccessToken, BIdToken
    private const string All = "AAccessToken or AIdToken or BAccessToken or BIdToken";

    [Theory]
    [InlineData("AAccessToken => 1, AIdToken => 2, BAccessToken => 3, _ => throw new Exception()", "BIdToken")]
    [InlineData("AAccessToken => 1, _ => throw new Exception()", "AIdToken, BAccessToken, BIdToken")]
    [InlineData("AAccessToken or AIdToken => 1, BAccessToken => 3, var _ => throw new Exception()", "BIdToken")]
    [InlineData("AAccessToken => 1, AIdToken => 1, BAccessToken => 1, not null => throw new Exception()", "BIdToken")]
    [InlineData("not BIdToken => 1, AppToken => throw new Exception()", "BIdToken")]
    [InlineData("not BIdToken => 1, { } => throw new Exception()", "BIdToken")]
    // A condition, and a pattern of its members, may fail.
    [InlineData("BIdToken when flag => 0, not BIdToken => 1, _ => throw new Exception()", "BIdToken")]
    [InlineData("BIdToken { Token.Email: \"x\" } => 0, not BIdToken => 1, _ => throw new Exception()", "BIdToken")]
    [InlineData("BIdToken { Token: { Email: { } } } => 0, not BIdToken => 1, _ => throw new Exception()", "BIdToken")]
    [InlineData(
        "BIdToken { Token: not { Email: null } } => 0, not BIdToken => 1, _ => throw new Exception()",
        "BIdToken"
    )]
    [InlineData("not (BIdToken or AIdToken) => 1, AIdToken => 2, _ => throw new Exception()", "BIdToken")]
    [InlineData("not (AIdToken { Token.Email: \"x\" }) => 1, _ => throw new Exception()", "AIdToken")]
    // The type of the token tells cases apart.
    [InlineData(
        "{ Token: Auth0IdToken } => 1, AIdToken or BAccessToken or BIdToken => 2, _ => throw new Exception()",
        "AAccessToken"
    )]
    [InlineData("{ Token: Auth0AccessToken { Subject: \"x\" } } => 1, not AAccessToken => 2", "AAccessToken")]
    [InlineData("{ Token: Auth0AccessToken } => 1, { Token: Auth0IdToken } => 2, null => 0", "BAccessToken, BIdToken")]
    [InlineData("not { Token: Auth0AccessToken } => 1, _ => throw new Exception()", "AAccessToken")]
    [InlineData(
        "not { Token: not Auth0AccessToken } => 1, _ => throw new Exception()",
        "AIdToken, BAccessToken, BIdToken"
    )]
    [InlineData(
        "not { Token: IOwn } => 1, _ => throw new Exception()",
        "AAccessToken, AIdToken, BAccessToken, BIdToken"
    )]
    [InlineData("not BIdToken => 1, { Token: JwtToken } => throw new Exception()", "BIdToken")]
    [InlineData("not BIdToken and not AIdToken => 1, AIdToken => 1, _ => throw new Exception()", "BIdToken")]
    public async Task JWKS0037_is_reported_for_an_expression_without_an_arm(string arms, string missing)
    {
        var reported = Assert.Single(await ReportAsync(Expression(arms)));

        Assert.Equal(("JWKS0037", "switch"), (reported.Id, reported.At));
        Assert.Equal($"This switch over AppToken has no arm for {missing}", reported.Message);
    }

    /// <summary>A type that is not known yet may be that of any case.</summary>
    [Fact]
    public async Task JWKS0037_is_reported_for_what_a_type_parameter_may_take()
    {
        var reported = Assert.Single(
            await ReportAsync(
                "namespace Acme; public static class Use { public static int Of<T>(AppToken token) where T : AppToken => token switch { not T => 1, _ => throw new System.Exception() }; }"
            )
        );

        Assert.Equal("JWKS0037", reported.Id);
    }

    [Theory]
    [InlineData(All + " => 1, _ => throw new Exception()")]
    [InlineData(All + " => 1")]
    [InlineData("AAccessToken => 1, AIdToken => 2, BAccessToken => 3, BIdToken => 4")]
    [InlineData("AAccessToken a => 1, (AIdToken _) => 2, BAccessToken { } => 3, BIdToken { Token: var t } => 4")]
    [InlineData(
        "AAccessToken { Token: Auth0AccessToken t } => 1, AIdToken { Token: { } } => 2, BAccessToken { Token: not null } => 3, BIdToken { Token: { Email: var e } } => 4"
    )]
    [InlineData("AAccessToken => 1, not AAccessToken => 2")]
    [InlineData("AAccessToken => 1, not (AAccessToken or null) => 2")]
    [InlineData("AAccessToken => 1, AppToken and not AAccessToken => 2")]
    // An arm for all the rest that does something takes what is added later too: that is meant.
    [InlineData("AAccessToken => 1, _ => 2")]
    [InlineData("AAccessToken => 1, var rest => rest.Token.Audiences.Count")]
    [InlineData("AAccessToken => 1, not null => 2")]
    [InlineData("AppToken => 2")]
    // To refuse a case by its name is to handle it.
    [InlineData("AAccessToken or BAccessToken => 1, AIdToken or BIdToken => throw new Exception()")]
    [InlineData(
        "AAccessToken or BAccessToken => 1, AIdToken { } => throw new Exception(), BIdToken b => throw new Exception()"
    )]
    [InlineData("not BIdToken => 1, BIdToken when true => 2")]
    [InlineData("BIdToken when flag => 0, not BIdToken => 1, BIdToken => 2")]
    [InlineData("BIdToken { Token.Email: \"x\" } => 0, BIdToken => 1, not BIdToken => 2")]
    [InlineData("{ Token: Auth0AccessToken } => 1, AIdToken or BAccessToken or BIdToken => 2")]
    [InlineData(
        "{ Token: Auth0AccessToken or Auth0IdToken } => 1, { Token: CognitoAccessToken } => 2, { Token: CognitoIdToken { } t } => 3"
    )]
    [InlineData("AAccessToken => 1, not { Token: Auth0AccessToken } => 2")]
    [InlineData("AppToken { Token: Auth0AccessToken } => 1, not { Token: Auth0AccessToken or null } => 2")]
    [InlineData("not BIdToken => 1, { Token: CognitoIdToken } => throw new Exception()")]
    [InlineData("{ Token: JwtToken } => 1")]
    public async Task JWKS0037_is_not_reported_for_an_expression_with_an_arm_for_each(string arms) =>
        Assert.Empty(await ReportAsync(Expression(arms)));

    [Theory]
    [InlineData("case AAccessToken: case AIdToken: break; case BAccessToken: break;", "BIdToken")]
    [InlineData("case AAccessToken or AIdToken: break; default: throw new Exception();", "BAccessToken, BIdToken")]
    [InlineData("case AAccessToken or AIdToken: break; default: { throw new Exception(); }", "BAccessToken, BIdToken")]
    [InlineData("case not BIdToken: break; case BIdToken b when flag: break;", "BIdToken")]
    [InlineData(
        "case AAccessToken or AIdToken or BAccessToken: break; case null: default: throw new Exception();",
        "BIdToken"
    )]
    [InlineData("case not BIdToken: break; case AppToken: throw new Exception();", "BIdToken")]
    [InlineData("", "AAccessToken, AIdToken, BAccessToken, BIdToken")]
    public async Task JWKS0037_is_reported_for_a_statement_without_a_section(string sections, string missing)
    {
        var reported = Assert.Single(await ReportAsync(Statement(sections)));

        Assert.Equal(("JWKS0037", "switch"), (reported.Id, reported.At));
        Assert.Equal($"This switch over AppToken has no arm for {missing}", reported.Message);
    }

    [Theory]
    [InlineData(
        "case AAccessToken: case AIdToken: break; case BAccessToken b: break; case BIdToken { Token: var t }: break;"
    )]
    [InlineData("case AAccessToken or AIdToken: break; default: Console.WriteLine(); throw new Exception();")]
    [InlineData("case AAccessToken: break; default: break;")]
    [InlineData("case not BIdToken: break; case BIdToken: default: throw new Exception();")]
    public async Task JWKS0037_is_not_reported_for_a_statement_with_a_section_for_each(string sections) =>
        Assert.Empty(await ReportAsync(Statement(sections)));

    [Fact]
    public async Task JWKS0037_is_not_reported_for_switches_over_something_else() =>
        Assert.Empty(
            await ReportAsync(
                """
                using Acme;
                using JwksSdk;
                public static class Use
                {
                    /// <summary>Uses them.</summary>
                    public static int Of(AppToken token, FederatedToken any, int number)
                    {
                        switch (number) { case 1: break; }
                        switch (any) { case AppToken.AIdToken: break; }
                        switch (any.Token) { case Auth0IdToken: break; }
                        switch (new Own().Token) { case Auth0IdToken: break; }
                        switch (token, number) { case (AppToken.AIdToken, 1): break; }
                        return any.Token switch { Auth0IdToken => 1, _ => throw new System.Exception() };
                    }
                    private sealed class Own { public JwtToken Token => throw new System.Exception(); }
                }
                """
            )
        );

    [Theory]
    [InlineData("token.Token", "Auth0AccessToken => 1, _ => throw new Exception()", "AIdToken, BAccessToken, BIdToken")]
    [InlineData("token.Token", "Auth0AccessToken or CognitoIdToken => 1", "AIdToken, BAccessToken")]
    [InlineData("token.Token", "not CognitoIdToken => 1, JwtToken => throw new Exception()", "BIdToken")]
    [InlineData("token.Token", "CognitoIdToken { Email: \"x\" } => 1, not CognitoIdToken => 2", "BIdToken")]
    [InlineData("(token?.Token)", "null => 0, not CognitoIdToken => 1, _ => throw new Exception()", "BIdToken")]
    [InlineData("token?.Token", "not CognitoIdToken => 1, _ => throw new Exception()", "BIdToken")]
    public async Task JWKS0037_is_reported_for_a_switch_over_the_token_without_an_arm(
        string value,
        string arms,
        string missing
    )
    {
        var reported = Assert.Single(await ReportAsync(Source($"return {value} switch {{ {arms} }};")));

        Assert.Equal(("JWKS0037", "switch"), reported.Place);
        Assert.Equal($"This switch over AppToken.Token has no arm for {missing}", reported.Message);
    }

    [Theory]
    [InlineData("Auth0AccessToken => 1, Auth0IdToken => 2, CognitoAccessToken => 3, CognitoIdToken { } t => 4")]
    [InlineData("Auth0AccessToken => 1, not Auth0AccessToken => 2")]
    [InlineData("Auth0AccessToken => 1, _ => 2")]
    [InlineData("Auth0AccessToken => 1, JwtToken => 2")]
    [InlineData("not CognitoIdToken => 1, CognitoIdToken => throw new Exception()")]
    [InlineData("IOwn => 0, Auth0AccessToken or Auth0IdToken or CognitoAccessToken or CognitoIdToken => 1")]
    public async Task JWKS0037_is_not_reported_for_a_switch_over_the_token_with_an_arm_for_each(string arms) =>
        Assert.Empty(await ReportAsync(Source($"return token.Token switch {{ {arms} }};")));

    /// <summary>A case is one by its place, not by its name: what a library adds is seen in its users' switches.</summary>
    [Fact]
    public async Task JWKS0037_is_reported_for_a_union_of_a_referenced_assembly()
    {
        var library = Federated.Run(GeneratorHarness.Compile(Federation).WithAssemblyName("Library")).Output;
        using var stream = new MemoryStream();
        Assert.True(library.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Success);

        var compilation = GeneratorHarness
            .Compile(Expression("AAccessToken => 1, _ => throw new Exception()"))
            .AddReferences(MetadataReference.CreateFromImage(stream.ToArray()));

        Assert.Contains(
            "has no arm for AIdToken, BAccessToken, BIdToken",
            Assert.Single(await ReportAsync(compilation)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("AAccessToken => 1, AIdToken => 2, BAccessToken => 3, BIdToken => 4", "AppToken", true)]
    [InlineData(All + " => 1", "AppToken", true)]
    [InlineData(All + " => 1, null => 0", "AppToken?", true)]
    [InlineData(All + " => 1", "AppToken?", false)]
    [InlineData("AAccessToken => 1, AIdToken => 2, BAccessToken => 3", "AppToken", false)]
    [InlineData("BIdToken when flag => 0, not BIdToken => 1", "AppToken", false)]
    [InlineData("AppToken when flag => 0, " + All + " => 1", "AppToken", true)]
    [InlineData(
        "{ Token: Auth0AccessToken or Auth0IdToken } => 1, { Token: CognitoAccessToken or CognitoIdToken } => 2",
        "AppToken",
        true
    )]
    [InlineData("{ Token: Auth0AccessToken or Auth0IdToken } => 1", "AppToken", false)]
    public async Task The_compilers_warning_is_taken_back_exactly_where_all_cases_are_handled(
        string arms,
        string type,
        bool isTakenBack
    )
    {
        var warnings = await CompilerWarningsAsync(
            Expression(arms).Replace("AppToken token", type + " token", StringComparison.Ordinal)
        );

        var warning = Assert.Single(warnings);
        Assert.Equal(isTakenBack, warning.IsSuppressed);
    }

    [Theory]
    [InlineData("Auth0AccessToken or Auth0IdToken or CognitoAccessToken or CognitoIdToken => 1", true)]
    [InlineData("Auth0AccessToken or Auth0IdToken or CognitoAccessToken => 1", false)]
    public async Task The_compilers_warning_of_a_switch_over_the_token_is_taken_back_likewise(
        string arms,
        bool isTakenBack
    )
    {
        var warning = Assert.Single(await CompilerWarningsAsync(Source($"return token.Token switch {{ {arms} }};")));

        Assert.Equal(isTakenBack, warning.IsSuppressed);
    }

    [Fact]
    public async Task The_compilers_warning_stays_for_switches_over_something_else()
    {
        var warnings = await CompilerWarningsAsync(
            "internal static class Use { public static int Of(int number, bool flag) => number switch { 1 => 2, 2 when flag => 3 }; }"
        );

        Assert.False(Assert.Single(warnings).IsSuppressed);
    }

    /// <summary>Nobody says of one that was written by hand that it has no other cases.</summary>
    [Fact]
    public async Task The_compilers_warning_stays_for_a_union_without_cases()
    {
        var warnings = await CompilerWarningsAsync(
            """
            using JwksSdk;
            internal abstract class Own : FederatedToken;
            internal abstract class First : Own;
            internal static class Use
            {
                public static int Of(Own token) => token switch { First => 1 };
            }
            """
        );

        Assert.False(Assert.Single(warnings).IsSuppressed);
    }

    [Fact]
    public void Each_suppression_has_a_page()
    {
        var suppressions = new UnionSwitchSuppressor().SupportedSuppressions;

        Assert.Equal(["JWKSSPR0001", "JWKSSPR0002"], suppressions.Select(static each => each.Id));
        foreach (var (id, warning) in suppressions.Select(static each => (each.Id, each.SuppressedDiagnosticId)))
        {
            var page = Support.Repository.Read($"generators/JwksSdk.Generators/Diagnostics/docs/{id}.md");
            Assert.StartsWith($"# {id}: ", page, StringComparison.Ordinal);
            Assert.Contains(warning, page, StringComparison.Ordinal);
        }
    }

    private static string Expression(string arms) => Source($"return token switch {{ {arms} }};");

    private static string Statement(string sections) => Source($"switch (token) {{ {sections} }} return 0;");

    private static string Source(string statements) =>
        $$"""
            using System;
            using Acme;
            using JwksSdk;
            using static Acme.AppToken;
            internal interface IOwn;
            internal static class Use
            {
                public static int Of(AppToken token, bool flag)
                {
                    {{statements}}
                }
            }
            """;

    private static Task<IReadOnlyList<Reported>> ReportAsync(string source) =>
        ReportAsync(GeneratorHarness.Compile(Federation, source));

    private static async Task<IReadOnlyList<Reported>> ReportAsync(CSharpCompilation compilation)
    {
        var output = Federated.Run(compilation).Output;
        Assert.DoesNotContain(
            output.GetDiagnostics(TestContext.Current.CancellationToken),
            static each => each.Severity == DiagnosticSeverity.Error
        );
        var found = await output
            .WithAnalyzers([new UnionSwitchAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(static each => each.Location.SourceSpan.Start).Select(Reported.Of)];
    }

    private static async Task<IEnumerable<Diagnostic>> CompilerWarningsAsync(string source)
    {
        var found = await Federated
            .Run(Federation, source)
            .Output.WithAnalyzers(
                [new UnionSwitchSuppressor()],
                new CompilationWithAnalyzersOptions(
                    new AnalyzerOptions([]),
                    onAnalyzerException: null,
                    concurrentAnalysis: false,
                    logAnalyzerExecutionTime: false,
                    reportSuppressedDiagnostics: true
                )
            )
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return found.Where(static each => each.Severity >= DiagnosticSeverity.Warning || each.IsSuppressed);
    }
}
