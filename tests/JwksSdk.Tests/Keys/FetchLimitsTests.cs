using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Keys;

/// <summary>A provider that answers too much, too slowly or nonsense, over real HTTP: what is read, how long, and what stays.</summary>
public sealed class FetchLimitsTests : IAsyncLifetime
{
    private const int Mebibyte = 1024 * 1024;

    private readonly ManualTimeProvider _clock = new();
    private readonly TestDeclaration _declaration = new();
    private readonly WebApplication _server;
    private ServiceProvider _services = null!;
    private RequestDelegate _answer = static context => context.Response.WriteAsync(KeySets.Of(KeySets.Rsa));
    private string _issuer = "";
    private volatile bool _hasEnded;
    private long _sent;

    public FetchLimitsTests()
    {
        _server = TestServices.NewServer();
        _server.Run(context => _answer(context));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync(Cancellation);
        _issuer = _server.Urls.Single() + "/";
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(_clock);
        _declaration.Add(
            services,
            null,
            options =>
            {
                options.Issuer = _issuer;
                options.JwksUri = _issuer + "keys";
            }
        );
        _services = services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_body_without_end_is_cut_off()
    {
        _answer = EndlessAsync;

        Assert.Equal(KeySetError.TooLarge, (await AskAsync()).Error);
        Assert.InRange(Interlocked.Read(ref _sent), 128 * 1024, long.MaxValue);

        // The server learns of it, however much it has handed to the machine's network until then.
        await Eventually.TrueAsync(() => _hasEnded);
    }

    [Fact]
    public async Task A_body_of_one_byte_a_second_ends_at_three_seconds()
    {
        _answer = DripAsync;
        var ask = AskAsync();
        for (var second = 1; second <= 2; second++)
        {
            await Eventually.TrueAsync(() => Interlocked.Read(ref _sent) == second);
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.False(ask.IsCompleted);
        }

        _clock.Advance(TimeSpan.FromSeconds(1));

        await Eventually.TrueAsync(() => ask.IsCompleted);
        Assert.Equal(KeySetError.Timeout, (await ask).Error);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n", "X-Padding: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Padding: ", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("", "HTTP/1.1 103 Early Hints\r\n\r\n")]
    public async Task Headers_without_end_are_cut_off(string begin, string repeat)
    {
        using var server = new RawServer(begin, repeat);

        Assert.Equal(KeySetError.TooLarge, (await AskAsync(server.Uri)).Error);
        Assert.InRange(server.Sent, 64 * 1024, 16 * Mebibyte);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: applic")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")]
    public async Task An_answer_that_never_comes_ends_at_three_seconds(string begin)
    {
        using var server = new RawServer(begin, "");
        var ask = AskAsync(server.Uri);
        await Eventually.TrueAsync(() => server.HasBegun);
        _clock.Advance(HttpResilience.TryTimeout - TimeSpan.FromTicks(1));
        Assert.False(ask.IsCompleted);

        _clock.Advance(TimeSpan.FromTicks(1));

        await Eventually.TrueAsync(() => ask.IsCompleted);
        Assert.Equal(KeySetError.Timeout, (await ask).Error);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_bomb_is_counted_as_it_unfolds(string encoding)
    {
        _answer = context => FoldedAsync(context, encoding, KeySets.Of(KeySets.Rsa).PadRight(8 * Mebibyte));

        Assert.Equal(KeySetError.TooLarge, (await AskAsync()).Error);
        Assert.InRange(Interlocked.Read(ref _sent), 1, 128 * 1024);
    }

    [Theory]
    [InlineData("endless")]
    [InlineData("bomb")]
    [InlineData("<!doctype html><title>Down for maintenance</title>")]
    [InlineData("""{"keys":[{"kty":"RSA","kid":"rsa-1","n":"AQ""")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("")]
    public async Task The_keys_that_were_fetched_before_stay(string answer)
    {
        var client = _services.GetRequiredService<TestClient>();
        Assert.True((await client.VerifyAsync(Token(KeySets.Rsa))).IsVerified);
        var requests = 0;
        _answer = context =>
        {
            Interlocked.Increment(ref requests);
            return answer switch
            {
                "endless" => EndlessAsync(context),
                "bomb" => FoldedAsync(context, "br", KeySets.Of(KeySets.OtherRsa).PadRight(8 * Mebibyte)),
                _ => context.Response.WriteAsync(answer),
            };
        };

        Assert.False((await client.VerifyAsync(Token(KeySets.OtherRsa))).IsVerified);
        Assert.Equal(1, requests);
        Assert.True((await client.VerifyAsync(Token(KeySets.Rsa))).IsVerified);
    }

    private async Task<(KeySetError Error, string? Detail)> AskAsync(string? uri = null)
    {
        using var client = _services
            .GetRequiredService<IHttpClientFactory>()
            .CreateClient(_declaration.Declaration.HttpClientName);
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var request = new HttpRequestMessage(HttpMethod.Get, uri ?? _issuer + "keys");
        request.Options.Set(HttpResilience.Impatient, true);
        try
        {
            using var response = await client.SendAsync(request, Cancellation);
            return default;
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException)
        {
            var answer = KeySetAnswer.Failed(exception);
            return (answer.Error, answer.Detail);
        }
    }

    private async Task EndlessAsync(HttpContext context)
    {
        var block = new byte[64 * 1024];
        block.AsSpan().Fill((byte)' ');
        try
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
                Interlocked.Add(ref _sent, block.Length);
            }
        }
        finally
        {
            _hasEnded = true;
        }
    }

