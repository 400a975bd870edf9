using JwksSdk.Generators.Diagnostics;

namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>Calls for a kind of token that the attribute alone does not make available.</summary>
public sealed class UndeclaredKindTests
{
    private const string NoAudience = "Auth0, Domain = \"acme.eu.auth0.com\", ClientId = \"web\"";

    [Theory]
    [InlineData("VerifyAccessTokenAsync")]
    [InlineData("VerifyAccessTokenOrThrowAsync")]
    [InlineData("ExplainAccessTokenAsync")]
    [InlineData("VerifyAccessTokenAsync<Auth0AccessToken>")]
    public async Task JWKS0016_is_reported_at_a_call_for_a_kind_without_its_input(string method)
    {
        var reported = Assert.Single(await Analyze(NoAudience, $"_ = identity.{method}(\"\");"));

        Assert.Equal(("JWKS0016", $"identity.{method}(\"\")"), (reported.Id, reported.At));
        Assert.Equal(
            $"CustomerIdentity.{method.Split('<')[0]} throws unless the configuration section Jwks:CustomerIdentity, or code, "
                + "gives what is missing: Auth0 tokens of kind AccessToken need Audience, which is not declared.",
            reported.Message
        );
    }

    [Fact]
    public async Task JWKS0016_is_reported_at_a_method_that_is_handed_on() =>
        Assert.Equal(
            "identity.VerifyAccessTokenOrThrowAsync",
            Assert
                .Single(
                    await Analyze(
                        NoAudience,
                        "Use(identity.VerifyAccessTokenOrThrowAsync); static void Use(System.Func<CompactToken, System.Threading.CancellationToken, System.Threading.Tasks.ValueTask<Auth0AccessToken>> verify) { }"
                    )
                )
                .At
        );

    [Theory]
    [InlineData(NoAudience, "identity.VerifyIdTokenAsync(\"\")")]
    [InlineData(NoAudience + ", Audience = \"https://api.acme.com\"", "identity.VerifyAccessTokenAsync(\"\")")]
    [InlineData("Auth0", "identity.VerifyAccessTokenAsync(\"\")")]
    [InlineData("Auth0, ClientId = \"web\"", "identity.VerifyAccessTokenAsync(\"\")")]
    [InlineData(NoAudience + ", Section = \"\"", "identity.VerifyAccessTokenAsync(\"\")")]
    [InlineData(NoAudience, "identity.VerifyNothingAsync()")]
    public async Task JWKS0016_is_not_reported_where_the_input_is_given_or_all_is_left_to_configuration(
        string arguments,
        string call
    ) => Assert.Empty(await Analyze(arguments, $"_ = {call};"));

    [Fact]
    public async Task JWKS0016_is_not_reported_for_methods_of_other_types() =>
        Assert.Empty(
            await Analyze(
                NoAudience,
                "_ = Other.VerifyAccessTokenAsync();",
                "public static class Other { public static int VerifyAccessTokenAsync() => 1; }"
            )
        );

    [Fact]
    public async Task JWKS0016_is_reported_at_a_member_of_a_federation()
    {
        var reported = Assert.Single(await Analyze(NoAudience, "", Federation("")));

        Assert.Equal(("JWKS0016", "typeof(CustomerIdentity)"), (reported.Id, reported.At));
        Assert.Equal(
            "AppIdentity refuses AccessToken of CustomerIdentity unless the configuration section Jwks:CustomerIdentity, or code, "
                + "gives what is missing: Auth0 tokens of kind AccessToken need Audience, which is not declared.",
            reported.Message
        );
    }

    [Theory]
    [InlineData(NoAudience, ", Kinds = new[] { \"IdToken\" }")]
    [InlineData(NoAudience + ", Audience = \"https://api.acme.com\"", "")]
    [InlineData("Auth0, ClientId = \"web\"", "")]
    public async Task JWKS0016_is_not_reported_at_a_federation_that_does_not_take_the_kind_or_is_given_the_input(
        string arguments,
        string kinds
    ) => Assert.Empty(await Analyze(arguments, "", Federation(kinds)));

    private static string Federation(string kinds) =>
        "[JwksProvider(Clerk)] public sealed partial class PartnerIdentity;"
        + $"[JwksFederation(typeof(PartnerIdentity), typeof(CustomerIdentity){kinds})] public sealed partial class AppIdentity;";

    private static Task<IReadOnlyList<Reported>> Analyze(string arguments, string call, string other = "")
    {
        var application = GeneratorHarness.CompileApplication(
            $$"""
            using JwksSdk;
            using static JwksSdk.IdentityProvider;

            [JwksProvider({{arguments}})]
            public sealed partial class CustomerIdentity
            {
                public int VerifyNothingAsync() => 1;
            }

            public static class Calls
            {
                public static void Make(CustomerIdentity identity)
                {
                    {{call}}
                }
            }

            {{other}}
            """
        );
        return Reported.ByAsync<UndeclaredKindAnalyzer>(
            GeneratorHarness.Run<JwksProviderGenerator>(application).Output
        );
    }
}
