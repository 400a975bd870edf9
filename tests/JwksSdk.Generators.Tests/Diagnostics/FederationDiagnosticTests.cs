using System.Globalization;
using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Tests.Federations;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>Mistakes in a federation, each reported where it is written.</summary>
public sealed class FederationDiagnosticTests
{
    private const string Members = """
        using JwksSdk;
        [JwksProvider(IdentityProvider.Auth0, Domain = "a.eu.auth0.com", CustomDomain = "login.a.com", Audience = "x")] public sealed partial class A;
        [JwksProvider(IdentityProvider.Auth0, Domain = "b.eu.auth0.com", Audience = "x")] public sealed partial class B;
        [JwksProvider(IdentityProvider.Clerk)] public sealed partial class C;
        [JwksProvider(IdentityProvider.Okta, OrgAuthorizationServer = true, ClientId = "0oa1acme")] public sealed partial class OrgServer;
        public sealed class Plain;
        """;

    private const string AB = "[JwksSdk.JwksFederation(typeof(A), typeof(B))]";

    [Theory]
    [InlineData("public sealed class X;", "not partial")]
    [InlineData("public sealed partial class X<T>;", "generic, but stands for one federation")]
    [InlineData("public static partial class X;", "static")]
    [InlineData("public abstract partial class X;", "abstract")]
    [InlineData("file sealed partial class X;", "file")]
    [InlineData("public partial struct X;", "not a class")]
    public Task JWKS0030_is_reported_for_a_type_that_cannot_be_a_federation(string type, string reason) =>
        ReportsShape($"{AB} {type}", reason);

    [Theory]
    [InlineData("public class Outer {{ {0} public sealed partial class X; }}", "Outer, which is not partial")]
    [InlineData("public partial class Outer<T> {{ {0} public sealed partial class X; }}", "generic")]
    [InlineData("public partial interface IOuter {{ {0} public sealed partial class X; }}", "interface")]
    [InlineData("public partial class Outer {{ {0} private sealed partial class X; }}", "private")]
    public Task JWKS0030_is_reported_for_a_place_where_nothing_can_be_completed(string format, string reason) =>
        ReportsShape(string.Format(CultureInfo.InvariantCulture, format, AB), reason);

    [Fact]
    public Task JWKS0030_is_not_reported_for_a_partial_class_or_record_also_within_others() =>
        ReportsNothing(
            $"{AB} public sealed partial class X;",
            $"{AB} public sealed partial record Y;",
            $"public partial class Outer {{ internal partial struct Inner {{ {AB} internal sealed partial class X; }} }}"
        );

    [Theory]
    [InlineData("typeof(Plain)", "Plain cannot be a member of X: it is no class marked [JwksProvider]")]
    [InlineData("typeof(string[])", "it is no class marked [JwksProvider]")]
    [InlineData("typeof(System.Collections.Generic.List<>)", "it is no class marked [JwksProvider]")]
    [InlineData("null", "null cannot be a member of X")]
    [InlineData("typeof(Y)", "Y cannot be a member of X: it is a federation itself; name its members instead")]
    public async Task JWKS0031_is_reported_at_a_member_that_is_no_declaration(string member, string message)
    {
        var reported = Assert.Single(
            await ReportAsync(
                $"[JwksSdk.JwksFederation(typeof(A), {member})] public sealed partial class X;",
                $"{AB} public sealed partial class Y;"
            )
        );

        Assert.Equal(("JWKS0031", member), (reported.Id, reported.At));
        Assert.Contains(message, reported.Message, StringComparison.Ordinal);
    }

