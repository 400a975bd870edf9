using JwksSdk.Generators.Parsing;

namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>Mistakes in the declaring class, each reported at the class or at its member.</summary>
public sealed class DeclarationDiagnosticTests
{
    private const string Attribute =
        "[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0, Domain = \"acme.eu.auth0.com\", Audience = \"a\")]";

    [Fact]
    public Task JWKS0001_is_reported_for_a_class_that_is_not_partial() =>
        Reports("JWKS0001", "CustomerIdentity", $"{Attribute} public sealed class CustomerIdentity;");

    [Fact]
    public Task JWKS0001_is_not_reported_for_a_partial_class_or_record() =>
        ReportsNothing(
            $"{Attribute} public sealed partial class CustomerIdentity;",
            $"{Attribute} public sealed partial record StaffIdentity;"
        );

    [Theory]
    [InlineData("public sealed partial class X<T>;", "generic")]
    [InlineData("public static partial class X;", "static")]
    [InlineData("public abstract partial class X;", "abstract")]
    [InlineData("file sealed partial class X;", "file")]
    [InlineData("public partial struct X;", "not a class")]
    [InlineData("public partial record struct X;", "not a class")]
    public Task JWKS0008_is_reported_for_a_type_that_cannot_declare(string type, string reason) =>
        ReportsShape($"{Attribute} {type}", reason);

    [Theory]
    [InlineData("public class Outer {{ {0} public sealed partial class X; }}", "Outer, which is not partial")]
    [InlineData("public partial class Outer<T> {{ {0} public sealed partial class X; }}", "generic")]
    [InlineData("public partial interface IOuter {{ {0} public sealed partial class X; }}", "interface")]
    [InlineData("public partial class Outer {{ {0} private sealed partial class X; }}", "private")]
    [InlineData("file partial class Outer {{ {0} public sealed partial class X; }}", "file")]
    public Task JWKS0008_is_reported_for_a_place_where_nothing_can_be_declared(string format, string reason) =>
        ReportsShape(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, Attribute), reason);

    [Fact]
    public Task JWKS0008_is_not_reported_inside_partial_types() =>
        ReportsNothing(
            $"public partial class A {{ internal partial struct B {{ {Attribute} internal sealed partial class X; }} }}"
        );

    [Theory]
    [InlineData("(JwksSdk.IdentityProvider)99")]
    [InlineData("default")]
    public async Task JWKS0009_is_reported_for_an_undefined_provider(string provider)
    {
        var source = $"[JwksSdk.JwksProvider({provider}, Domain = \"x\")] public sealed partial class X;";

        Assert.Equal("JWKS0009", Assert.Single(await Reported.ByAnalyzerAsync(source)).Id);
        Assert.DoesNotContain(GeneratorHarness.Run<JwksProviderGenerator>(source).Files, IsOfX);
    }

    [Fact]
    public async Task JWKS0009_is_not_reported_for_any_member_of_the_enum()
    {
        foreach (var provider in Enum.GetNames<IdentityProvider>())
        {
            Assert.Empty(
                await Reported.ByAnalyzerAsync(
                    $"[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.{provider})] public sealed partial class X;"
                )
            );
        }
    }

    [Theory]
    [InlineData("public X(string name) { }", "X")]
    [InlineData("public X(JwksSdk.IJwtVerifier verifier) { }", "X")]
    [InlineData("public string Issuer => \"\";", "Issuer")]
    [InlineData("private const string JwksUri = \"\";", "JwksUri")]
    [InlineData("public static void Declaration() { }", null)]
    [InlineData("private class Declaration;", "Declaration")]
    [InlineData(
        "public void VerifyAccessTokenAsync(JwksSdk.CompactToken token, System.Threading.CancellationToken c) { }",
        "VerifyAccessTokenAsync"
    )]
    [InlineData(
        "public void VerifyIdTokenOrThrowAsync(JwksSdk.CompactToken token, System.Threading.CancellationToken c) { }",
        "VerifyIdTokenOrThrowAsync"
    )]
    [InlineData(
        "public void ExplainIdTokenAsync(JwksSdk.CompactToken token, System.Threading.CancellationToken c) { }",
        "ExplainIdTokenAsync"
    )]
    public async Task JWKS0013_is_reported_at_the_written_member(string member, string? at)
    {
        var reported = await Reported.ByAnalyzerAsync($"{Attribute} public sealed partial class X {{ {member} }}");

        var only = Assert.Single(reported);
        Assert.Equal("JWKS0013", only.Id);
        Assert.Equal(at ?? "Declaration", only.At);
    }

    [Theory]
    [InlineData("public sealed class XOptions;", "XOptions")]
    [InlineData(
        "namespace Microsoft.Extensions.DependencyInjection { public static class XServiceCollectionExtensions; }",
        "XServiceCollectionExtensions"
    )]
    public Task JWKS0013_is_reported_at_a_written_companion(string companion, string at) =>
        Reports("JWKS0013", at, $"{Attribute} public sealed partial class X;", companion);

    [Fact]
    public Task JWKS0013_is_reported_for_a_primary_constructor() =>
        Reports("JWKS0013", "X", $"{Attribute} public sealed partial class X(string name);");

    [Fact]
    public Task JWKS0013_is_reported_for_a_class_named_like_a_generated_member() =>
        Reports("JWKS0013", "Issuer", $"{Attribute} public sealed partial class Issuer;");

    [Fact]
    public Task JWKS0013_is_not_reported_for_members_of_other_names_and_overloads() =>
        ReportsNothing(
            $$"""
            {{Attribute}}
            public sealed partial class X
            {
                static X() { }

                public string Name => Issuer;

                public void VerifyAccessTokenAsync(int attempts) { }

                public void VerifyAccessTokenOrThrowAsync(string token, System.Threading.CancellationToken c) { }
            }
            """
        );

    /// <summary>A project may say that its generated files are to be analyzed like any other.</summary>
    [Fact]
    public void JWKS0013_is_not_reported_for_the_emitted_members_themselves()
    {
        var output = GeneratorHarness.Run<JwksProviderGenerator>($"{Attribute} public sealed partial class X;").Output;
        var type = output.GetTypeByMetadataName("X")!;

        Assert.NotEmpty(type.GetMembers("Issuer"));
        Assert.Empty(
            DeclarationParser
                .Parse(type, type.GetAttributes()[0], output, TestContext.Current.CancellationToken)
                .Findings
        );
    }

    private static async Task ReportsShape(string source, string reason)
    {
        var reported = Assert.Single(await Reported.ByAnalyzerAsync(source));

        Assert.Equal(("JWKS0008", "X"), (reported.Id, reported.At));
        Assert.Contains(reason, reported.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(GeneratorHarness.Run<JwksProviderGenerator>(source).Files, IsOfX);
    }

    private static bool IsOfX(KeyValuePair<string, string> file) =>
        file.Value.Contains("// From ", StringComparison.Ordinal);

    private static async Task Reports(string id, string at, params string[] sources)
    {
        var reported = Assert.Single(await Reported.ByAnalyzerAsync(sources));
        Assert.Equal((id, at), (reported.Id, reported.At));
    }

    private static async Task ReportsNothing(params string[] sources) =>
        Assert.Empty(await Reported.ByAnalyzerAsync(sources));
}
