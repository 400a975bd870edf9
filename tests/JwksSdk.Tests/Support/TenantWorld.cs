using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using JwksSdk.DependencyInjection;
using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Testing;
using JwksSdk.Tests.Support.Leaks;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Support;

/// <summary>A declaration with tenants, whose keys are served in memory and whose resolver answers by script.</summary>
internal sealed class TenantWorld : IAsyncDisposable
{
    public const string Declared = "https://acme.eu.auth0.com/";

    private readonly ConcurrentDictionary<string, string> _keySets = [];
    private readonly ConcurrentQueue<string> _questions = new();
    private readonly Lazy<ServiceProvider> _provider;

    public TenantWorld(bool hasResolver = true, Action<TenantOptions>? configure = null)
    {
        Services.AddSingleton<TimeProvider>(Clock);
        Builder = Declaration.Add(Services);
        Handler.Answer = (request, _) =>
            Task.FromResult(
                _keySets.TryGetValue(request.RequestUri!.ToString(), out var json)
                    ? ScriptedHandler.Json(json)
                    : new HttpResponseMessage(HttpStatusCode.NotFound)
            );
        Builder.HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => Handler);
        if (hasResolver)
        {
            Builder.AddTenants(AskAsync, configure);
        }
        else if (configure is not null)
        {
            Builder.AddTenants(configure);
        }

        _provider = new Lazy<ServiceProvider>(() => Services.BuildServiceProvider());
    }

    public ManualTimeProvider Clock { get; } = new();

    public ServiceCollection Services { get; } = TestServices.New();

    public TestDeclaration Declaration { get; } = new();

    public IJwksProviderBuilder Builder { get; }

    public ScriptedHandler Handler { get; } = new();

    /// <summary>The resolver's answer; no by default.</summary>
    public Func<string, CancellationToken, ValueTask<bool>> IsTenant { get; set; } = static (_, _) => new(false);

    /// <summary>The issuers that the resolver was asked about, in order.</summary>
    public IReadOnlyCollection<string> Questions => _questions;

    public ServiceProvider Provider => _provider.Value;

    public TenantStore Store => Provider.GetRequiredService<TenantStore>();

    public TenantDirectory Directory => Store.Directories[0];

    public static string IssuerOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"https://t{number}.tenants.test/");

    /// <summary>Serves the keys of an issuer where the convention puts them.</summary>
    public void Serve(string issuer, params FakeSigningKey[] keys) =>
        _keySets[issuer + ".well-known/jwks.json"] = KeySets.Of(keys);

    /// <summary>Holds every question until the returned source is completed.</summary>
    public TaskCompletionSource<bool> Hang()
    {
        var gate = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        IsTenant = (_, _) => new ValueTask<bool>(gate.Task);
        return gate;
    }

    /// <summary>Verifies an access token of an issuer through the client of the declaration.</summary>
    public async Task<JwtErrorCode> VerifyAsync(string issuer, FakeSigningKey? key = null) =>
        (await Provider.GetRequiredService<TestClient>().VerifyAsync(Token(issuer, key))).Error.Code;

    /// <summary>Verifies an access token of an issuer through the verifier of all declarations.</summary>
    public async Task<JwtErrorCode> VerifyAnyAsync(string issuer, FakeSigningKey? key = null) =>
        (
            await Provider
                .GetRequiredService<IJwtVerifier>()
                .VerifyAsync(Token(issuer, key), TestContext.Current.CancellationToken)
        )
            .Error
            .Code;

    /// <summary>Routes an issuer among the tenants of all declarations.</summary>
    public ValueTask<RouteLookup> FindAsync(string issuer, CancellationToken cancellationToken = default) =>
        Store.FindAsync(Encoding.UTF8.GetBytes(issuer), null, cancellationToken);

    /// <summary>Waits until the resolver was asked so often.</summary>
    public Task AskedAsync(int count) => Eventually.TrueAsync(() => _questions.Count >= count);

    /// <summary>Waits until no question is under way.</summary>
    public Task IdleAsync() => Eventually.TrueAsync(() => Directory.Questions == 0);

    public string Token(string issuer, FakeSigningKey? key = null)
    {
        key ??= KeySets.Rsa;
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        return key.Sign(
            $$"""{"alg":"RS256","typ":"JWT","kid":"{{key.KeyId}}"}""",
            $$"""
            {"iss":"{{issuer}}","sub":"auth0|1","aud":"https://api.acme.test/","azp":"client","iat":{{now}},"exp":{{now
                + 300}}}
            """
        );
    }

    public ValueTask DisposeAsync() => _provider.IsValueCreated ? _provider.Value.DisposeAsync() : default;

    private ValueTask<bool> AskAsync(string issuer, CancellationToken cancellationToken)
    {
        _questions.Enqueue(issuer);
        return LeakCapture.Secrets.DeclareOn(IsTenant(issuer, cancellationToken), issuer);
    }
}

/// <summary>Options belong to one declaration, so the second one of a test needs a type of its own.</summary>
internal sealed class SecondOptions : TestOptions
{
    public static IJwksProviderBuilder Add(IServiceCollection services, TestDeclaration declaration, string domain) =>
        JwksRegistration.Add<object, SecondOptions, Auth0Convention>(
            services,
            declaration.Declaration,
            static verifier => verifier,
            null,
            options => options.Domain = domain
        );
}