    /// <summary>A library that was built without the generator, or with one whose declarations only it could see.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("internal static readonly JwksSdk.Providers.ProviderDeclaration Declaration = null!;")]
    public async Task JWKS0031_is_reported_for_a_class_of_another_assembly_whose_declaration_cannot_be_used(
        string member
    )
    {
        var library = GeneratorHarness
            .Compile(
                $"[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0)] public sealed partial class D {{ {member} }}"
            )
            .WithAssemblyName("Library");

        var reported = Assert.Single(
            await ReportAsync(
                GeneratorHarness
                    .Compile(Members, "[JwksSdk.JwksFederation(typeof(A), typeof(D))] public sealed partial class X;")
                    .AddReferences(library.ToMetadataReference())
            )
        );

        Assert.Equal(("JWKS0031", "typeof(D)"), (reported.Id, reported.At));
        Assert.Contains("compile Library with this version of JwksSdk", reported.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task JWKS0031_is_not_reported_for_declarations_also_where_they_have_mistakes_of_their_own() =>
        ReportsNothing(
            "[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0)] public sealed class Rigid;",
            "[JwksSdk.JwksFederation(typeof(A), typeof(Rigid), typeof(C))] public sealed partial class X;"
        );

    [Fact]
    public async Task JWKS0032_is_reported_at_a_member_that_was_named_before()
    {
        var reported = Assert.Single(
            await ReportAsync(
                "[JwksSdk.JwksFederation(typeof(A), typeof(C), typeof(A))] public sealed partial class X;"
            )
        );

        Assert.Equal(
            ("JWKS0032", "typeof(A)", "A is a member of X already; name it once"),
            (reported.Id, reported.At, reported.Message)
        );
    }

    [Fact]
    public Task JWKS0032_is_not_reported_for_a_member_of_two_federations() =>
        ReportsNothing($"{AB} public sealed partial class X;", $"{AB} public sealed partial class Y;");

    [Theory]
    [InlineData("JwksSdk.JwksFederation")]
    [InlineData("JwksSdk.JwksFederation()")]
    [InlineData("JwksSdk.JwksFederation(new System.Type[0])")]
    [InlineData("JwksSdk.JwksFederation((System.Type[])null!)")]
    public async Task JWKS0033_is_reported_for_no_member(string attribute)
    {
        var reported = Assert.Single(await ReportAsync($"[{attribute}] public sealed partial class X;"));
        Assert.Equal(("JWKS0033", attribute), (reported.Id, reported.At));
    }

    /// <summary>The kinds of one provider are a union too, and the federation may grow.</summary>
    [Theory]
    [InlineData("typeof(C)")]
    [InlineData("new[] { typeof(A), typeof(C) }")]
    public Task JWKS0033_is_not_reported_for_one_member_or_an_array(string members) =>
        ReportsNothing($"[JwksSdk.JwksFederation({members})] public sealed partial class X;");

    [Theory]
    [InlineData("Domain = \"b.eu.auth0.com\"", "https://b.eu.auth0.com/")]
    [InlineData("Domain = \"d.eu.auth0.com\", CustomDomain = \"b.eu.auth0.com\"", "https://b.eu.auth0.com/")]
    [InlineData("Issuer = \"https://login.a.com/\"", "https://login.a.com/")]
    public async Task JWKS0034_is_reported_at_the_later_member_with_an_issuer(string inputs, string issuer)
    {
        var reported = Assert.Single(
            await ReportAsync(
                $"[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0, {inputs})] public sealed partial class D;",
                "[JwksSdk.JwksFederation(typeof(A), typeof(B), typeof(D))] public sealed partial class X;"
            )
        );

        Assert.Equal(("JWKS0034", "typeof(D)"), (reported.Id, reported.At));
        Assert.Contains($"and D both have the issuer {issuer}, ", reported.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task JWKS0034_is_not_reported_for_issuers_that_differ_or_are_not_known() =>
        ReportsNothing(
            "[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0)] public sealed partial class D;",
            "[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0)] public sealed partial class E;",
            "[JwksSdk.JwksFederation(typeof(A), typeof(B), typeof(D), typeof(E))] public sealed partial class X;"
        );

    [Theory]
    [InlineData(
        "\"AccessToken\", \"RefreshToken\"",
        "No member of X has tokens of a kind RefreshToken. Their kinds are AccessToken, IdToken."
    )]
    [InlineData("\"AccessToken\", null", "No member of X has tokens of a kind . ")]
    [InlineData("\"AccessToken\", \"accesstoken\"", "a kind accesstoken.")]
    public Task JWKS0035_is_reported_for_a_kind_that_no_member_has(string kinds, string message) =>
        ReportsKinds("typeof(A), typeof(B)", kinds, message);

    [Fact]
    public Task JWKS0035_is_reported_for_a_member_without_a_kind() =>
        ReportsKinds(
            "typeof(A), typeof(C)",
            "\"AccessToken\"",
            "X takes no token of C, whose kinds are SessionToken, MachineToken, OAuthToken. Name one of them, or leave the member out."
        );

    /// <summary>What its own attribute rules out is no kind of a member.</summary>
    [Fact]
    public Task JWKS0035_is_reported_for_a_member_whose_only_kind_is_ruled_out() =>
        ReportsKinds(
            "typeof(A), typeof(OrgServer)",
            "\"AccessToken\"",
            "X takes no token of OrgServer, whose kinds are IdToken."
        );

    [Fact]
    public Task JWKS0035_is_reported_once_where_no_kind_is_named() =>
        ReportsKinds("typeof(A), typeof(B)", "", "X takes no kind of token.");

    [Fact]
    public Task JWKS0035_is_not_reported_where_every_member_has_one() =>
        ReportsNothing(
            "[JwksSdk.JwksFederation(typeof(A), typeof(C), Kinds = new[] { \"AccessToken\", \"SessionToken\" })] public sealed partial class X;",
            "[JwksSdk.JwksFederation(typeof(A), typeof(C), Kinds = null)] public sealed partial class Y;"
        );

    [Theory]
    [InlineData("public X(string name) { }", "X")]
    [InlineData("public string Federation => \"\";", "Federation")]
    [InlineData("private int _verifier;", "_verifier")]
    [InlineData("private static void MemberOf() { }", "MemberOf")]
    [InlineData(
        "public void VerifyAsync(JwksSdk.CompactToken token, System.Threading.CancellationToken c) { }",
        "VerifyAsync"
    )]
    [InlineData(
        "public void VerifyOrThrowAsync(JwksSdk.CompactToken token, System.Threading.CancellationToken c) { }",
        "VerifyOrThrowAsync"
    )]
    [InlineData(
        "public void ExplainAsync(JwksSdk.CompactToken token, System.Threading.CancellationToken c) { }",
        "ExplainAsync"
    )]
    public async Task JWKS0036_is_reported_at_the_written_member(string member, string at)
    {
        var reported = Assert.Single(await ReportAsync($"{AB} public sealed partial class X {{ {member} }}"));
        Assert.Equal(("JWKS0036", at), (reported.Id, reported.At));
    }

    [Theory]
    [InlineData("public sealed class XToken;", "XToken")]
    [InlineData(
        "namespace Microsoft.Extensions.DependencyInjection { public static class XFederationExtensions; }",
        "XFederationExtensions"
    )]
    public async Task JWKS0036_is_reported_at_a_written_companion(string companion, string at)
    {
        var reported = Assert.Single(await ReportAsync($"{AB} public sealed partial class X;", companion));
        Assert.Equal(("JWKS0036", at), (reported.Id, reported.At));
    }

    [Theory]
    [InlineData("namespace N { @D public sealed partial class A; }", "typeof(A), typeof(N.A)", "X", "AAccessToken")]
    [InlineData("@D public sealed partial class XAccess;", "typeof(XAccess)", "XAccessId", "XAccessIdToken")]
    public async Task JWKS0036_is_reported_at_a_member_whose_case_has_a_taken_name(
        string declaration,
        string members,
        string name,
        string taken
    )
    {
        var reported = await ReportAsync(
            declaration.Replace(
                "@D",
                "[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0)]",
                StringComparison.Ordinal
            ),
            $"[JwksSdk.JwksFederation({members})] public sealed partial class {name};"
        );

        Assert.All(reported, static each => Assert.Equal("JWKS0036", each.Id));
        Assert.Equal(members.Split(", ")[^1], reported[0].At);
        Assert.Contains($" {taken} of ", reported[^1].Message + reported[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task JWKS0036_is_not_reported_for_members_of_other_names_and_overloads() =>
        ReportsNothing(
            $$"""
            {{AB}}
            public sealed partial class X
            {
                static X() { }

                public string Name => "";

                public void VerifyAsync(int attempts) { }
            }
            """
        );

    private static async Task ReportsShape(string source, string reason)
    {
        var reported = Assert.Single(await ReportAsync(source));

        Assert.Equal(("JWKS0030", "X"), (reported.Id, reported.At));
        Assert.Contains(reason, reported.Message, StringComparison.Ordinal);
        Assert.Empty(GeneratorHarness.Run<FederationsAlone>(Members, source).Files);
    }

    private static async Task ReportsKinds(string members, string kinds, string message)
    {
        var argument = $"Kinds = new string?[] {{ {kinds} }}!";
        var reported = Assert.Single(
            await ReportAsync($"[JwksSdk.JwksFederation({members}, {argument})] public sealed partial class X;")
        );

        Assert.Equal(("JWKS0035", argument), (reported.Id, reported.At));
        Assert.Contains(message, reported.Message, StringComparison.Ordinal);
    }

    private static async Task ReportsNothing(params string[] sources) => Assert.Empty(await ReportAsync(sources));

    private static Task<IReadOnlyList<Reported>> ReportAsync(params string[] sources) =>
        ReportAsync(GeneratorHarness.Compile([Members, .. sources]));

    /// <summary>What the analyzer reports in a build: over the project with its generated files.</summary>
    private static async Task<IReadOnlyList<Reported>> ReportAsync(CSharpCompilation compilation)
    {
        var found = await Federated
            .Run(compilation)
            .Output.WithAnalyzers([new JwksFederationAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.OrderBy(static each => each.Location.SourceSpan.Start).Select(Reported.Of)];
    }
}
