using JwksSdk.Generators.Tests.Diagnostics;

namespace JwksSdk.Generators.Tests.Conventions;

/// <summary>A declaration over a convention is checked as one of a shipped provider is.</summary>
public sealed class ConventionDeclarationTests
{
    private const string Convention = """
        using JwksSdk;

        /// <summary>Realms.</summary>
        [JwksConvention(
            "https://{Domain}{/BasePath}/realms/{Realm}",
            Algorithms = JwtAlgorithms.RS256 | JwtAlgorithms.ES256
        )]
        [JwksConventionInput("Domain", InputShape.Host, "The host.")]
        [JwksConventionInput("BasePath", InputShape.Name, "The base path.")]
        [JwksConventionInput("Realm", InputShape.Name, "The realm.", Example = "acme")]
        [JwksConventionInput("Team", InputShape.Uuid, "The team.", Plural = "Teams")]
        [JwksConventionToken<Acme.Tokens.RealmToken>(
            "AccessToken",
            "an access token",
            Audience = "Audience",
            Accepts = new[] { "azp=ClientId", "team=Team" }
        )]
        [JwksConventionToken<Acme.Tokens.RealmToken>("IdToken", "an ID token", Audience = "ClientId")]
        public sealed partial class Realms;
        """;

    private const string Sound = "Domain = \"login.acme.com\", Audience = \"a\"";
    private const string Realm = "[JwksInput(\"Realm\", \"acme\")]";

    [Theory]
    [InlineData("JWKS0002", "RequiredGroup = \"staff\"", Sound + ", RequiredGroup = \"staff\"", Realm)]
    [InlineData("JWKS0002", "JwksInput(\"Zone\", \"1\")", Sound, Realm + "[JwksInput(\"Zone\", \"1\")]")]
    [InlineData("JWKS0002", "JwksInput(\"Audience\", \"b\")", Sound, Realm + "[JwksInput(\"Audience\", \"b\")]")]
    [InlineData("JWKS0002", "JwksInput(\"Section\", \"b\")", Sound, Realm + "[JwksInput(\"Section\", \"b\")]")]
    [InlineData("JWKS0003", "JwksProvider<Realms>(Section = \"\", " + Sound + ")", "Section = \"\", " + Sound, "")]
    [InlineData(
        "JWKS0004",
        "Domain = \"https://login.acme.com\"",
        "Audience = \"a\", Domain = \"https://login.acme.com\"",
        Realm
    )]
    [InlineData("JWKS0004", "JwksInput(\"Realm\", \"a/b\")", Sound, "[JwksInput(\"Realm\", \"a/b\")]")]
    [InlineData("JWKS0004", "JwksInput(\"Realm\", \"..\")", Sound, "[JwksInput(\"Realm\", \"..\")]")]
    [InlineData("JWKS0004", "JwksInput(\"Realm\", \"a%2Fb\")", Sound, "[JwksInput(\"Realm\", \"a%2Fb\")]")]
    [InlineData("JWKS0004", "JwksInput(\"Realm\", \"\")", Sound, "[JwksInput(\"Realm\", \"\")]")]
    [InlineData("JWKS0004", "JwksInput(\"Realm\", \"a\", \"b\")", Sound, "[JwksInput(\"Realm\", \"a\", \"b\")]")]
    [InlineData("JWKS0004", "JwksInput(\"Realm\", \"acme\")", Sound, Realm + "[JwksInput(\"Realm\", \"b\")]")]
    [InlineData(
        "JWKS0004",
        "JwksInput(\"BasePath\", \"/auth\")",
        Sound,
        Realm + "[JwksInput(\"BasePath\", \"/auth\")]"
    )]
    [InlineData("JWKS0004", "JwksInput(\"Team\", \"ops\")", Sound, Realm + "[JwksInput(\"Team\", \"ops\")]")]
    [InlineData("JWKS0004", "ClockSkewSeconds = 999", Sound + ", ClockSkewSeconds = 999", Realm)]
    [InlineData("JWKS0005", "JwksInput(\"Realm\", \"{realm}\")", Sound, "[JwksInput(\"Realm\", \"{realm}\")]")]
    [InlineData(
        "JWKS0006",
        "JwksInput(\"Realm\", \"sk_live_0123\")",
        Sound,
        "[JwksInput(\"Realm\", \"sk_live_0123\")]"
    )]
    [InlineData(
        "JWKS0007",
        "Audience = \"a\"",
        "Domain = \"login.acme.com\", Audience = \"a\", ClientId = \"a\"",
        Realm
    )]
    [InlineData(
        "JWKS0010",
        "JwksUri = \"http://keys.acme.com\"",
        Sound + ", JwksUri = \"http://keys.acme.com\"",
        Realm
    )]
    [InlineData("JWKS0012", "Algorithms = JwtAlgorithms.PS256", Sound + ", Algorithms = JwtAlgorithms.PS256", Realm)]
    public async Task A_mistake_is_reported_where_it_stands(string id, string at, string arguments, string inputs)
    {
        var source = Source(arguments, inputs);

        var only = Assert.Single(await Reported.ByAllAsync(Written.Token, Convention, source));

        Assert.Equal((id, at), only.Place);
        Assert.DoesNotContain("0123", only.Message, StringComparison.Ordinal);
        Assert.Empty(ConventionReports.Errors(Convention, source));
        Assert.DoesNotContain(
            GeneratorHarness.Run<AllGenerators>(Written.Token, Convention, source).Files.Values,
            static text => text.Contains("0123", StringComparison.Ordinal)
        );
    }

