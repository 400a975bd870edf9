using System.Net;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace JwksSdk.Keys;

/// <summary>
/// The resilience of a provider's HTTP client: 3 seconds for each try, body included; two retries with jitter; a circuit
/// breaker. The only file that knows Polly.
/// </summary>
/// <remarks>
/// Polly.Core is the engine under Microsoft.Extensions.Http.Resilience, whose handler replaces this one where that package
/// can be had; an application adds it, or anything else, on the provider's <c>IHttpClientBuilder</c>.
/// </remarks>
internal sealed class HttpResilience : DelegatingHandler
{
    public static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(3);
    public const int Retries = 2;

    /// <summary>Set on a request for which a token waits while there are other keys: one try is made.</summary>
    public static readonly HttpRequestOptionsKey<bool> Impatient = new("JwksSdk.Impatient");

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public HttpResilience(TimeProvider clock)
    {
        var transient = new PredicateBuilder<HttpResponseMessage>()
            .Handle<HttpRequestException>(static exception =>
                exception.HttpRequestError != HttpRequestError.ConfigurationLimitExceeded
            )
            .Handle<IOException>()
            .Handle<TimeoutRejectedException>()
            .HandleResult(static response => response.StatusCode >= HttpStatusCode.InternalServerError);
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(
                new RetryStrategyOptions<HttpResponseMessage>
                {
                    ShouldHandle = transient,
                    MaxRetryAttempts = Retries,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromMilliseconds(200),
                }
            )
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<HttpResponseMessage>
                {
                    ShouldHandle = transient,
                    FailureRatio = 0.9,
                    MinimumThroughput = 9,
                    SamplingDuration = TimeSpan.FromSeconds(30),
                    BreakDuration = TimeSpan.FromSeconds(5),
                }
            )
            .AddTimeout(TryTimeout)
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await _pipeline
                .ExecuteAsync(
                    static async (call, token) =>
                        await call.Handler.TryAsync(call.Request, token).ConfigureAwait(false),
                    (Handler: this, Request: request),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (TimeoutRejectedException exception)
        {
            throw new TimeoutException("Every try took too long.", exception);
        }
        catch (BrokenCircuitException exception)
        {
            throw new CircuitOpenException(exception);
        }
    }

    /// <summary>One try. The body is read within it, so that an answer that never ends is a try that failed.</summary>
    private async Task<HttpResponseMessage> TryAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await response.Content.LoadIntoBufferAsync(KeyDownload.MaxLength, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}

/// <summary>No try was made, because too many failed of late.</summary>
internal sealed class CircuitOpenException(Exception innerException)
    : Exception("Too many requests failed of late; none is made for a moment.", innerException);
