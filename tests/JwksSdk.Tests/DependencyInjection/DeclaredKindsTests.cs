using JwksSdk.DependencyInjection;
using JwksSdk.Providers;
using JwksSdk.Tests.Support;
using JwksSdk.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace JwksSdk.Tests.DependencyInjection;

/// <summary>
/// A declaration that was compiled with another version of its convention: kinds find their policies by their places, so the
/// application must not start.
/// </summary>
public sealed class DeclaredKindsTests
{
    private static readonly (string, string) AccessToken = ("AccessToken", "JwksSdk.OpenIdConnectAccessToken");
    private static readonly (string, string) IdToken = ("IdToken", "JwksSdk.OpenIdConnectIdToken");

    public static TheoryData<string> OtherVersions =>
        ["the other order", "one more in front", "one more behind", "one less", "another name", "another type"];

    private static (string, string)[] Of(string version) =>
        version switch
        {
            "the other order" => [IdToken, AccessToken],
            "one more in front" => [("LogoutToken", "JwksSdk.OpenIdConnectIdToken"), AccessToken, IdToken],
            "one more behind" => [AccessToken, IdToken, ("LogoutToken", "JwksSdk.OpenIdConnectIdToken")],
            "one less" => [AccessToken],
            "another name" => [("UserToken", AccessToken.Item2), IdToken],
            "another type" => [(AccessToken.Item1, "JwksSdk.Auth0AccessToken"), IdToken],
            _ => throw new ArgumentOutOfRangeException(nameof(version)),
        };

    [Theory]
    [MemberData(nameof(OtherVersions))]
    public async Task With_other_kinds_the_application_does_not_start(string version)
    {
        using var host = Host(Of(version));

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            host.StartAsync(TestContext.Current.CancellationToken)
        );

        var kinds = string.Join(", ", Of(version).Select(static kind => $"{kind.Item1} ({kind.Item2})"));
        Assert.Equal(
            "Acme.Skew was compiled with another version of Versioned than the one that runs: its kinds of token were "
                + $"AccessToken (JwksSdk.OpenIdConnectAccessToken), IdToken (JwksSdk.OpenIdConnectIdToken), and are {kinds}. "
                + "Compile the application, or the package that declares it, with the version that runs.",
            Assert.Single(exception.Failures)
        );
    }

    [Theory]
    [MemberData(nameof(OtherVersions))]
    public void With_other_kinds_there_is_no_verifier_without_a_host_either(string version)
    {
        using var host = Host(Of(version));

        Assert.Throws<OptionsValidationException>(() => host.Services.GetRequiredService<IJwtVerifier>());
    }

    [Fact]
    public async Task With_the_same_kinds_it_starts()
    {
        using var host = Host(AccessToken, IdToken);

        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("JwksSdk.Tests.DependencyInjection.DeclaredKindsTests.@event")]
    [InlineData("JwksSdk.Tests.DependencyInjection.DeclaredKindsTests+event")]
    public void A_nested_type_and_one_named_like_a_keyword_are_the_same_however_they_are_written(string name)
    {
        var declaration = new ProviderDeclaration("Acme", "", new Versioned([]), new TokenKind<@event>("Event"));

        Assert.Null(
            DeclaredKinds.WhyNot(
                declaration,
                [new TokenKindFacts("Event", name, "an event", new TokenPolicy(AudienceRule.NotUsed), null)]
            )
        );
    }

    private static IHost Host(params (string Name, string Type)[] kinds)
    {
        var builder = TestServices.NewHost();
        JwksRegistration.Add<object, TestOptions, Versioned>(
            builder.Services,
            new ProviderDeclaration(
                "Acme.Skew",
                "",
                new Versioned(kinds),
                new TokenKind<OpenIdConnectAccessToken>("AccessToken"),
                new TokenKind<OpenIdConnectIdToken>("IdToken")
            ),
            static verifier => verifier,
            null,
            static options => options.Startup = KeyStartup.Lazy
        );
        return builder.Build();
    }

    internal sealed record @event : JwtToken, IJwtClaims<@event>
    {
        public static @event Read(ref JwtClaimsReader reader) => throw new NotSupportedException();

        protected internal override bool IsKind(in JwtHeader header) => true;
    }

    /// <summary>A convention with the kinds of one of its versions.</summary>
    private sealed class Versioned((string Name, string Type)[] kinds) : ProviderConvention
    {
        public override string Name => "Versioned";

        public override string DocumentationUri => "https://issuer.test/docs";

        public override JwtAlgorithms SupportedAlgorithms => JwtAlgorithms.RS256;

        protected override IReadOnlyList<ProviderInput> OwnInputs =>
            [
                new("Domain", InputForm.Text, "The domain."),
                new("Audience", InputForm.TextList, "The audience.") { Plural = "Audiences" },
            ];

        protected override IEnumerable<string> Issuers(ProviderDraft draft) => ["https://issuer.test/"];

        protected override KeySource Keys(string issuer, ProviderDraft draft) =>
            new JwksKeySource("https://issuer.test/keys");

        protected override IEnumerable<TokenKindFacts> Kinds(ProviderDraft draft) =>
            kinds.Select(kind =>
                draft.Kind(kind.Name, kind.Type, "a token", null, new TokenPolicy(AudienceRule.NotUsed))
            );
    }
}