    [Fact]
    public Task JWKS0001_is_reported_for_a_class_that_is_not_partial_whatever_its_provider() =>
        ConventionReports.OnlyAsync(
            "JWKS0001",
            "X",
            "partial",
            Convention,
            Source(Sound, Realm).Replace("partial ", "", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("Issuer", "Issuer")]
    [InlineData("VerifyIdTokenAsync", "VerifyIdTokenAsync")]
    public async Task JWKS0013_is_reported_for_members_that_are_generated_for_its_kinds(string member, string at)
    {
        var source = Source(Sound, Realm)
            .Replace("class X;", $"class X {{ public int {member} => 1; }}", StringComparison.Ordinal);

        Assert.Equal(
            ("JWKS0013", at),
            Assert.Single(await Reported.ByAllAsync(Written.Token, Convention, source)).Place
        );
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(Sound, Realm)]
    [InlineData("Issuer = \"http://127.0.0.1:8080/x\", JwksUri = \"http://127.0.0.1:8080/keys\", Audience = \"a\"", "")]
    [InlineData(
        Sound + ", Algorithms = JwtAlgorithms.ES256, Startup = KeyStartup.Lazy",
        Realm + "[JwksInput(\"BasePath\", \"auth\")]"
    )]
    [InlineData(
        Sound,
        Realm
            + "[JwksInput(\"Teams\", \"0a1b2c3d-0000-4000-8000-000000000000\", \"1a1b2c3d-0000-4000-8000-000000000000\")]"
    )]
    public async Task Nothing_is_reported_for_sound_declarations(string arguments, string inputs)
    {
        Assert.Empty(await Reported.ByAllAsync(Written.Token, Convention, Source(arguments, inputs)));
        Compiled.WithoutWarnings(
            GeneratorHarness.Run<AllGenerators>(Written.Token, Convention, Source(arguments, inputs))
        );
    }

    [Fact]
    public void A_kind_without_its_input_is_ruled_out_where_nothing_comes_from_configuration()
    {
        var client = GeneratorHarness
            .Run<AllGenerators>(Written.Token, Convention, Source("Section = \"\", " + Sound, Realm))
            .Files["X.Client.g.cs"];

        Assert.Contains(
            "Realms tokens of kind IdToken need ClientId, which is not declared.",
            client,
            StringComparison.Ordinal
        );
        Assert.Contains("[global::System.Obsolete(", client, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("object", "is not marked [JwksConvention]")]
    [InlineData("int", "is not marked [JwksConvention]")]
    [InlineData("int[]", "is not marked [JwksConvention]")]
    [InlineData("JwksSdk.Providers.Auth0Convention", "is not marked [JwksConvention]")]
    [InlineData("Hidden", "less accessible than X")]
    public Task JWKS0046_is_reported_for_a_type_that_is_no_convention(string type, string reason) =>
        ConventionReports.OnlyAsync(
            "JWKS0046",
            $"JwksSdk.JwksProvider<{type}>",
            reason,
            Convention
                + "\n"
                + Convention
                    .Replace("using JwksSdk;", "", StringComparison.Ordinal)
                    .Replace(
                        "public sealed partial class Realms",
                        "internal sealed partial class Hidden",
                        StringComparison.Ordinal
                    ),
            $"[JwksSdk.JwksProvider<{type}>] public sealed partial class X;"
        );

    /// <summary>The convention's mistake is reported at the convention; that it has none is not said again at each declaration.</summary>
    [Fact]
    public async Task JWKS0046_is_not_reported_for_a_convention_with_mistakes_of_its_own()
    {
        var broken = Convention.Replace("{Realm}", "{Realms}", StringComparison.Ordinal);

        var reported = await Reported.ByAllAsync(Written.Token, broken, Source(Sound, Realm));

        Assert.All(reported, static each => Assert.StartsWith("JWKS004", each.Id, StringComparison.Ordinal));
        Assert.DoesNotContain(reported, static each => each.Id == "JWKS0046");
        Assert.Empty(ConventionReports.Errors(broken, Source(Sound, Realm)));
    }

    [Theory]
    [InlineData(
        "[JwksProvider(IdentityProvider.Auth0)] [JwksProvider<Realms>] public sealed partial class X;",
        "JwksProvider<Realms>"
    )]
    [InlineData(
        "[JwksProvider<Realms>] public sealed partial class X; [JwksProvider(IdentityProvider.Auth0)] partial class X;",
        "JwksProvider(IdentityProvider.Auth0)"
    )]
    [InlineData("[JwksInput(\"Realm\", \"acme\")] public sealed partial class X;", "JwksInput(\"Realm\", \"acme\")")]
    public Task JWKS0047_is_reported_for_attributes_that_do_not_belong_together(string type, string at) =>
        ConventionReports.OnlyAsync("JWKS0047", at, "X has", Convention, "using JwksSdk;\n" + type);

    [Fact]
    public async Task JWKS0047_is_not_reported_for_a_declaration_with_its_inputs() =>
        Assert.Empty(
            await Reported.ByAllAsync(
                Written.Token,
                Convention,
                "using JwksSdk; [JwksInput(\"Realm\", \"acme\")] public sealed partial class X; [JwksProvider<Realms>] partial class X;"
            )
        );

    /// <summary>The compiler takes attributes of one generic class for the same attribute.</summary>
    [Fact]
    public void Two_conventions_for_one_class_are_refused_by_the_compiler() =>
        Assert.Contains(
            "CS0579",
            Assert.Single(
                ConventionReports.Errors(
                    Convention,
                    "[JwksSdk.JwksProvider<Realms>] public sealed partial class X; [JwksSdk.JwksProvider<object>] partial class X;"
                )
            ),
            StringComparison.Ordinal
        );

    /// <summary>Two parts of one file are found one by one, and each with the attributes of both.</summary>
    [Theory]
    [InlineData(
        "[JwksConvention(\"https://acme.com\")] public sealed partial class X; [JwksConvention(\"https://acme.com\")] partial class X;"
    )]
    [InlineData("[JwksProvider<Realms>] public sealed partial class X; [JwksProvider<Realms>] partial class X;")]
    [InlineData(
        "[JwksProvider<Realms>] public sealed partial class X; [Unrelated.JwksProvider] partial class X; namespace Unrelated { sealed class JwksProviderAttribute : System.Attribute; }"
    )]
    [InlineData("[JwtClaims] public sealed partial record X; [JwtClaims] partial record X;")]
    public void An_attribute_given_twice_in_one_file_is_the_compilers_to_refuse(string types) =>
        Assert.DoesNotContain(
            ConventionReports.Errors(Convention, "using JwksSdk;\n" + types),
            static error => !error.Contains("CS0579", StringComparison.Ordinal)
        );

    [Fact]
    public async Task JWKS0002_is_reported_for_an_input_of_a_shipped_provider_that_stands_beside_its_attribute()
    {
        const string Source =
            "using JwksSdk; [JwksProvider(IdentityProvider.Auth0, Audience = \"a\")] [JwksInput(\"Domain\", \"acme.eu.auth0.com\")] public sealed partial class X;";

        var only = Assert.Single(await Reported.ByAllAsync(Source));

        Assert.Equal(("JWKS0002", "JwksInput(\"Domain\", \"acme.eu.auth0.com\")"), only.Place);
        Assert.Equal("Domain is a property of [JwksProvider]. Write Domain = … there.", only.Message);
    }

    private static string Source(string arguments, string inputs) =>
        $"""
            using JwksSdk;

            /// <summary>Ours.</summary>
            [JwksProvider<Realms>({arguments})]
            {inputs}
            public sealed partial class X;
            """;
}