    private async Task DripAsync(HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        while (true)
        {
            // The next second is set before the byte is counted, so that a test that saw the byte can let it pass.
            var second = Task.Delay(TimeSpan.FromSeconds(1), _clock, context.RequestAborted);
            await context.Response.Body.WriteAsync(" "u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            Interlocked.Increment(ref _sent);
            await second;
        }
    }

    private async Task FoldedAsync(HttpContext context, string encoding, string text)
    {
        var folded = new MemoryStream();
        await using (
            Stream folding =
                encoding == "br"
                    ? new BrotliStream(folded, CompressionLevel.Fastest, leaveOpen: true)
                    : new ZLibStream(folded, CompressionLevel.Fastest, leaveOpen: true)
        )
        {
            folding.Write(text.Utf8());
        }

        context.Response.Headers.ContentEncoding = encoding;
        Interlocked.Exchange(ref _sent, folded.Length);
        await context.Response.Body.WriteAsync(folded.ToArray(), context.RequestAborted);
    }

    private string Token(FakeSigningKey key)
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        return key.Sign(
            $$"""{"alg":"RS256","typ":"JWT","kid":"{{key.KeyId}}"}""",
            $$"""{"iss":"{{_issuer}}","sub":"auth0|1","aud":"https://api.acme.test/","azp":"client","iat":{{now}},"exp":{{now
                + 300}}}"""
        );
    }

    /// <summary>A server that says something once and something else for ever, of which HTTP need not approve.</summary>
    private sealed class RawServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private long _sent;
        private volatile bool _hasBegun;

        public RawServer(string begin, string repeat)
        {
            _listener.Start();
            _ = ServeAsync(begin.Utf8(), repeat.Utf8());
        }

        public string Uri => $"http://{_listener.LocalEndpoint}/keys";

        public long Sent => Interlocked.Read(ref _sent);

        /// <summary>Whether a request came and was answered, as far as it is ever.</summary>
        public bool HasBegun => _hasBegun;

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync(byte[] begin, byte[] repeat)
        {
            using var socket = await _listener.AcceptSocketAsync();
            await socket.ReceiveAsync(new byte[4096]);
            await socket.SendAsync(begin);
            _hasBegun = true;
            try
            {
                while (repeat.Length > 0)
                {
                    Interlocked.Add(ref _sent, await socket.SendAsync(repeat));
                }

                await socket.ReceiveAsync(new byte[1]);
            }
            catch (SocketException)
            {
                // The other side had enough.
            }
        }
    }
}
