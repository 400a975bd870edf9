using System.Globalization;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Cost;

/// <summary>What reaches the provider when things go wrong, as the benchmarks count it: exact, on any machine.</summary>
public sealed class RequestTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly FakeCognito _pool;
    private readonly ServiceProvider _services;
    private readonly IJwtVerifier _verifier;

    public RequestTests()
    {
        _pool = new FakeCognito("eu-west-1_Cost12345", clock: _clock);
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(_clock);
        services
            .AddCostPool()
            .UseFake(_pool)
            .HttpClientBuilder.ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Clear());
        _services = services.BuildServiceProvider();
        _verifier = _services.GetRequiredService<IJwtVerifier>();
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Ten_thousand_tokens_at_a_cold_cache_make_one_request()
    {
        var token = _pool.MintAccessToken();
        var gate = new ManualResetEventSlim();
        _pool.Requests.Arrived += (_, _) => gate.Wait(TestContext.Current.CancellationToken);
        // The first one holds the answer back; all others come while it does.
        var first = Task.Run(() => VerifyAsync(token), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => _pool.Requests.Total == 1);
        var others = Enumerable.Range(1, 9_999).Select(_ => VerifyAsync(token)).ToArray();
        Assert.DoesNotContain(others, static other => other.IsCompleted);
        gate.Set();

        Assert.Equal(JwtErrorCode.None, await first);
        Assert.All(await Task.WhenAll(others), static error => Assert.Equal(JwtErrorCode.None, error));
        Assert.Equal(1, _pool.Requests.Total);
    }

    [Fact]
    public async Task A_thousand_tokens_while_the_provider_is_down_make_one_request()
    {
        var token = _pool.MintAccessToken();
        _pool.Stop();
        for (var i = 0; i < 1_000; i++)
        {
            Assert.Equal(JwtErrorCode.KeysUnavailable, await VerifyAsync(token));
        }

        Assert.Equal(1, _pool.Requests.Total);
    }

    [Fact]
    public async Task The_first_token_after_a_rotation_is_taken_for_one_request()
    {
        Assert.Equal(JwtErrorCode.None, await VerifyAsync(_pool.MintAccessToken()));
        _clock.Advance(TimeSpan.FromSeconds(30));
        _pool.Rotate();

        Assert.Equal(JwtErrorCode.None, await VerifyAsync(_pool.MintAccessToken()));
        Assert.Equal(2, _pool.Requests.Total);
    }

    [Fact]
    public async Task Ten_thousand_unknown_kids_make_two_requests_and_hold_a_rotation_back_for_one_cool_down()
    {
        Assert.Equal(JwtErrorCode.None, await VerifyAsync(_pool.MintAccessToken()));
        for (var i = 0; i < 10_000; i++)
        {
            Assert.Equal(JwtErrorCode.UnknownKeyId, await VerifyAsync(UnknownKey(i)));
        }

        Assert.Equal(3, _pool.Requests.Total);
        _pool.Rotate();
        Assert.Equal(JwtErrorCode.UnknownKeyId, await VerifyAsync(_pool.MintAccessToken()));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(JwtErrorCode.None, await VerifyAsync(_pool.MintAccessToken()));
        Assert.Equal(4, _pool.Requests.Total);
    }

    /// <summary>With a kid like those of the provider: others are worth no request.</summary>
    private string UnknownKey(int number)
    {
        var kid = string.Create(CultureInfo.InvariantCulture, $"aB3+unknown/{number:00000}=");
        return _pool.MintAccessToken(token => token.Header["kid"] = kid);
    }

    private async Task<JwtErrorCode> VerifyAsync(string token) =>
        (await _verifier.VerifyAsync(token, TestContext.Current.CancellationToken)).Error.Code;
}

/// <summary>A user pool whose keys are at an address that follows from its id.</summary>
[JwksProvider(IdentityProvider.Cognito, UserPoolId = "eu-west-1_Cost12345", ClientId = "1acmeclient00000000000000")]
internal sealed partial class CostPool;
