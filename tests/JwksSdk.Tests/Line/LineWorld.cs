using System.Collections.Concurrent;
using JwksSdk.Caching;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JwksSdk.Tests.Line;

/// <summary>
/// An application with a declaration of every provider, two of some, as the generator wrote them; each provider is a fake in
/// memory, on a clock that stands still.
/// </summary>
/// <remarks>
/// With a cache of verified tokens each token is presented twice, and has the same verdict twice: the first time is what an
/// application without the cache sees, and the second time one that was accepted is known.
/// </remarks>
internal sealed class LineWorld : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly ConcurrentQueue<Uri> _sent = new();
    private readonly HashSet<JwtToken>? _accepted;

    /// <param name="isQuiet">Nothing keeps what is measured: for many verifications, and to tell what one allocates.</param>
    /// <param name="hasCache">Verified tokens are known again.</param>
    /// <param name="keepsAllClaims">Verified tokens keep all of their claims.</param>
    /// <param name="inputs">Inputs of every declaration, over those that it has.</param>
    public LineWorld(
        bool isQuiet = false,
        bool hasCache = false,
        bool keepsAllClaims = false,
        IReadOnlyDictionary<string, string?>? inputs = null
    )
    {
        _accepted = hasCache ? new HashSet<JwtToken>(ReferenceEqualityComparer.Instance) : null;
        Issuers =
        [
            Auth0("Auth0", new FakeAuth0("line-one.eu.auth0.com", Clock)),
            Auth0Second(new FakeAuth0("line-two.eu.auth0.com", Clock)),
            Okta(new FakeOkta("line.okta.com", clock: Clock)),
            Cognito(new FakeCognito("eu-central-1_LinePool1", clock: Clock)),
            Clerk(new FakeClerk("clerk.line-one.test", Clock)),
            ClerkSecond(new FakeClerk("clerk.line-two.test", Clock)),
            OneLogin(new FakeOneLogin("line", Clock)),
            SuperTokens(new FakeSuperTokens("api.line.test", clock: Clock)),
            OpenIdConnect(new FakeOpenIdConnect("login.line.test", JwtAlgorithms.ES256, Clock)),
        ];
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<System.Diagnostics.Metrics.IMeterFactory>(isQuiet ? new QuietMeters() : Meters);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        foreach (var issuer in Issuers)
        {
            issuer.Add(services, _sent);
        }

        if (inputs is not null)
        {
            services.AddSingleton(new LineInputs(inputs));
            services.AddSingleton(typeof(IPostConfigureOptions<>), typeof(LineInputs.Of<>));
        }

        services.Configure<JwtVerifierOptions>(options => options.KeepAllClaims = keepsAllClaims);
        if (hasCache)
        {
            // Room for all that a test accepts: then each of them must be known.
            services.AddJwksTokenCache(static options =>
            {
                options.MaxEntries = 1_000_000;
                options.MaxBytes = 1L << 31;
            });
        }

        _services = services.BuildServiceProvider();
        Verifier = _services.GetRequiredService<IJwtVerifier>();
    }

    /// <summary>One of each provider, for theories.</summary>
    public static TheoryData<string> Providers =>
        ["Auth0", "Okta", "Cognito", "Clerk", "OneLogin", "SuperTokens", "OpenIdConnect"];

    public ManualTimeProvider Clock { get; } = new();

    public RecordingMeters Meters { get; } = new();

    public IReadOnlyList<LineIssuer> Issuers { get; }

    public IJwtVerifier Verifier { get; }

    public IServiceProvider Services => _services;

    /// <summary>How many tokens were accepted, with those that were known counted once; 0 without a cache.</summary>
    public int Accepted => _accepted?.Count ?? 0;

    /// <summary>How many tokens the cache holds; 0 without one.</summary>
    public int Known => _services.GetService<VerifiedTokenCache>()?.Count ?? 0;

    public RecordingLogger Log { get; } = new();

    public IKeySets Sets => _services.GetRequiredService<IKeySets>();

    /// <summary>The address of every request of the application, in order, whether anybody answered or not.</summary>
    public IReadOnlyCollection<Uri> Sent => _sent;

    /// <summary>How often a look-up missed its key.</summary>
    public int Misses => Meters.Of("jwkssdk.key.misses").Count();

    public LineIssuer this[string name] => Issuers.Single(issuer => issuer.Name == name);

    /// <summary>Verifies a token as whatever kind of whatever declaration it is.</summary>
    public ValueTask<JwtResult<JwtToken>> VerifyAsync(string? token) =>
        PresentAsync(() => Verifier.VerifyAsync(token, TestContext.Current.CancellationToken));

    /// <summary>Verifies a token by the generated method of one kind.</summary>
    public ValueTask<JwtResult<JwtToken>> VerifyAsync(LineKind kind, string token) =>
        PresentAsync(() => kind.Verify(_services, token, TestContext.Current.CancellationToken));

    /// <summary>The verdicts on a token: of the verifier of all declarations, then of each generated method of one.</summary>
    public async Task<IReadOnlyList<JwtErrorCode>> VerdictsAsync(LineIssuer issuer, string token)
    {
        List<JwtErrorCode> verdicts = [(await VerifyAsync(token)).Error.Code];
        foreach (var kind in issuer.Kinds)
        {
            verdicts.Add((await VerifyAsync(kind, token)).Error.Code);
        }

        return verdicts;
    }

    /// <summary>Expects one verdict of all of them.</summary>
    public async Task RefusedAsync(LineIssuer issuer, string token, JwtErrorCode expected, string what = "")
    {
        var verdicts = await VerdictsAsync(issuer, token);
        Assert.True(
            verdicts.All(verdict => verdict == expected),
            $"{issuer.Name}: {what} is {string.Join(", ", verdicts)}, and not {expected}."
        );
    }

    /// <summary>Expects one verdict of every generated method of a declaration.</summary>
    public async Task RefusedByClientAsync(LineIssuer issuer, string token, JwtErrorCode expected)
    {
        foreach (var kind in issuer.Kinds)
        {
            Assert.Equal((kind.Name, expected), (kind.Name, (await VerifyAsync(kind, token)).Error.Code));
        }
    }

    /// <summary>Lets every declaration fetch its keys, so that a test can tell what a token costs beyond that.</summary>
    public async Task WarmAsync()
    {
        foreach (var issuer in Issuers)
        {
            var token = issuer.Fake.Mint(issuer.Fake.TokenKinds[0]);
            Assert.True((await VerifyAsync(token)).IsVerified, issuer.Name);
        }
    }

    /// <summary>Presents a token; where there is a cache, twice. Tells a hit by the token, which is the same object.</summary>
    public async ValueTask<JwtResult<JwtToken>> PresentAsync(Func<ValueTask<JwtResult<JwtToken>>> present)
    {
        var first = Count(await present());
        if (_accepted is not null)
        {
            var second = Count(await present());
            Assert.Equal(first.Error, second.Error);
            Assert.True(first.TryGetToken(out var token) == second.TryGetToken(out var known));
            Assert.Same(token, known);
        }

        return first;
    }

    /// <summary>Counts a verdict among the accepted ones, if it is one and there is a cache.</summary>
    public JwtResult<JwtToken> Count(JwtResult<JwtToken> verdict)
    {
        if (verdict.TryGetToken(out var token))
        {
            _accepted?.Add(token);
        }

        return verdict;
    }

    public void Dispose()
    {
        _services.Dispose();
        Meters.Dispose();
    }

    private static LineIssuer Auth0(string name, FakeAuth0 fake) =>
        new LineIssuer(
            name,
            fake,
            static services => services.AddLineAuth0(),
            LineKind.Of<LineAuth0, Auth0AccessToken>(
                "AccessToken",
                static (client, token, end) => client.VerifyAccessTokenAsync(token, end)
            ),
            LineKind.Of<LineAuth0, Auth0IdToken>(
                "IdToken",
                static (client, token, end) => client.VerifyIdTokenAsync(token, end)
            )
        )
            .With("AccessToken", "RFC 9068 profile", () => fake.MintMachineAccessToken())
            .With("IdToken", "without nonce", () => fake.MintIdToken(static token => token.Claims.Remove("nonce")));

    private static LineIssuer Auth0Second(FakeAuth0 fake) =>
        new(
            "Auth0Second",
            fake,
            static services => services.AddLineAuth0Second(),
            LineKind.Of<LineAuth0Second, Auth0AccessToken>(
                "AccessToken",
                static (client, token, end) => client.VerifyAccessTokenAsync(token, end)
            ),
            LineKind.Of<LineAuth0Second, Auth0IdToken>(
                "IdToken",
                static (client, token, end) => client.VerifyIdTokenAsync(token, end)
            )
        );

    private static LineIssuer Okta(FakeOkta fake) =>
        new LineIssuer(
            "Okta",
            fake,
            static services => services.AddLineOkta(),
            LineKind.Of<LineOkta, OktaAccessToken>(
                "AccessToken",
                static (client, token, end) => client.VerifyAccessTokenAsync(token, end)
            ),
            LineKind.Of<LineOkta, OktaIdToken>(
                "IdToken",
                static (client, token, end) => client.VerifyIdTokenAsync(token, end)
            )
        ).With("AccessToken", "machine", () => fake.MintMachineAccessToken());

    private static LineIssuer Cognito(FakeCognito fake) =>
        new LineIssuer(
            "Cognito",
            fake,
            static services => services.AddLineCognito(),
            LineKind.Of<LineCognito, CognitoAccessToken>(
                "AccessToken",
                static (client, token, end) => client.VerifyAccessTokenAsync(token, end)
            ),
            LineKind.Of<LineCognito, CognitoIdToken>(
                "IdToken",
                static (client, token, end) => client.VerifyIdTokenAsync(token, end)
            )
        ).With("AccessToken", "machine", () => fake.MintMachineAccessToken());

    private static LineIssuer Clerk(FakeClerk fake) =>
        new LineIssuer(
            "Clerk",
            fake,
            static services => services.AddLineClerk(),
            LineKind.Of<LineClerk, ClerkSessionToken>(
                "SessionToken",
                static (client, token, end) => client.VerifySessionTokenAsync(token, end)
            ),
            LineKind.Of<LineClerk, ClerkMachineToken>(
                "MachineToken",
                static (client, token, end) => client.VerifyMachineTokenAsync(token, end)
            ),
            LineKind.Of<LineClerk, ClerkOAuthToken>(
                "OAuthToken",
                static (client, token, end) => client.VerifyOAuthTokenAsync(token, end)
            )
        ).With("SessionToken", "version 1", () => fake.MintSessionTokenVersion1());

    private static LineIssuer ClerkSecond(FakeClerk fake) =>
        new(
            "ClerkSecond",
            fake,
            static services => services.AddLineClerkSecond(),
            LineKind.Of<LineClerkSecond, ClerkSessionToken>(
                "SessionToken",
                static (client, token, end) => client.VerifySessionTokenAsync(token, end)
            ),
            LineKind.Of<LineClerkSecond, ClerkMachineToken>(
                "MachineToken",
                static (client, token, end) => client.VerifyMachineTokenAsync(token, end)
            ),
            LineKind.Of<LineClerkSecond, ClerkOAuthToken>(
                "OAuthToken",
                static (client, token, end) => client.VerifyOAuthTokenAsync(token, end)
            )
        );

    private static LineIssuer OneLogin(FakeOneLogin fake) =>
        new(
            "OneLogin",
            fake,
            static services => services.AddLineOneLogin(),
            LineKind.Of<LineOneLogin, OneLoginIdToken>(
                "IdToken",
                static (client, token, end) => client.VerifyIdTokenAsync(token, end)
            ),
            LineKind.Of<LineOneLogin, OneLoginAccessToken>(
                "AccessToken",
                static (client, token, end) => client.VerifyAccessTokenAsync(token, end)
            )
        );

    private static LineIssuer SuperTokens(FakeSuperTokens fake) =>
        new LineIssuer(
            "SuperTokens",
            fake,
            static services => services.AddLineSuperTokens(),
            LineKind.Of<LineSuperTokens, SuperTokensSessionToken>(
                "SessionToken",
                static (client, token, end) => client.VerifySessionTokenAsync(token, end)
            ),
            LineKind.Of<LineSuperTokens, SuperTokensOAuthAccessToken>(
                "OAuthAccessToken",
                static (client, token, end) => client.VerifyOAuthAccessTokenAsync(token, end)
            ),
            LineKind.Of<LineSuperTokens, SuperTokensIdToken>(
                "IdToken",
                static (client, token, end) => client.VerifyIdTokenAsync(token, end)
            )
        ).With("SessionToken", "version 3", () => fake.MintSessionToken(static token => token.Header["version"] = "3"));

    private static LineIssuer OpenIdConnect(FakeOpenIdConnect fake)
    {
        fake.Intercept = request => request.Path == fake.JwksPath ? FakeResponse.Json(LineKeys.Published(fake)) : null;
        return new LineIssuer(
            "OpenIdConnect",
            fake,
            static services => services.AddLineOpenIdConnect(),
            LineKind.Of<LineOpenIdConnect, OpenIdConnectAccessToken>(
                "AccessToken",
                static (client, token, end) => client.VerifyAccessTokenAsync(token, end)
            ),
            LineKind.Of<LineOpenIdConnect, OpenIdConnectIdToken>(
                "IdToken",
                static (client, token, end) => client.VerifyIdTokenAsync(token, end)
            )
        );
    }
}
