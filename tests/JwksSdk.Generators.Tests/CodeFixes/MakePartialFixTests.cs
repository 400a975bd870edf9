using JwksSdk.CodeFixes;
using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Tests.Claims;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Tests.CodeFixes;

/// <summary><c>partial</c> where generated code needs it, and nothing else changed.</summary>
public sealed class MakePartialFixTests
{
    private const string Attribute = "[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0)]";

    [Theory]
    [InlineData("public sealed class X;", "public sealed partial class X;")]
    [InlineData("class X;", "partial class X;")]
    [InlineData("internal sealed record X;", "internal sealed partial record X;")]
    [InlineData("internal  sealed /* ours */ class X { }", "internal  sealed /* ours */ partial class X { }")]
    public async Task A_declaration_becomes_partial(string before, string after)
    {
        using var fix = Fix<JwksProviderAnalyzer>($"{Attribute}\n{before} // X");

        var text = await fix.FixAsync();

        Assert.Equal(["Make 'X' partial"], await fix.TitlesAsync());
        Assert.Equal($"{Attribute}\n{after} // X", text);
        Compiles<JwksProviderGenerator>(text);
        Assert.Empty(await Diagnostics.Reported.ByAnalyzerAsync(text));
    }

    [Fact]
    public async Task A_federation_and_a_convention_become_partial()
    {
        const string Federation =
            "[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0)] public partial class A;\n[JwksSdk.JwksFederation(typeof(A))] public class X;";
        using var federation = Fix<JwksFederationAnalyzer>(Federation);
        Assert.Equal(
            Federation.Replace("public class X", "public partial class X", StringComparison.Ordinal),
            await federation.FixAsync()
        );

        const string Convention = "[JwksSdk.JwksConvention(\"https://login.acme.com\")] public class Login;";
        using var convention = Fix<JwksConventionAnalyzer>(Convention);
        Assert.Equal(
            Convention.Replace("public class", "public partial class", StringComparison.Ordinal),
            await convention.FixAsync()
        );
    }

    [Fact]
    public async Task A_declaration_without_modifiers_keeps_its_comments()
    {
        var source = $"// Ours.\n{Attribute}\n// A class.\nclass X;\n";
        using var fix = Fix<JwksProviderAnalyzer>(source);

        Assert.Equal(source.Replace("\nclass", "\npartial class", StringComparison.Ordinal), await fix.FixAsync());
    }

    [Fact]
    public async Task The_types_around_it_become_partial_with_it()
    {
        const string Source =
            "public static class A\n{\n    internal struct B\n    {\n        {0}\n        internal sealed class X;\n    }\n}\n";
        using var fix = Fix<JwksProviderAnalyzer>(Source.Replace("{0}", Attribute, StringComparison.Ordinal));

        var text = await fix.FixAsync();

        Assert.Equal(["Make 'X', 'B', 'A' partial"], await fix.TitlesAsync());
        Assert.Contains("public static partial class A", text, StringComparison.Ordinal);
        Assert.Contains("internal partial struct B", text, StringComparison.Ordinal);
        Assert.Contains("internal sealed partial class X", text, StringComparison.Ordinal);
        Compiles<JwksProviderGenerator>(text);
    }

    [Fact]
    public async Task A_type_around_a_partial_declaration_becomes_partial()
    {
        using var fix = Fix<JwksProviderAnalyzer>(
            $"public static class A {{ {Attribute} internal sealed partial class X; }}"
        );

        Assert.Equal(
            $"public static partial class A {{ {Attribute} internal sealed partial class X; }}",
            await fix.FixAsync()
        );
    }

    [Theory]
    [InlineData("[JwtClaims] internal sealed record Profile;", "[JwtClaims] internal sealed partial record Profile;")]
    [InlineData("[JwtClaims] record class Profile;", "[JwtClaims] partial record class Profile;")]
    [InlineData(
        "internal class A { [JwtClaims] internal sealed partial record Profile; }",
        "internal partial class A { [JwtClaims] internal sealed partial record Profile; }"
    )]
    public async Task A_claims_record_and_the_types_around_it_become_partial(string before, string after)
    {
        using var fix = Fix<JwtClaimsAnalyzer>(ClaimsSource.InNamespace(before));

        var text = await fix.FixAsync();

        Assert.Equal(ClaimsSource.InNamespace(after), text);
        Assert.Empty(await AnalyzerHarness.ReportAsync<JwtClaimsAnalyzer>(text));
        Compiles<JwtClaimsGenerator>(text);
    }

    [Fact]
    public async Task All_are_fixed_at_once_also_two_of_one_outer_type()
    {
        using var fix = Fix<JwksProviderAnalyzer>(
            $"public static class A {{ {Attribute} internal sealed class X; {Attribute} internal sealed class Y; }}",
            $"{Attribute} public sealed class Z;"
        );

        Assert.Equal(
            [
                $"public static partial class A {{ {Attribute} internal sealed partial class X; {Attribute} internal sealed partial class Y; }}",
                $"{Attribute} public sealed partial class Z;",
            ],
            await fix.FixAllAsync()
        );
    }

    [Theory]
    [InlineData("public static partial class X;")]
    [InlineData("public sealed partial class X<T>;")]
    public async Task Nothing_is_offered_where_partial_is_not_what_is_missing(string type)
    {
        using var fix = Fix<JwksProviderAnalyzer>($"{Attribute} {type}");

        Assert.Empty(await fix.TitlesAsync());
    }

    private static CodeFixHarness Fix<TAnalyzer>(params string[] sources)
        where TAnalyzer : DiagnosticAnalyzer, new() => new(new TAnalyzer(), new MakePartialFix(), sources);

    private static void Compiles<TGenerator>(string text)
        where TGenerator : IIncrementalGenerator, new() =>
        Assert.DoesNotContain(
            GeneratorHarness.Run<TGenerator>(text).Output.GetDiagnostics(TestContext.Current.CancellationToken),
            static each => each.Severity == DiagnosticSeverity.Error
        );
}
