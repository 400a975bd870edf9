using JwksSdk.Keys;
using JwksSdk.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Support;

/// <summary>
/// The key store of an application with one issuer, out of the real services, with an endpoint in memory and a clock under
/// the test's control. Each fetch is one request: the handler that tries again is left out.
/// </summary>
internal sealed class KeyStoreWorld : IDisposable
{
    public const string Issuer = "https://issuer.test/";

    private readonly ServiceProvider _services;

    public KeyStoreWorld(
        Action<KeySetOptions>? configure = null,
        Action<IServiceCollection>? more = null,
        KeyStartup startup = KeyStartup.Degraded,
        Action<TestOptions>? declared = null
    )
    {
        Endpoint = new KeyEndpoint(Clock);
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(Clock);
        new TestDeclaration()
            .Add(
                services,
                null,
                options =>
                {
                    options.Issuer = Issuer;
                    options.JwksUri = Issuer + "keys";
                    options.Startup = startup;
                    declared?.Invoke(options);
                }
            )
            .HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => Endpoint)
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear());
        services.Configure(configure ?? (static _ => { }));
        more?.Invoke(services);
        _services = services.BuildServiceProvider();
        Store = _services.GetRequiredService<KeyStore>();
        Route = _services.GetRequiredService<RouteTable>().Providers.Single().Routes.Single();
        Keys = Store.KeysOf(Route);
        Verifier = _services.GetRequiredService<IJwtVerifier>();
        Clock.IsSettled = () => (Refresher.State.Flight is null && Clock.AreKeySetTimersSet) || Endpoint.IsHolding;
    }

    public SettlingClock Clock { get; } = new();

    public KeyEndpoint Endpoint { get; }

    public KeyStore Store { get; }

    public Route Route { get; }

    public IssuerKeys Keys { get; }

    public IJwtVerifier Verifier { get; }

    public KeySetRefresher Refresher => Keys.Refresher;

    /// <summary>Looks the key of a token up as the verifier does.</summary>
    public Task<KeyLookup> FindAsync(UnsignedToken token)
    {
        using var parsed = token.Parse();
        return Store.FindAsync(Route, parsed, CancellationToken.None).AsTask();
    }

    /// <summary>What the verifier does when the signature does not hold under a key.</summary>
    public async Task<VerificationKey?> FindNewerAsync(UnsignedToken token, VerificationKey tried)
    {
        using var parsed = token.Parse();
        return (await Store.FindNewerAsync(Route, parsed, tried, CancellationToken.None)).Key;
    }

    /// <summary>A token with a kid that expires five minutes from now.</summary>
    public UnsignedToken Token(string keyId, int expiresIn = 300) =>
        new(keyId, Clock.GetUtcNow().ToUnixTimeSeconds() + expiresIn);

    /// <summary>What a host does at its start, and the fetch that this begins.</summary>
    public void Start()
    {
        var start = Store.StartAsync(CancellationToken.None);
        Assert.True(start.IsCompletedSuccessfully);
        Clock.Settle();
    }

    public void Dispose() => _services.Dispose();
}
