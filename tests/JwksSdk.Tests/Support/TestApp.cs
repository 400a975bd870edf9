using JwksSdk.DependencyInjection;
using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Tests.Support;

/// <summary>An application with one or more declarations, whose providers are one endpoint in memory, on a clock of the test's.</summary>
internal sealed class TestApp : IDisposable
{
    public const string Issuer = "https://acme.eu.auth0.com/";

    private readonly HostApplicationBuilder _builder = TestServices.NewHost();
    private IHost? _host;

    public TestApp()
    {
        _builder.Services.AddSingleton<TimeProvider>(Clock);
        _builder.Services.AddSingleton<System.Diagnostics.Metrics.IMeterFactory>(Meters);
        _builder.Services.AddSingleton<IKeySetListener>(Listener);
        _builder
            .Logging.AddProvider(Log)
            .AddFilter<RecordingLogger>(
                static (category, _) =>
                    category!.StartsWith("JwksSdk.", StringComparison.Ordinal)
                    && !category.Contains("Http", StringComparison.Ordinal)
            );
        Endpoint.Always(KeySets.Of(KeySets.Rsa));
    }

    public ManualTimeProvider Clock { get; } = new();

    public ScriptedHandler Endpoint { get; } = new();

    public RecordingMeters Meters { get; } = new();

    public RecordingLogger Log { get; } = new();

    public RecordingListener Listener { get; } = new();

    public IServiceCollection Services => _builder.Services;

    /// <summary>Built when first asked for.</summary>
    public IHost Host => _host ??= _builder.Build();

    public IKeySets Sets => Host.Services.GetRequiredService<IKeySets>();

    public IJwtVerifier Verifier => Host.Services.GetRequiredService<IJwtVerifier>();

    /// <summary>The state of the only key set.</summary>
    public KeySetStatus Status => Sets.All.Single();

    public TestApp Add(
        KeyStartup startup = KeyStartup.Degraded,
        string name = "CustomerIdentity",
        string domain = "acme.eu.auth0.com",
        Action<TestOptions>? configure = null,
        Action<IJwksProviderBuilder>? more = null
    ) => Add<TestOptions>(startup, name, domain, configure, more);

    /// <summary>Adds a declaration; each one needs options of its own.</summary>
    public TestApp Add<TOptions>(
        KeyStartup startup = KeyStartup.Degraded,
        string name = "CustomerIdentity",
        string domain = "acme.eu.auth0.com",
        Action<TestOptions>? configure = null,
        Action<IJwksProviderBuilder>? more = null
    )
        where TOptions : TestOptions, new()
    {
        var builder = JwksRegistration.Add<object, TOptions, Auth0Convention>(
            Services,
            new TestDeclaration(name, "").Declaration,
            static verifier => verifier,
            null,
            options =>
            {
                options.Startup = startup;
                options.Domain = domain;
                configure?.Invoke(options);
            }
        );
        builder.HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => Endpoint);
        more?.Invoke(builder);
        return this;
    }

    public Task StartAsync() => Host.StartAsync(TestContext.Current.CancellationToken);

    /// <summary>Makes every request fail, without a retry.</summary>
    public void Fail() => Endpoint.Always(System.Net.HttpStatusCode.NotFound);

    public Task<KeySetRefresh> RefreshAsync(string issuer = Issuer) =>
        Sets.RefreshAsync(issuer, "a test", TestContext.Current.CancellationToken);

    /// <summary>Waits until the endpoint was asked so often, and no fetch is under way.</summary>
    public Task FetchedAsync(int requests) =>
        Eventually.TrueAsync(() => Endpoint.Requests.Count >= requests && Sets.All.All(static set => !set.IsFetching));

    public void Dispose()
    {
        _host?.Dispose();
        Meters.Dispose();
    }

    internal sealed class Second : TestOptions;

    internal sealed class Third : TestOptions;
}
