using JwksSdk.DependencyInjection;
using JwksSdk.Providers;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using JwksSdk.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Explaining;

/// <summary>An application whose one declaration has one key, given beforehand.</summary>
internal sealed class GivenKeyApp : IDisposable
{
    private const string Issuer = "https://given.test/";
    private readonly ManualTimeProvider _clock = new();
    private readonly ServiceProvider _services;

    public GivenKeyApp(FakeSigningKey key)
    {
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(_clock);
        JwksRegistration.Add<object, TestOptions, GivenKeyConvention>(
            services,
            new ProviderDeclaration(
                "Given",
                "",
                new GivenKeyConvention(key),
                new TokenKind<SampleAccessToken>("AccessToken")
            ),
            static verifier => verifier,
            null,
            null
        );
        _services = services.BuildServiceProvider();
    }

    public async Task<JwtExplanation> ExplainAsync(string keyId, FakeSigningKey key) =>
        await _services
            .GetRequiredService<IJwtVerifier>()
            .ExplainAsync(
                key.Sign(
                    $$"""{"alg":"RS256","kid":"{{keyId}}"}""",
                    $$"""{"iss":"{{Issuer}}","use":"access","client":"c","exp":{{_clock.GetUtcNow().ToUnixTimeSeconds() + 60}}}"""
                ),
                TestContext.Current.CancellationToken
            );

    public void Dispose() => _services.Dispose();

    private sealed class GivenKeyConvention(FakeSigningKey key) : ProviderConvention
    {
        public override string Name => "Given";

        public override string DocumentationUri => "https://given.test/docs";

        public override JwtAlgorithms SupportedAlgorithms => JwtAlgorithms.RS256;

        protected override IReadOnlyList<ProviderInput> OwnInputs =>
            [
                new("Domain", InputForm.Text, "The domain."),
                new("Audience", InputForm.TextList, "The audience.") { Plural = "Audiences" },
            ];

        protected override IEnumerable<string> Issuers(ProviderDraft draft) => [Issuer];

        protected override KeySource Keys(string issuer, ProviderDraft draft) =>
            new StaticKeySource(Convert.ToBase64String(key.ToAlgorithm().ExportSubjectPublicKeyInfo()));

        protected override IEnumerable<TokenKindFacts> Kinds(ProviderDraft draft) =>
            [
                draft.Kind(
                    "AccessToken",
                    typeof(SampleAccessToken).FullName!,
                    "an access token",
                    null,
                    new TokenPolicy(AudienceRule.NotUsed)
                ),
            ];
    }
}
