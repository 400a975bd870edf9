using System.Net;
using System.Text;
using JwksSdk.Benchmarks.Measuring;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Benchmarks.Subjects;

/// <summary>An application with this SDK, as its users make one; its keys are fetched before anything is measured.</summary>
internal sealed class SdkWorld : IDisposable
{
    private readonly ServiceProvider _services;

    /// <summary>Makes one, and verifies a first token.</summary>
    /// <param name="tokens">Whose tokens it verifies.</param>
    /// <param name="services">What it is to have besides.</param>
    public SdkWorld(TokenSet tokens, IServiceCollection? services = null)
    {
        services ??= new ServiceCollection();
        services
            .AddBenchIdentity()
            .HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => new KeySetHandler(tokens.KeySet, Requests));
        _services = services.BuildServiceProvider();
        Client = _services.GetRequiredService<BenchIdentity>();
        var first = Client.VerifyAccessTokenAsync(tokens.Token).AsTask().GetAwaiter().GetResult();
        if (!first.IsVerified)
        {
            throw new InvalidOperationException($"The token does not verify: {first.Error}");
        }
    }

    public BenchIdentity Client { get; }

    /// <summary>The requests so far.</summary>
    public RequestCount Requests { get; } = new();

    /// <summary>Verifies to a typed token of which every claim is checked; the texts of a list are made when they are asked for.</summary>
    public Subject Verifies(string name, string token) =>
        Subject.Of(name, () => Done(Client.VerifyAccessTokenAsync<BenchAccessToken>(token)).TryGetToken(out _));

    /// <summary>Refuses with an error.</summary>
    public Subject Refuses(string name, string token, JwtErrorCode error) =>
        Subject.Of(name, () => Done(Client.VerifyAccessTokenAsync<BenchAccessToken>(token)).Error.Code == error);

    public void Dispose() => _services.Dispose();

    /// <summary>The result; with the keys at hand it is there at once.</summary>
    public static JwtResult<T> Done<T>(ValueTask<JwtResult<T>> task)
        where T : class => task.IsCompletedSuccessfully ? task.Result : task.AsTask().GetAwaiter().GetResult();
}

/// <summary>Counts requests.</summary>
internal sealed class RequestCount
{
    private int _value;

    public int Value => Volatile.Read(ref _value);

    public void Add() => Interlocked.Increment(ref _value);
}

/// <summary>Answers every request with a key set.</summary>
internal sealed class KeySetHandler(string keySet, RequestCount requests) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        requests.Add();
        return Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(keySet, Encoding.UTF8, "application/json"),
                RequestMessage = request,
            }
        );
    }
}
