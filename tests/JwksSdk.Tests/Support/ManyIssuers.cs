using System.Collections.Concurrent;
using JwksSdk.DependencyInjection;
using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Testing;
using JwksSdk.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Support;

/// <summary>
/// An application with many issuers, each found by discovery at its own host, out of the real services with every handler of
/// the HTTP client; the endpoints are in memory and all serve the same key.
/// </summary>
internal sealed class ManyIssuers : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly ConcurrentDictionary<string, int> _requests = new();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isFailing;
    private volatile bool _isHeld;

    public ManyIssuers(int count)
    {
        Issuers = [.. Enumerable.Range(1, count).Select(static i => $"https://issuer-{i}.test/")];
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(Clock);
        var handler = new ScriptedHandler { Answer = AnswerAsync };
        JwksRegistration
            .Add<object, TestOptions, ManyIssuersConvention>(
                services,
                new ProviderDeclaration("Many", "", new ManyIssuersConvention(Issuers), AccessToken),
                static verifier => verifier,
                null,
                null
            )
            .HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => handler);
        _services = services.BuildServiceProvider();
        Verifier = _services.GetRequiredService<IJwtVerifier>();
        Refreshers =
        [
            .. _services
                .GetRequiredService<RouteTable>()
                .Providers.Single()
                .Routes.Select(route => _services.GetRequiredService<KeyStore>().KeysOf(route).Refresher),
        ];
        Clock.IsSettled = () => IsHeld || Clock.IsAwaited || Refreshers.All(static r => r.State.Flight is null);
    }

    public TokenKind<SampleAccessToken> AccessToken { get; } = new("AccessToken");

    public SettlingClock Clock { get; } = new();

    public IReadOnlyList<string> Issuers { get; }

    public IReadOnlyList<KeySetRefresher> Refreshers { get; }

    public IJwtVerifier Verifier { get; }

    /// <summary>How often each address was asked for.</summary>
    public IReadOnlyDictionary<string, int> Requests => _requests;

    /// <summary>The key of each issuer that has another than the one of all.</summary>
    public Dictionary<string, FakeSigningKey> Own { get; } = [];

    public bool IsFailing
    {
        set => _isFailing = value;
    }

    /// <summary>Whether requests wait until <see cref="Release"/>.</summary>
    public bool IsHeld
    {
        get => _isHeld;
        set => _isHeld = value;
    }

    public static string Document(string issuer) => issuer + ".well-known/openid-configuration";

    public static string KeysUri(string issuer) => issuer + "keys";

    /// <summary>A good token.</summary>
    public string Token(string issuer, string keyId = "rsa-1", FakeSigningKey? key = null) =>
        (key ?? KeySets.Rsa).Sign(
            $$"""{"alg":"RS256","kid":"{{keyId}}"}""",
            $$"""{"iss":"{{issuer}}","sub":"a","use":"access","client":"c","exp":{{Clock.GetUtcNow().ToUnixTimeSeconds() + 50_000}}}"""
        );

    public Task<JwtResult<JwtToken>> VerifyAsync(string token) =>
        Verifier.VerifyAsync(token, CancellationToken.None).AsTask();

    public void Release()
    {
        _isHeld = false;
        _gate.TrySetResult();
    }

    public void Dispose() => _services.Dispose();

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!.ToString();
        _requests.AddOrUpdate(uri, 1, static (_, count) => count + 1);
        if (_isHeld)
        {
            await _gate.Task.WaitAsync(cancellationToken);
        }

        if (_isFailing)
        {
            return new HttpResponseMessage(System.Net.HttpStatusCode.InternalServerError);
        }

        var issuer = request.RequestUri.GetLeftPart(UriPartial.Authority) + "/";
        return ScriptedHandler.Json(
            uri == KeysUri(issuer)
                ? KeySets.Of(Own.GetValueOrDefault(issuer, KeySets.Rsa))
                : $$"""{"issuer":"{{issuer}}","jwks_uri":"{{KeysUri(issuer)}}"}"""
        );
    }

    private sealed class ManyIssuersConvention(IReadOnlyList<string> issuers) : ProviderConvention
    {
        public override string Name => "Many";

        public override string DocumentationUri => "https://issuer.test/docs";

        public override JwtAlgorithms SupportedAlgorithms => JwtAlgorithms.RS256;

        public override JwtAlgorithms DefaultAlgorithms => JwtAlgorithms.RS256;

        protected override IReadOnlyList<ProviderInput> OwnInputs =>
            [
                new("Domain", InputForm.Text, "The domain."),
                new("Audience", InputForm.TextList, "The audience.") { Plural = "Audiences" },
            ];

        protected override IEnumerable<string> Issuers(ProviderDraft draft) => issuers;

        protected override KeySource Keys(string issuer, ProviderDraft draft) =>
            new DiscoveryKeySource(Document(issuer), []);

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
