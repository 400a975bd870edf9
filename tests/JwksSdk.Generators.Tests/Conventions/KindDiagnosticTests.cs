using JwksSdk.Generators.Tests.Diagnostics;

namespace JwksSdk.Generators.Tests.Conventions;

/// <summary>Mistakes in the kinds of token and the settings of a convention.</summary>
public sealed class KindDiagnosticTests
{
    private const string Own = "Acme.Tokens.RealmToken";

    private const string Tokens = """
        using JwksSdk;
        using JwksSdk.Tokens;

        namespace Acme.Tokens;

        public abstract record Abstract : RealmToken;
        public record WithoutReader : RealmToken;
        public record WithoutAnything : JwtToken { protected override bool IsKind(in JwtHeader header) => true; }
        public record Generic<T> : RealmToken;
        [JwtClaims] internal partial record Internal : RealmToken;
        [JwtClaims] public partial record Profile;
        [JwtClaims] public partial record Unchecked : JwtToken { protected override bool IsKind(in JwtHeader header) => true; }
        [JwtClaims] public partial record Inherits : RealmToken;
        """;

    [Theory]
    [InlineData("object", "does not derive from JwtToken")]
    [InlineData("int[]", "does not derive from JwtToken")]
    [InlineData("Acme.Tokens.Profile", "does not derive from JwtToken")]
    [InlineData("Acme.Tokens.Abstract", "is abstract")]
    [InlineData("JwksSdk.JwtToken", "is abstract")]
    [InlineData("Acme.Tokens.WithoutReader", "mark it [JwtClaims]")]
    [InlineData("Acme.Tokens.WithoutAnything", "mark it [JwtClaims]")]
    [InlineData("Acme.Tokens.Generic<int>", "is generic")]
    [InlineData("Acme.Tokens.Internal", "less accessible than X")]
    public Task JWKS0043_is_reported_for_a_type_that_is_no_typed_token(string type, string reason)
    {
        var kind = $"JwksConventionToken<{type}>(\"AccessToken\", \"a token\", AnyAudience = true)";
        return Reports("JWKS0043", kind, reason, kind);
    }

    [Theory]
    [InlineData("\"\", \"a token\"", "a letter in upper case")]
    [InlineData("\"accessToken\", \"a token\"", "a letter in upper case")]
    [InlineData("\"Access Token\", \"a token\"", "a letter in upper case")]
    [InlineData("\"AccessOrThrow\", \"a token\"", "OrThrow")]
    [InlineData("\"AccessToken\", \"\"", "no summary")]
    public Task JWKS0043_is_reported_for_a_name_or_summary(string arguments, string reason)
    {
        var kind = $"JwksConventionToken<{Own}>({arguments}, AnyAudience = true)";
        return Reports("JWKS0043", kind, reason, kind);
    }

    [Fact]
    public Task JWKS0043_is_reported_for_the_second_kind_of_one_name()
    {
        var second = $"JwksConventionToken<{Own}>(\"AccessToken\", \"another\", AnyAudience = true)";
        return Reports(
            "JWKS0043",
            second,
            "declared twice",
            $"JwksConventionToken<{Own}>(\"AccessToken\", \"one\", AnyAudience = true), {second}"
        );
    }

    /// <summary>A record that cannot be read has a diagnostic of its own; nothing is built on it meanwhile.</summary>
    [Fact]
    public async Task JWKS0043_is_not_reported_for_a_record_with_mistakes_of_its_own()
    {
        const string Broken = "[JwksSdk.JwtClaims] public record Broken : Acme.Tokens.RealmToken;";
        var source = Source($"JwksConventionToken<Broken>(\"AccessToken\", \"a token\", AnyAudience = true)");

        Assert.Empty(await Reported.ByAllAsync(Written.Token, Broken, source));
        Assert.Empty(ConventionReports.Errors(Broken, source));
    }

    [Fact]
    public Task JWKS0043_is_not_reported_for_typed_tokens() =>
        ReportsNothing(
            $"JwksConventionToken<{Own}>(\"A\", \"a\", AnyAudience = true), JwksConventionToken<Acme.Tokens.Inherits>(\"B\", \"b\", AnyAudience = true), JwksConventionToken<JwksSdk.OpenIdConnectIdToken>(\"C\", \"c\", AnyAudience = true)"
        );

    [Theory]
    [InlineData("Audience = \"Api\"", "names Api, which is no input")]
    [InlineData("Audience = \"Domain\"", "names Domain, which is no input")]
    [InlineData("Needs = \"Api\"", "names Api, which is no input")]
    [InlineData("Accepts = new[] { \"azp\" }", "not of the form claim=Input")]
    [InlineData("Accepts = new[] { \"=ClientId\" }", "not of the form claim=Input")]
    [InlineData("Accepts = new[] { \"azp=\" }", "not of the form claim=Input")]
    [InlineData("Accepts = new[] { \"azp= ClientId\" }", "not of the form claim=Input")]
    [InlineData("Accepts = new string[] { null! }", "not of the form claim=Input")]
    [InlineData("Accepts = new[] { \"azp=Client\" }", "names Client, which is no input")]
    [InlineData("Requires = new[] { \"scope=Scope\" }", "names Scope, which is no input")]
    [InlineData("Requires = new[] { \"scope=RequiredScope\", \"scope=RequiredRole\" }", "names the claim scope twice")]
    public Task JWKS0044_is_reported_for_what_cannot_be_expected(string policy, string reason) =>
        Reports(
            "JWKS0044",
            policy,
            reason,
            $"JwksConventionToken<{Own}>(\"AccessToken\", \"a token\", {Audienced(policy)})"
        );

