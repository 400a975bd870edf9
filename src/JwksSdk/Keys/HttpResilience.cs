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
        builder.AddHttpMessageHandler(services =>
        {
            var clock = services.GetRequiredService<TimeProvider>();
            return new Tries(
                new Lazy<ResiliencePipeline<HttpResponseMessage>>(() => Pipeline(builder.Name, clock)),
                clock
            );
        });
        builder.Services.PostConfigure<HttpClientFactoryOptions>(
            builder.Name,
            static options =>
                options.HttpMessageHandlerBuilderActions.Add(static handlers =>
                    handlers.AdditionalHandlers.Add(new WholeAnswer())
                )
        );
    }

    /// <summary>Whether an exception is how the library says that a try took too long: a handler of the application, where it took these off.</summary>
    public static bool IsTimeout(Exception exception) => exception is TimeoutRejectedException;

    /// <summary>
    /// Made here and not by <c>AddResilienceHandler</c>, whose registry of pipelines keeps the disposing of the services
    /// waiting, for up to 30 seconds, for a fetch under way. Its metrics are on; its log, a stack trace for each try, is not:
    /// the key set logs once what became of a fetch.
    /// </summary>
    private static ResiliencePipeline<HttpResponseMessage> Pipeline(string name, TimeProvider clock) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { Name = name, TimeProvider = clock }
            .AddRetry(
                new RetryStrategyOptions<HttpResponseMessage>
                {
                    ShouldHandle = static arguments =>
                        new(IsTransient(arguments.Outcome) && !IsImpatient(arguments.Context.GetRequestMessage())),
                    MaxRetryAttempts = Retries,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromMilliseconds(250),
                    MaxDelay = TimeSpan.FromSeconds(2),
                }
            )
            .AddTimeout(TryTimeout)
            .ConfigureTelemetry(NullLoggerFactory.Instance)
            .Build();

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is { } exception ? IsTransient(exception) : IsTransient(outcome.Result!);

    private static bool IsTransient(HttpResponseMessage response) =>
        response.StatusCode >= HttpStatusCode.InternalServerError;

    private static bool IsTransient(Exception exception) =>
        exception is HttpRequestException http
            ? http.HttpRequestError != HttpRequestError.ConfigurationLimitExceeded
                && http.InnerException is not PrivateAddressException
            : exception is IOException or TimeoutRejectedException;

    private static bool IsImpatient(HttpRequestMessage? request) =>
        request?.Options.TryGetValue(Impatient, out var isImpatient) == true && isImpatient;

    /// <summary>
    /// Makes the first try itself, and leaves it to the pipeline what follows a failure: to make the pipeline takes longer than
    /// most fetches. So its metrics are those of requests that are tried again, without how long the first try took. A request
    /// that blocks its thread goes to the pipeline at once. One of the library's own handlers, so that
    /// <c>RemoveAllResilienceHandlers()</c> finds it.
    /// </summary>
    private sealed class Tries(Lazy<ResiliencePipeline<HttpResponseMessage>> pipeline, TimeProvider clock)
        : ResilienceHandler(_ => pipeline.Value)
    {
        // What it sends through: the base class would go by way of the pipeline.
        private HttpMessageInvoker? _inner;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var first = TryFirstAsync(request, cancellationToken);
            try
            {
                var response = await first.ConfigureAwait(false);
                if (!IsTransient(response) || IsLast(request, cancellationToken))
                {
                    return response;
                }
            }
            catch (TimeoutRejectedException exception) when (IsLast(request, cancellationToken))
            {
                throw TookTooLong(exception);
            }
            catch (Exception exception) when (IsTransient(exception) && !IsLast(request, cancellationToken))
            {
                // The pipeline is told below, by the task.
            }

            return await RetryAsync(first, request, cancellationToken).ConfigureAwait(false);
        }

        /// <summary>By the platform's own name, which resilience handlers further out do not try again.</summary>
        private static TimeoutException TookTooLong(TimeoutRejectedException exception) =>
            new("Every try took too long.", exception);

        private static bool IsLast(HttpRequestMessage request, CancellationToken cancellationToken) =>
            IsImpatient(request) || cancellationToken.IsCancellationRequested;

        /// <summary>As long as the pipeline gives each try of its own.</summary>
        private async Task<HttpResponseMessage> TryFirstAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            using var deadline = new CancellationTokenSource(TryTimeout, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            try
            {
                return await TryAsync(request, both.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException exception)
                when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutRejectedException("The try took too long.", TryTimeout, exception);
            }
        }

        /// <summary>Goes on after the first try as the pipeline does after the first of its own.</summary>
        private async Task<HttpResponseMessage> RetryAsync(
            Task<HttpResponseMessage> first,
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var tries = 0;
            try
            {
                return await pipeline
                    .Value.ExecuteAsync(
                        token => new ValueTask<HttpResponseMessage>(tries++ == 0 ? first : TryAsync(request, token)),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
            catch (TimeoutRejectedException exception)
            {
                throw TookTooLong(exception);
            }
        }

        private Task<HttpResponseMessage> TryAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _inner ??= new HttpMessageInvoker(InnerHandler!, disposeHandler: false);
            // Only among other options than the store's own can one be of the library, which is not loaded to look for it.
            var own = request.Options.TryGetValue(Impatient, out _) ? 1 : 0;
            return ((IDictionary<string, object?>)request.Options).Count > own
                ? TryAloneAsync(_inner, request, cancellationToken)
                : _inner.SendAsync(request, cancellationToken);
        }

        /// <summary>
        /// Without what a handler of the library further out left in the request: one further in would take its token for that of
        /// the try.
        /// </summary>
        private static async Task<HttpResponseMessage> TryAloneAsync(
            HttpMessageInvoker inner,
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var outer = request.GetResilienceContext();
            request.SetResilienceContext(null);
            try
            {
                return await inner.SendAsync(request, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                request.SetResilienceContext(outer);
            }
        }
    }
}
