using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace JwksSdk.Tests.Keys;

/// <summary>Tries and timeouts of a provider's HTTP client, on fake time.</summary>
public sealed class HttpResilienceTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedHandler _handler = new();
    private readonly ServiceProvider _services;
    private readonly HttpClient _client;

    public HttpResilienceTests()
    {
        _services = Services(static _ => { });
        _client = Client(_services);
    }

    public void Dispose() => _services.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_answer_takes_one_try()
    {
        _handler.Always("{}");

        Assert.Equal(HttpStatusCode.OK, (await SendAsync()).StatusCode);
        Assert.Single(_handler.Requests);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_failing_server_is_tried_three_times(int status)
    {
        _handler.Always((HttpStatusCode)status);

        Assert.Equal(status, (int)(await SendAsync()).StatusCode);
        Assert.Equal(3, _handler.Requests.Count);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 3)]
    public async Task A_request_for_which_a_caller_waits_is_tried_once(bool isImpatient, int tries)
    {
        _handler.Always(HttpStatusCode.ServiceUnavailable);
        using var request = new HttpRequestMessage(HttpMethod.Get, Uri());
        request.Options.Set(HttpResilience.Impatient, isImpatient);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SendAsync(request)).StatusCode);
        Assert.Equal(tries, _handler.Requests.Count);
    }

    [Fact]
    public async Task A_request_for_which_a_caller_waits_ends_after_three_seconds()
    {
        var begun = _clock.GetTimestamp();
        _handler.Answer = NeverAsync;
        using var request = new HttpRequestMessage(HttpMethod.Get, Uri());
        request.Options.Set(HttpResilience.Impatient, true);

        await Assert.ThrowsAsync<TimeoutException>(() => SendAsync(request));

        Assert.Single(_handler.Requests);
        Assert.InRange(_clock.GetElapsedTime(begun), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.5));
    }

    [Fact]
    public async Task Between_tries_there_are_a_few_hundred_milliseconds()
    {
        var begun = _clock.GetTimestamp();
        _handler.Always(HttpStatusCode.ServiceUnavailable);

        await SendAsync();

        Assert.InRange(_clock.GetElapsedTime(begun), TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again_until_it_holds()
    {
        var tries = 0;
        _handler.Answer = (_, _) =>
            ++tries < 3 ? throw new HttpRequestException("reset") : Task.FromResult(ScriptedHandler.Json("{}"));

        Assert.Equal(HttpStatusCode.OK, (await SendAsync()).StatusCode);
        Assert.Equal(3, tries);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(429)]
    public async Task A_clear_answer_is_not_asked_for_again(int status)
    {
        _handler.Always((HttpStatusCode)status);

        await SendAsync();

        Assert.Single(_handler.Requests);
    }

    [Fact]
    public async Task An_answer_over_the_limit_is_not_asked_for_again()
    {
        _handler.Always(new string(' ', (128 * 1024) + 1));

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync());

        Assert.Equal(KeySetError.TooLarge, KeySetAnswer.Failed(exception).Error);
        Assert.Single(_handler.Requests);
    }

    [Fact]
    public async Task A_try_that_hangs_ends_after_three_seconds_and_is_made_again()
    {
        var begun = _clock.GetTimestamp();
        _handler.Answer = NeverAsync;

        var exception = await Assert.ThrowsAsync<TimeoutException>(() => SendAsync());

        Assert.Equal(KeySetError.Timeout, KeySetAnswer.Failed(exception).Error);
        Assert.Equal(3, _handler.Requests.Count);
        Assert.InRange(_clock.GetElapsedTime(begun), TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(13));
    }

    [Fact]
    public async Task A_body_that_drips_is_a_try_that_hangs()
    {
        _handler.Answer = static (_, token) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new DrippingContent(token) });

        await Assert.ThrowsAsync<TimeoutException>(() => SendAsync());

        Assert.Equal(3, _handler.Requests.Count);
    }

    [Fact]
    public async Task An_answer_whose_body_does_not_come_is_let_go()
    {
        var bodies = new List<DrippingContent>();
        _handler.Answer = (_, token) =>
        {
            bodies.Add(new DrippingContent(token));
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = bodies[^1] });
        };

        await Assert.ThrowsAsync<TimeoutException>(() => SendAsync());

        Assert.Equal([true, true, true], bodies.Select(static body => body.IsDisposed));
    }

    [Fact]
    public async Task The_times_between_tries_differ_so_that_no_herd_comes_back_at_once()
    {
        _handler.Always(HttpStatusCode.ServiceUnavailable);
        var times = new HashSet<TimeSpan>();
        for (var i = 0; i < 20; i++)
        {
            var begun = _clock.GetTimestamp();
            await SendAsync();
            times.Add(_clock.GetElapsedTime(begun));
        }

        Assert.InRange(times.Count, 5, 20);
    }

    [Theory]
    [InlineData(200, 0)]
    [InlineData(503, 2)]
    public async Task The_library_measures_the_retries_and_knows_of_no_request_without_one(int status, int retries)
    {
        var events = new ConcurrentQueue<string>();
        using var listener = new MeterListener();
        listener.SetMeasurementEventCallback<int>(
            (_, _, tags, _) =>
            {
                var all = tags.ToArray().ToDictionary();
                if (all["pipeline.name"] as string == "test")
                {
                    events.Enqueue((string)all["event.name"]!);
                }
            }
        );
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == "resilience.polly.strategy.events")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.Start();
        _handler.Always((HttpStatusCode)status);

        await SendAsync();

        Assert.Equal(retries, events.Count(static name => name == "OnRetry"));
        Assert.Equal(retries == 0, events.IsEmpty);
    }

    [Fact]
    public async Task The_answer_of_a_try_that_is_made_again_is_let_go()
    {
        var bodies = new List<DisposableContent>();
        _handler.Always(
            HttpStatusCode.ServiceUnavailable,
            response =>
            {
                bodies.Add(new DisposableContent());
                response.Content = bodies[^1];
            }
        );

        await SendAsync();

        Assert.Equal([true, true, false], bodies.Select(static body => body.IsDisposed));
    }

    [Fact]
    public async Task Failures_however_many_keep_no_other_request_from_being_made()
    {
        _handler.Always(HttpStatusCode.InternalServerError);
        for (var i = 0; i < 10; i++)
        {
            await SendAsync();
        }

        _handler.Always("{}");
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(Uri(), Cancellation)).StatusCode);
        Assert.Equal(31, _handler.Requests.Count);
    }

    [Fact]
    public async Task The_application_can_take_the_resilience_away_and_a_body_stays_bounded()
    {
        using var services = Services(static client =>
        {
#pragma warning disable EXTEXP0001 // The package calls its own way to remove handlers experimental.
            client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        });
        _handler.Always(HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SendAsync(null, Client(services))).StatusCode);
        Assert.Single(_handler.Requests);

        _handler.Always(new string(' ', (128 * 1024) + 1));
        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(null, Client(services)));
        Assert.Equal(KeySetError.TooLarge, KeySetAnswer.Failed(exception).Error);
    }

    [Fact]
    public async Task The_failures_of_a_handler_that_the_application_adds_keep_their_meaning()
    {
        using var services = Services(static client =>
        {
#pragma warning disable EXTEXP0001 // As above.
            client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
            client.AddResilienceHandler("own", static pipeline => pipeline.AddTimeout(TimeSpan.FromMilliseconds(10)));
        });
        _handler.Answer = static (_, token) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new DrippingContent(token) });

        var exception = await Assert.ThrowsAsync<TimeoutRejectedException>(() => SendAsync(null, Client(services)));

        Assert.Equal(KeySetError.Timeout, KeySetAnswer.Failed(exception).Error);
    }

    [Theory]
    [InlineData(true, 3, 3.5)]
    [InlineData(false, 9, 13)]
    public async Task Handlers_of_the_application_on_both_sides_change_nothing_of_the_three_seconds(
        bool isImpatient,
        double least,
        double most
    )
    {
        var collection = TestServices.New();
        collection.ConfigureHttpClientDefaults(static client =>
            client.AddResilienceHandler(
                "outer",
                static pipeline =>
                    pipeline
                        .AddTimeout(TimeSpan.FromMinutes(1))
                        .AddRetry(new HttpRetryStrategyOptions { Delay = TimeSpan.Zero, UseJitter = false })
            )
        );
        using var services = Services(
            static client =>
                client.AddResilienceHandler("inner", static pipeline => pipeline.AddTimeout(TimeSpan.FromMinutes(1))),
            collection
        );
        var begun = _clock.GetTimestamp();
        _handler.Answer = NeverAsync;
        using var request = new HttpRequestMessage(HttpMethod.Get, Uri());
        if (isImpatient)
        {
            request.Options.Set(HttpResilience.Impatient, true);
        }

        await Assert.ThrowsAsync<TimeoutException>(() => SendAsync(request, Client(services)));

        Assert.InRange(_clock.GetElapsedTime(begun).TotalSeconds, least, most);
    }

    [Fact]
    public void A_request_that_blocks_its_thread_is_tried_once_too_while_a_caller_waits()
    {
        _handler.Always(HttpStatusCode.ServiceUnavailable);
        using var request = new HttpRequestMessage(HttpMethod.Get, Uri());
        request.Options.Set(HttpResilience.Impatient, true);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, _client.Send(request, Cancellation).StatusCode);
        Assert.Single(_handler.Requests);
    }

    [Fact]
    public async Task Who_cancels_is_told_so_though_the_time_of_the_try_is_over_meanwhile()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var ending = new TaskCompletionSource();
        _handler.Answer = async (_, token) =>
        {
            await ending.Task;
            token.ThrowIfCancellationRequested();
            return ScriptedHandler.Json("{}");
        };
        using var invoker = Invoker(_services);
        using var request = new HttpRequestMessage(HttpMethod.Get, Uri());
        request.Options.Set(HttpResilience.Impatient, true);
        var send = invoker.SendAsync(request, caller.Token);
        await caller.CancelAsync();
        _clock.Advance(TimeSpan.FromSeconds(4));
        ending.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => send);
    }

    [Fact]
    public async Task Who_cancels_meanwhile_has_the_answer_that_would_be_asked_for_again()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var services = Services(client => client.AddHttpMessageHandler(() => new Canceling(caller)));
        _handler.Always(HttpStatusCode.ServiceUnavailable);
        using var invoker = Invoker(services);
        using var request = new HttpRequestMessage(HttpMethod.Get, Uri());

        using var response = await invoker.SendAsync(request, caller.Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Single(_handler.Requests);
    }

    private static HttpMessageInvoker Invoker(ServiceProvider services) =>
        new(services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("test"), disposeHandler: false);

    /// <summary>Sends, and lets time pass in small steps for as long as the answer is not there.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage? request = null, HttpClient? client = null)
    {
        using var plain = new HttpRequestMessage(HttpMethod.Get, Uri());
        var send = (client ?? _client).SendAsync(request ?? plain, Cancellation);
        await Eventually.TrueAsync(() =>
        {
            if (!send.IsCompleted)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(10));
            }

            return send.IsCompleted;
        });
        return await send;
    }

    private ServiceProvider Services(Action<IHttpClientBuilder> configure, IServiceCollection? services = null)
    {
        services ??= TestServices.New();
        services.AddSingleton<TimeProvider>(_clock);
        var client = services.AddHttpClient("test").ConfigurePrimaryHttpMessageHandler(() => _handler);
        client.AddResilience();
        configure(client);
        return services.BuildServiceProvider();
    }

    private static HttpClient Client(ServiceProvider services)
    {
        var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("test");
        client.Timeout = Timeout.InfiniteTimeSpan;
        return client;
    }

    private static async Task<HttpResponseMessage> NeverAsync(HttpRequestMessage request, CancellationToken token)
    {
        await Never(token);
        return ScriptedHandler.Json("{}");
    }

    private static Task Never(CancellationToken token) => new TaskCompletionSource().Task.WaitAsync(token);

    private static Uri Uri() => new("https://issuer.test/keys");

    /// <summary>The caller gives up in the moment in which the answer is there.</summary>
    private sealed class Canceling(CancellationTokenSource caller) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var response = await base.SendAsync(request, cancellationToken);
            await caller.CancelAsync();
            return response;
        }
    }

    private sealed class DisposableContent() : ByteArrayContent([])
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    /// <summary>A body that never ends and never comes.</summary>
    private sealed class DrippingContent(CancellationToken token) : HttpContent
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Never(token);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