    [Fact]
    public Task JWKS0044_is_reported_for_an_expectation_that_nobody_compares()
    {
        var kind =
            "JwksConventionToken<Acme.Tokens.Unchecked>(\"AccessToken\", \"a token\", AnyAudience = true, Accepts = new[] { \"azp=ClientId\" })";
        return Reports("JWKS0044", kind, "does not override Check", kind);
    }

    [Theory]
    [InlineData("", "names no Audience")]
    [InlineData(", Audience = null", "names no Audience")]
    [InlineData(", AnyAudience = false", "names no Audience")]
    public Task JWKS0044_is_reported_for_a_kind_that_says_nothing_of_its_audience(string argument, string reason)
    {
        var kind = $"JwksConventionToken<{Own}>(\"AccessToken\", \"a token\"{argument})";
        return Reports("JWKS0044", kind, reason, kind);
    }

    [Fact]
    public Task JWKS0044_is_reported_for_a_kind_of_one_audience_and_of_any() =>
        Reports(
            "JWKS0044",
            "AnyAudience = true",
            "both Audience and AnyAudience",
            $"JwksConventionToken<{Own}>(\"AccessToken\", \"a token\", Audience = \"Audience\", AnyAudience = true)"
        );

    [Theory]
    [InlineData("RequiredScope")]
    [InlineData("Organization")]
    public Task JWKS0044_is_reported_for_a_requirement_that_is_needed_and_that_nobody_compares(string input) =>
        Reports(
            "JWKS0044",
            $"Needs = \"{input}\"",
            "which no kind compares",
            $"JwksConventionToken<{Own}>(\"AccessToken\", \"a token\", Audience = \"Audience\", Needs = \"{input}\")"
        );

    [Theory]
    [InlineData("Acme.Tokens.Unchecked", "Audience = \"Audience\", Needs = \"ClientId\"")]
    [InlineData(Own, "Accepts = new[] { \"azp=ClientId\", \"a=b=Organization\" }")]
    [InlineData("Acme.Tokens.Inherits", "Requires = new[] { \"scope=RequiredScope\", \"roles=RequiredRole\" }")]
    [InlineData(Own, "Accepts = null, Audience = null, AnyAudience = true")]
    [InlineData(
        Own,
        "Audience = \"Audience\", Needs = \"RequiredScope\", Requires = new[] { \"scope=RequiredScope\" }"
    )]
    public Task JWKS0044_is_not_reported_for_what_can_be_expected(string type, string policy) =>
        ReportsNothing($"JwksConventionToken<{type}>(\"AccessToken\", \"a token\", {Audienced(policy)})");

    [Theory]
    [InlineData("Algorithms = default", "names no algorithm")]
    [InlineData("Algorithms = (JwtAlgorithms)1024", "cannot be verified")]
    [InlineData("Algorithms = (JwtAlgorithms)512", "cannot be verified")]
    [InlineData("DefaultAlgorithms = JwtAlgorithms.ES256", "never signs with")]
    [InlineData("ClockSkewSeconds = -1", "not from 0 to 300")]
    [InlineData("ClockSkewSeconds = 301", "not from 0 to 300")]
    [InlineData("Documentation = \"docs.acme.com\"", "not an absolute https address")]
    public Task JWKS0045_is_reported_for_a_setting(string setting, string reason) =>
        ConventionReports.OnlyAsync("JWKS0045", setting, reason, Tokens, WithSetting(setting));

    /// <summary>The compiler says of it what there is to say.</summary>
    [Fact]
    public async Task JWKS0045_is_not_reported_for_an_algorithm_that_the_compiler_refuses()
    {
        var source = WithSetting("Algorithms = JwtAlgorithms.RS256 | JwtAlgorithms.EdDSA");

        Assert.Empty(await Reported.ByAllAsync(Written.Token, source));
        Assert.Contains("CS0619", Assert.Single(ConventionReports.Errors(source)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task JWKS0045_is_not_reported_for_sound_settings() =>
        Assert.Empty(
            await Reported.ByAllAsync(
                Written.Token,
                WithSetting(
                    "Algorithms = JwtAlgorithms.ES384 | JwtAlgorithms.RS256, DefaultAlgorithms = JwtAlgorithms.ES384, ClockSkewSeconds = 0, Documentation = \"https://docs.acme.com/x#tokens\""
                )
            )
        );

    private static string Audienced(string policy) =>
        policy.Contains("Audience", StringComparison.Ordinal) ? policy : "AnyAudience = true, " + policy;

    private static Task Reports(string id, string at, string reason, string attributes) =>
        ConventionReports.OnlyAsync(id, at, reason, Tokens, Source(attributes));

    private static async Task ReportsNothing(string attributes)
    {
        Assert.Empty(await Reported.ByAllAsync(Written.Token, Tokens, Source(attributes)));
        Assert.Empty(ConventionReports.Errors(Tokens, Source(attributes)));
    }

    private static string WithSetting(string setting) =>
        $"using JwksSdk; [JwksConvention(\"https://login.acme.com\", {setting})] [JwksConventionToken<{Own}>(\"AccessToken\", \"a token\", AnyAudience = true)] public sealed partial class X;";

    private static string Source(string attributes) =>
        $"using JwksSdk; [JwksConvention(\"https://login.acme.com\"), {attributes}] public sealed partial class X;";
}
