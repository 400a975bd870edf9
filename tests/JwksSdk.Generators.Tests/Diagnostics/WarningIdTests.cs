namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>
/// What is experimental, or obsolete under an ID of its own, is a word to those who write its name: emitted files, which name it too, hold
/// no error or warning of it.
/// </summary>
public sealed class WarningIdTests
{
    private static readonly string[] Marks =
    [
        "[System.Diagnostics.CodeAnalysis.Experimental(\"ACME01\")]",
        "[System.Obsolete(\"goes\", DiagnosticId = \"ACME01\")]",
    ];

    private const string Usings = """
        #pragma warning disable ACME01, CS0672
        using JwksSdk;
        using JwksSdk.Tokens;
        namespace Acme;

        """;

    private const string Auth0 =
        "[JwksProvider(IdentityProvider.Auth0, Domain = \"a.eu.auth0.com\", Audience = \"x\")] ";

    private const string Token = "[JwtClaims] internal partial record Token : OpenIdConnectAccessToken;";

    private const string Convention =
        "[JwksConvention(\"https://login.acme.com\")] [JwksConventionToken<Token>(\"AccessToken\", \"a token\", Audience = \"Audience\")] internal sealed partial class Login; ";

    private const string Declaration = "[JwksProvider<Login>(Audience = \"x\")] internal sealed partial class Staff; ";

    private const string Federation = "[JwksFederation(typeof(Staff))] internal sealed partial class App;";

    [Theory]
    [InlineData("~" + Auth0 + "internal sealed partial class X;")]
    [InlineData("~ internal partial class Outer { " + Auth0 + " internal sealed partial class X; }")]
    [InlineData(Token + "~" + Convention + Declaration)]
    [InlineData(
        Token
            + "~ internal static partial class Outer { "
            + Convention
            + "} [JwksProvider<Outer.Login>] internal sealed partial class X;"
    )]
    [InlineData("~" + Token + Convention + Declaration)]
    public void A_declaration_names_it(string source) => NamesInSilence(source);

    [Theory]
    [InlineData("~" + Auth0 + "internal sealed partial class Staff;" + Federation)]
    [InlineData(Token + Convention + Declaration + "~" + Federation)]
    [InlineData(Token + "~" + Convention + Declaration + Federation)]
    [InlineData("~" + Token + Convention + Declaration + Federation)]
    public void A_federation_names_it(string source) => NamesInSilence(source);

    [Theory]
    [InlineData("~ [JwtClaim(\"n\")] public string? N { get; init; }")]
    [InlineData("[JwtClaim(\"n\")] public string? N { get; ~ init; }")]
    [InlineData("~ public X() { }")]
    [InlineData("[JwtClaim(\"n\")] public N? N { get; init; } } ~ internal enum N { A")]
    [InlineData("[JwtClaim(\"n\")] public N? N { get; init; } } internal enum N { A, ~ B")]
    [InlineData(
        "[JwtClaim(\"n\")] public System.Collections.Generic.IReadOnlyList<N> N { get; init; } = []; } internal enum N { A, ~ B"
    )]
    [InlineData(
        "[JwtClaim(\"n\")] public Outer.N? N { get; init; } } ~ internal static class Outer { internal enum N { A }"
    )]
    [InlineData("[JwtClaim(\"n\")] public N? N { get; init; } } ~ [JwtClaims] internal sealed partial record N {")]
    public void A_reader_names_it(string members) =>
        NamesInSilence($"[JwtClaims] internal sealed partial record X {{ {members} }}");

    [Theory]
    [InlineData("~ [JwtClaim(\"n\")] public string? N { get; init; }", "")]
    [InlineData(
        "~ public virtual string? N { get; init; }",
        "[JwtClaim(\"n\")] public override string? N { get; init; }"
    )]
    public void A_reader_names_what_is_inherited(string inherited, string own) =>
        NamesInSilence(
            $"internal record Parent {{ {inherited} }} [JwtClaims] internal sealed partial record X : Parent {{ {own} }}"
        );

    [Fact]
    public void Another_assembly_is_experimental_as_a_whole()
    {
        var library = GeneratorHarness
            .Compile(
                "[assembly: System.Diagnostics.CodeAnalysis.Experimental(\"ACME01\")] namespace Library { public enum N { A } }"
            )
            .WithAssemblyName("Library");
        var compilation = GeneratorHarness.Compile(
            Usings
                + "[JwtClaims] internal sealed partial record X { [JwtClaim(\"n\")] public Library.N? N { get; init; } }"
        );

        Compiled.WithoutWarnings(
            GeneratorHarness.Run<AllGenerators>(compilation.AddReferences(library.ToMetadataReference()))
        );
    }

    [Fact]
    public void Each_ID_stands_once_in_order_and_is_one_that_a_pragma_can_hold()
    {
        var run = GeneratorHarness.Run<JwtClaimsGenerator>(
            Usings
                + """
                [JwtClaims]
                internal sealed partial record X
                {
                    [System.Obsolete("goes", DiagnosticId = "ACME02"), JwtClaim("a")] public string? A { get; init; }
                    [System.Obsolete("goes", DiagnosticId = "ACME01"), JwtClaim("b")] public string? B { get; init; }
                    [System.Obsolete("goes", DiagnosticId = "ACME02"), JwtClaim("c")] public string? C { get; init; }
                    [System.Obsolete("goes", DiagnosticId = "no name"), JwtClaim("d")] public string? D { get; init; }
                    [System.Obsolete("goes"), JwtClaim("e")] public string? E { get; init; }
                }
                """
        );

        Assert.Contains(
            "\n#pragma warning disable CS0612, CS0618, ACME01, ACME02\n",
            run.File,
            StringComparison.Ordinal
        );
    }

    /// <summary>Compiles a project in which a mark stands at the tilde, and asks for no word about it.</summary>
    private static void NamesInSilence(string source) =>
        Assert.All(
            Marks,
            mark =>
                Compiled.WithoutWarnings(
                    GeneratorHarness.Run<AllGenerators>(Usings + source.Replace("~", mark, StringComparison.Ordinal))
                )
        );
}
