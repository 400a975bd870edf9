using System.Net;
using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>Tries, timeouts and the circuit breaker of a provider's HTTP client, on fake time.</summary>
public sealed class HttpResilienceTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedHandler _handler = new();
    private readonly HttpClient _client;

    public HttpResilienceTests() => _client = new HttpClient(new HttpResilience(_clock) { InnerHandler = _handler });

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

        var exception = await Assert.ThrowsAsync<HttpRequestException>(SendAsync);

        Assert.Equal(KeySetError.TooLarge, KeySetAnswer.Failed(exception).Error);
        Assert.Single(_handler.Requests);
    }

    [Fact]
    public async Task A_try_that_hangs_ends_after_three_seconds_and_is_made_again()
    {
        var begun = _clock.GetTimestamp();
        _handler.Answer = async (_, token) =>
        {
            await Never(token);
            return ScriptedHandler.Json("{}");
        };

        var exception = await Assert.ThrowsAsync<TimeoutException>(SendAsync);

        Assert.Equal(KeySetError.Timeout, KeySetAnswer.Failed(exception).Error);
        Assert.Equal(3, _handler.Requests.Count);
        Assert.InRange(_clock.GetElapsedTime(begun), TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task A_body_that_drips_is_a_try_that_hangs()
    {
        _handler.Answer = static (_, token) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new DrippingContent(token) });

        await Assert.ThrowsAsync<TimeoutException>(SendAsync);

        Assert.Equal(3, _handler.Requests.Count);
    }

    [Fact]
    public async Task After_nine_failed_tries_in_a_row_none_is_made_for_five_seconds()
    {
        _handler.Always(HttpStatusCode.InternalServerError);
        for (var i = 0; i < 3; i++)
        {
            await SendAsync();
        }

        Assert.Equal(9, _handler.Requests.Count);
        var exception = await Assert.ThrowsAsync<CircuitOpenException>(() => _client.GetAsync(Uri(), Cancellation));
        Assert.Equal(KeySetError.CircuitOpen, KeySetAnswer.Failed(exception).Error);
        Assert.Equal(9, _handler.Requests.Count);

        _clock.Advance(TimeSpan.FromSeconds(5));
        _handler.Always("{}");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync()).StatusCode);
    }

    /// <summary>Sends, and lets time pass in small steps for as long as the answer is not there.</summary>
    private async Task<HttpResponseMessage> SendAsync()
    {
        var send = _client.GetAsync(Uri(), Cancellation);
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

    private static Task Never(CancellationToken token) => new TaskCompletionSource().Task.WaitAsync(token);

    private static Uri Uri() => new("https://issuer.test/keys");

    /// <summary>A body that never ends and never comes.</summary>
    private sealed class DrippingContent(CancellationToken token) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Never(token);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
