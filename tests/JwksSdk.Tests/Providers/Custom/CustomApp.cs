using CustomProvider;
using JwksSdk.Providers;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Providers.Custom;

/// <summary>
/// An application with one declaration over a convention of another assembly, whose keys come from the addresses that follow
/// from it, in memory.
/// </summary>
internal sealed class CustomApp<TClient> : IDisposable
    where TClient : class
{
    private readonly ServiceProvider _services;

    /// <param name="create">Makes the fake that plays the provider.</param>
    /// <param name="add">The generated registration.</param>
    /// <param name="configuration">The section of the declaration.</param>
    public CustomApp(
        Func<TimeProvider, FakeProvider> create,
        Func<IServiceCollection, IConfiguration, IJwksProviderBuilder> add,
        params (string Key, string Value)[] configuration
    )
    {
        var clock = new ManualTimeProvider();
        Fake = create(clock);
        var root = new ConfigurationBuilder()
            .AddInMemoryCollection(
                configuration.Select(static each =>
                    KeyValuePair.Create($"Jwks:{typeof(TClient).Name}:{each.Key}", (string?)each.Value)
                )
            )
            .Build();
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(clock);
        var builder = add(services, root).UseFake(Fake);
        _services = services.BuildServiceProvider();
        Facts = builder.GetFacts(_services);
    }

    public FakeProvider Fake { get; }

    public ProviderFacts Facts { get; }

    public TClient Client => _services.GetRequiredService<TClient>();

    /// <summary>Verifies a token of any kind; an explanation finds the same, and the HTTP status is that of the error.</summary>
    public async Task<JwtToken> AcceptAsync(string token)
    {
        var verifier = _services.GetRequiredService<IJwtVerifier>();
        var result = await verifier.VerifyAsync(token, TestContext.Current.CancellationToken);
        var explanation = await verifier.ExplainAsync(token, TestContext.Current.CancellationToken);
        Assert.True(result.TryGetToken(out var typed), result.Error.ToString());
        Assert.Equal(JwtErrorCode.None, explanation.Error.Code);
        return typed;
    }

    /// <summary>Has a token of any kind refused; an explanation finds the same.</summary>
    public async Task RefuseAsync(string token, JwtErrorCode code, string? member = null)
    {
        var verifier = _services.GetRequiredService<IJwtVerifier>();
        var result = await verifier.VerifyAsync(token, TestContext.Current.CancellationToken);
        var explanation = await verifier.ExplainAsync(token, TestContext.Current.CancellationToken);
        Assert.Equal(new JwtError(code, member), result.Error);
        Assert.Equal(result.Error, explanation.Error);
    }

    /// <summary>Has the first kind of the fake's tokens refused, altered.</summary>
    public Task RefuseAsync(Action<FakeToken> alter, JwtErrorCode code, string? member = null) =>
        RefuseAsync(Fake.Mint(Fake.TokenKinds[0], alter), code, member);

    public void Dispose() => _services.Dispose();
}
