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

    private static readonly PredicateBuilder<HttpResponseMessage> Transient =
        new PredicateBuilder<HttpResponseMessage>()
            .Handle<HttpRequestException>(static exception =>
                exception.HttpRequestError != HttpRequestError.ConfigurationLimitExceeded
                && exception.InnerException is not PrivateAddressException
            )
            .Handle<IOException>()
            .Handle<TimeoutRejectedException>()
            .HandleResult(static response => response.StatusCode >= HttpStatusCode.InternalServerError);

    /// <summary>
    /// Adds the handlers. The answer is read whole inside every handler that is ever added, so that whatever tries again
    /// does so for a body that breaks or never ends.
    /// </summary>
    public static void AddResilience(this IHttpClientBuilder builder)
    {
        builder.AddHttpMessageHandler(static () => new PlainFailures());
        builder.AddHttpMessageHandler(services => new ResilienceHandler(Pipeline(builder.Name, services)));
        builder.Services.PostConfigure<HttpClientFactoryOptions>(
            builder.Name,
            static options =>
                options.HttpMessageHandlerBuilderActions.Add(static handlers =>
                    handlers.AdditionalHandlers.Add(new WholeAnswer())
                )
        );
    }

    /// <summary>
    /// Made here and not by <c>AddResilienceHandler</c>, whose registry of pipelines keeps the disposing of the services
    /// waiting, for up to 30 seconds, for a fetch under way. Its metrics are on; its log, a stack trace for each try, is not:
    /// the key set logs once what became of a fetch.
    /// </summary>
    private static ResiliencePipeline<HttpResponseMessage> Pipeline(string name, IServiceProvider services) =>
        new ResiliencePipelineBuilder<HttpResponseMessage>
        {
            Name = name,
            TimeProvider = services.GetRequiredService<TimeProvider>(),
        }
            .AddRetry(Retry())
            .AddTimeout(TryTimeout)
            .ConfigureTelemetry(NullLoggerFactory.Instance)
            .Build();

    private static RetryStrategyOptions<HttpResponseMessage> Retry()
    {
        var isTransient = Transient.Build();
        return new()
        {
            ShouldHandle = arguments => new(isTransient(arguments.Outcome) && !IsImpatient(arguments.Context)),
            MaxRetryAttempts = Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(250),
            MaxDelay = TimeSpan.FromSeconds(2),
        };
    }

    private static bool IsImpatient(ResilienceContext context) =>
        context.GetRequestMessage()?.Options.TryGetValue(Impatient, out var isImpatient) == true && isImpatient;

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
