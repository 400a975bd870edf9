using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Tests.Declarations;

/// <summary>What code that uses a client may write, and what the compiler refuses.</summary>
public sealed class VerifyMethodTests
{
    private const string Derived = """
        public sealed record AcmeToken : JwksSdk.Auth0AccessToken, JwksSdk.Tokens.IJwtClaims<AcmeToken>
        {
            static AcmeToken JwksSdk.Tokens.IJwtClaims<AcmeToken>.Read(ref JwksSdk.Tokens.JwtClaimsReader reader) =>
                new() { Issuer = "", ExpiresAt = default };
        }

        public sealed record PlainToken : JwksSdk.Auth0AccessToken;

        public sealed record OktaToken : JwksSdk.OktaAccessToken, JwksSdk.Tokens.IJwtClaims<OktaToken>
        {
            static OktaToken JwksSdk.Tokens.IJwtClaims<OktaToken>.Read(ref JwksSdk.Tokens.JwtClaimsReader reader) =>
                new() { Issuer = "", ExpiresAt = default, ClientId = "" };
        }
        """;

    [Fact]
    public void A_kind_is_verified_as_its_own_token_and_as_a_derived_one() =>
        Assert.Empty(
            Errors(
                Declared.Complete,
                """
                JwksSdk.Auth0AccessToken? own; AcmeToken? derived;
                (await identity.VerifyAccessTokenAsync("jwt")).TryGetToken(out own);
                (await identity.VerifyAccessTokenAsync<AcmeToken>("jwt")).TryGetToken(out derived);
                own = await identity.VerifyAccessTokenOrThrowAsync("jwt");
                derived = await identity.VerifyAccessTokenOrThrowAsync<AcmeToken>("jwt");
                JwksSdk.JwtExplanation explanation = await identity.ExplainAccessTokenAsync("jwt");
                explanation = await identity.ExplainAccessTokenAsync<AcmeToken>("jwt");
                """
            )
        );

    [Theory]
    [InlineData("\"jwt\"")]
    [InlineData("null")]
    [InlineData("default")]
    [InlineData("(string?)null")]
    [InlineData("\"jwt\"u8")]
    [InlineData("\"Bearer jwt\".AsSpan(7)")]
    [InlineData("\"jwt\".ToCharArray()")]
    [InlineData("\"jwt\"u8.ToArray()")]
    [InlineData("\"jwt\".AsMemory().Span")]
    [InlineData("new Memory<char>(new char[3]).Span")]
    [InlineData("new ReadOnlyMemory<byte>(new byte[3]).Span")]
    [InlineData("new Memory<byte>(new byte[3]).Span")]
    [InlineData("new ArraySegment<byte>(new byte[3]).AsSpan()")]
    public void A_token_is_given_as_whatever_its_caller_has(string token) =>
        Assert.Empty(
            Errors(
                Declared.Complete,
                $"await identity.VerifyAccessTokenAsync({token}); await identity.ExplainIdTokenAsync({token}); await identity.ExplainAccessTokenAsync<AcmeToken>({token});"
            )
        );

    [Theory]
    [InlineData("Verify")]
    [InlineData("Explain")]
    public void A_kind_is_not_verified_as_a_token_of_another_kind(string verb) =>
        Assert.Equal(
            ["CS0311"],
            Errors(Declared.Complete, $"await identity.{verb}IdTokenAsync<AcmeToken>(\"jwt\");")
                .Select(static error => error.Id)
        );

    /// <summary>A derived record without a reader of its own would lose its own claims without a word.</summary>
    [Theory]
    [InlineData("Verify")]
    [InlineData("Explain")]
    public void A_kind_is_not_verified_as_a_derived_record_without_a_reader(string verb) =>
        Assert.Equal(
            ["CS0311"],
            Errors(Declared.Complete, $"await identity.{verb}AccessTokenAsync<PlainToken>(\"jwt\");")
                .Select(static error => error.Id)
        );

    [Fact]
    public void Calling_a_kind_that_the_attribute_rules_out_is_an_error_that_says_why()
    {
        var error = Assert.Single(Errors(Declared.OrgServer, "await identity.VerifyAccessTokenAsync(\"jwt\");"));

        Assert.Equal("CS0619", error.Id);
        Assert.Contains("not publish", error.GetMessage(null), StringComparison.Ordinal);
        Assert.Equal(
            "CS0619",
            Assert.Single(Errors(Declared.OrgServer, "await identity.VerifyAccessTokenOrThrowAsync(\"jwt\");")).Id
        );
        Assert.Equal(
            "CS0619",
            Assert.Single(Errors(Declared.OrgServer, "await identity.ExplainAccessTokenAsync<OktaToken>(\"jwt\");")).Id
        );
        Assert.Empty(Errors(Declared.OrgServer, "await identity.VerifyIdTokenAsync(\"jwt\");"));
    }

    [Fact]
    public void Calling_a_kind_without_its_input_is_an_error_when_nothing_comes_from_configuration()
    {
        const string WithoutClientId =
            "Acme; /// <summary>Ours.</summary>\n[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0, Section = SECTION, Domain = \"acme.eu.auth0.com\", Audience = \"a\")] public sealed partial class CustomerIdentity;";
        const string Call = "await identity.VerifyIdTokenAsync(\"jwt\");";

        var closed = "namespace " + WithoutClientId.Replace("SECTION", "\"\"", StringComparison.Ordinal);
        var open = "namespace " + WithoutClientId.Replace("SECTION", "\"Identity\"", StringComparison.Ordinal);

        Assert.Contains("ClientId", Assert.Single(Errors(closed, Call)).GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(Errors(open, Call));
    }

    private static IEnumerable<Diagnostic> Errors(string declaration, string statements)
    {
        var name = declaration.Contains("StaffIdentity", StringComparison.Ordinal)
            ? "StaffIdentity"
            : "CustomerIdentity";
        var run = GeneratorHarness.Run<JwksProviderGenerator>(
            declaration,
            Derived,
            $"using System; public static class Use {{ public static async System.Threading.Tasks.Task Run(Acme.{name} identity) {{ {statements} }} }}"
        );
        return run
            .Output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static each => each.Severity == DiagnosticSeverity.Error);
    }
}
