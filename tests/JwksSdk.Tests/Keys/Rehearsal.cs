using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace JwksSdk.Tests.Keys;

/// <summary>Any OpenID Connect issuer, found by discovery.</summary>
[JwksProvider(IdentityProvider.OpenIdConnect, Issuer = "https://login.acme.test", Audience = "https://api.acme.test")]
public sealed partial class RehearsedIdentity;

/// <summary>A Clerk instance, whose rotation changes the key under the same kid.</summary>
[JwksProvider(
    IdentityProvider.Clerk,
    PublishableKey = "pk_test_Y2xlcmsuYWNtZS50ZXN0JA",
    AuthorizedParty = "https://app.acme.test"
)]
public sealed partial class RehearsedInstance;

/// <summary>
/// An application and its identity provider over hours and days of fake time: a real host, the real verifier, every handler
/// of the HTTP client, and a good token at each step. Notes which good tokens were refused, and until when a withdrawn key
/// was accepted.
/// </summary>
internal sealed class Rehearsal : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly Func<IServiceCollection, IJwksProviderBuilder> _add;
    private readonly string _kind;
    private volatile Gate? _gate;
    private volatile bool _isHanging;
    private IHost? _host;
    private IJwtVerifier? _verifier;
    private volatile KeySetRefresher? _refresher;
    private volatile Task _verification = Task.CompletedTask;

    private Rehearsal(
        Func<TimeProvider, FakeIdentityProvider> create,
        Func<IServiceCollection, IJwksProviderBuilder> add
    )
    {
        _add = add;
        Provider = create(Clock);
        _kind = Provider.TokenKinds[0];
        Clock.IsSettled = IsAtRest;
    }

    public SettlingClock Clock { get; } = new();

    public FakeIdentityProvider Provider { get; }

    /// <summary>The good tokens that were refused: when, and why.</summary>
    public List<(TimeSpan At, JwtErrorCode Error)> Refusals { get; } = [];

    /// <summary>The key of tokens that are to be refused, tried at each step too.</summary>
    public FakeSigningKey? Withdrawn { get; set; }

    /// <summary>When a token of the withdrawn key was accepted last; null for never.</summary>
    public TimeSpan? LastAccepted { get; private set; }

    public TimeSpan Now => Clock.Elapsed;

    public static Rehearsal OfOpenIdConnect() =>
        new(
            static clock => new FakeOpenIdConnect(algorithm: JwtAlgorithms.ES256, clock: clock),
            static services => services.AddRehearsedIdentity()
        );

    public static Rehearsal OfClerk() =>
        new(static clock => new FakeClerk(clock: clock), static services => services.AddRehearsedInstance());

    /// <summary>Starts the application, after ending the one before: a process knows nothing of the last one.</summary>
    public async Task StartAsync()
    {
        await StopAsync();
        var builder = TestServices.NewHost();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        var gate = new Gate();
        _add(builder.Services).UseFake(Provider).HttpClientBuilder.AddHttpMessageHandler(() => gate);
        _gate = gate;
        _host = builder.Build();
        _verifier = _host.Services.GetRequiredService<IJwtVerifier>();
        var route = _host.Services.GetRequiredService<RouteTable>().Providers.Single().Routes.Single();
        _refresher = _host.Services.GetRequiredService<KeyStore>().KeysOf(route).Refresher;
        await _host.StartAsync(TestContext.Current.CancellationToken);
        Clock.Advance(TimeSpan.FromSeconds(1));
    }

    public void Stop(FakeOutage outage)
    {
        _isHanging = outage == FakeOutage.Hang;
        Provider.Stop(outage);
    }

    public void Recover()
    {
        _isHanging = false;
        Provider.Start();
        Clock.Settle();
    }

    /// <summary>Lets time pass, with a good token at each step, and one of the withdrawn key if there is one.</summary>
    public void Live(TimeSpan span, double stepSeconds = 5)
    {
        for (var end = Now + span; Now < end; )
        {
            Clock.Advance(TimeSpan.FromSeconds(stepSeconds));
            if (Verify(Provider.Mint(_kind)) is var error && error != JwtErrorCode.None)
            {
                Refusals.Add((Now, error));
            }

            if (Withdrawn is { } key && Verify(Mint(key)) == JwtErrorCode.None)
            {
                LastAccepted = Now;
            }
        }
    }

    /// <summary>A token that is good but for the key that signs it.</summary>
    public string Mint(FakeSigningKey key) =>
        Provider.Mint(
            _kind,
            token =>
            {
                token.SigningKey = key;
                token.Header["kid"] = key.KeyId;
            }
        );

    /// <summary>Verifies a token; time passes only for as long as somebody waits for it.</summary>
    public JwtErrorCode Verify(string token)
    {
        var verification = _verifier!.VerifyAsync(token, CancellationToken.None).AsTask();
        _verification = verification;
        Clock.Settle();
        while (!verification.IsCompleted)
        {
            Clock.Advance(Moment);
        }

        return verification.Result.Error.Code;
    }

    public void Dispose() => _host?.Dispose();

    private async Task StopAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync(TestContext.Current.CancellationToken);
            _host.Dispose();
        }
    }

    private bool IsAtRest() =>
        Clock.IsAwaited
        || (_isHanging && _gate?.IsHolding == true)
        || (_refresher?.State.Flight is null && Clock.AreKeySetTimersSet && _verification.IsCompleted);

    /// <summary>Knows whether a request is under way that has not been given up.</summary>
    private sealed class Gate : DelegatingHandler
    {
        private CancellationToken? _current;

        public bool IsHolding
        {
            get
            {
                lock (this)
                {
                    return _current is { IsCancellationRequested: false };
                }
            }
        }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Set(cancellationToken);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                Set(null);
            }
        }

        private void Set(CancellationToken? current)
        {
            lock (this)
            {
                _current = current;
            }
        }
    }
}
