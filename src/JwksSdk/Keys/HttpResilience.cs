using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace JwksSdk.Keys;

/// <summary>
/// The resilience of a provider's HTTP client: 3 seconds for each try, body included; two retries with jitter, unless a
/// caller waits. The only file that knows the resilience library.
/// </summary>
/// <remarks>
/// No circuit breaker: the budget of each key set bounds its requests more strictly, and one client serves many issuers, of
/// which one that is down must not stop the others.
/// </remarks>
internal static class HttpResilience
{
    /// <summary>
    /// Set to true in the options of a request for which a caller waits, while there are keys: it is tried once, because
    /// the caller is better served by the keys there are.
    /// </summary>
    public static readonly HttpRequestOptionsKey<bool> Impatient = new("JwksSdk.Impatient");

    public static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(3);
    public const int Retries = 2;

    /// <summary>
    /// Adds the handlers. The answer is read whole inside every handler that is ever added, so that whatever tries again
    /// does so for a body that breaks or never ends.
    /// </summary>
    public static void AddResilience(this IHttpClientBuilder builder)
    {
        builder.AddHttpMessageHandler(static () => new PlainFailures());
        builder.AddHttpMessageHandler(services => new Tries(builder.Name, services.GetRequiredService<TimeProvider>()));
        builder.Services.PostConfigure<HttpClientFactoryOptions>(
            builder.Name,
            static options =>
                options.HttpMessageHandlerBuilderActions.Add(static handlers =>
                    handlers.AdditionalHandlers.Add(new WholeAnswer())
                )
        );
    }

    private static bool IsTransient(HttpResponseMessage response) =>
        response.StatusCode >= HttpStatusCode.InternalServerError;

    private static bool IsTransient(Exception exception) =>
        exception is HttpRequestException http
            ? http.HttpRequestError != HttpRequestError.ConfigurationLimitExceeded
                && http.InnerException is not PrivateAddressException
            : exception is IOException or TimeoutRejectedException;

    private static bool IsImpatient(HttpRequestMessage request) =>
        request.Options.TryGetValue(Impatient, out var isImpatient) && isImpatient;

    /// <summary>
    /// Makes the first try itself, and leaves it to the library what follows a failure: to load the library takes longer than
    /// most fetches. One of its own handlers, so that <c>RemoveAllResilienceHandlers()</c> finds it.
    /// </summary>
    private sealed class Tries(string name, TimeProvider clock) : ResilienceHandler(_ => Retry(name, clock))
    {
        private ResiliencePipeline<HttpResponseMessage>? _retry;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var first = TryAsync(request, cancellationToken);
            try
            {
                var response = await first.ConfigureAwait(false);
                if (!IsTransient(response) || IsImpatient(request))
                {
                    return response;
                }
            }
            catch (Exception exception) when (IsTransient(exception) && !IsImpatient(request))
            {
                // The library is told below, by the task.
            }

            return await RetryAsync(first, request, cancellationToken).ConfigureAwait(false);
        }

        /// <summary>Goes on after the first try as the library does after the first of its own.</summary>
        private ValueTask<HttpResponseMessage> RetryAsync(
            Task<HttpResponseMessage> first,
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var tries = 0;
            var retry = LazyInitializer.EnsureInitialized(ref _retry, () => Retry(name, clock));
            return retry.ExecuteAsync(
                token => new ValueTask<HttpResponseMessage>(tries++ == 0 ? first : TryAsync(request, token)),
                cancellationToken
            );
        }

        private async Task<HttpResponseMessage> TryAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            using var deadline = new CancellationTokenSource(TryTimeout, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            using var inner = new HttpMessageInvoker(InnerHandler!, disposeHandler: false);
            try
            {
                return await inner.SendAsync(request, both.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException exception) when (deadline.IsCancellationRequested)
            {
                throw new TimeoutRejectedException("The try took too long.", TryTimeout, exception);
            }
        }

        /// <summary>
        /// Made here and not by <c>AddResilienceHandler</c>, whose registry of pipelines keeps the disposing of the services
        /// waiting, for up to 30 seconds, for a fetch under way. Its metrics are on; its log, a stack trace for each try, is not:
        /// the key set logs once what became of a fetch.
        /// </summary>
        private static ResiliencePipeline<HttpResponseMessage> Retry(string name, TimeProvider clock) =>
            new ResiliencePipelineBuilder<HttpResponseMessage> { Name = name, TimeProvider = clock }
                .AddRetry(
                    new RetryStrategyOptions<HttpResponseMessage>
                    {
                        ShouldHandle = static arguments =>
                            new(
                                arguments.Outcome.Exception is { } exception
                                    ? IsTransient(exception)
                                    : IsTransient(arguments.Outcome.Result!)
                            ),
                        MaxRetryAttempts = Retries,
                        BackoffType = DelayBackoffType.Exponential,
                        UseJitter = true,
                        Delay = TimeSpan.FromMilliseconds(250),
                        MaxDelay = TimeSpan.FromSeconds(2),
                    }
                )
                .ConfigureTelemetry(NullLoggerFactory.Instance)
                .Build();
    }

    /// <summary>Names the failures of the resilience library as the platform and the key store do.</summary>
    private sealed class PlainFailures : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            try
            {
                return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutRejectedException exception)
            {
                throw new TimeoutException("Every try took too long.", exception);
            }
        }
    }
}
