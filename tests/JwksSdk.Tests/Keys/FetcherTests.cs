using System.Net;
using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>What is asked of a provider, and what of its answers is believed.</summary>
public sealed class FetcherTests
{
    private const string KeysUri = "https://issuer.test/keys";
    private const string DocumentUri = "https://issuer.test/tenant/.well-known/openid-configuration";

    private static readonly string OneKey = KeySets.Of(KeySets.Rsa);
    private readonly ScriptedHandler _handler = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_set_is_fetched_from_its_address()
    {
        _handler.Always(OneKey);

        var result = await FetchAsync();

        Assert.Equal(KeySetError.None, result.Error);
        Assert.Single(result.Reading!.Keys);
        Assert.Equal([KeysUri], _handler.Requests);
        Assert.Null(_handler.LastAuthorization);
    }

    [Fact]
    public async Task A_credential_is_sent_as_a_bearer_token()
    {
        _handler.Always(OneKey);

        await FetchAsync(KeysUri, "sk_secret");

        Assert.Equal("Bearer sk_secret", _handler.LastAuthorization);
    }

    [Theory]
    [InlineData("http://issuer.test/keys")]
    [InlineData("ftp://127.0.0.1/keys")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/keys")]
    public async Task An_insecure_address_is_never_asked(string uri)
    {
        var result = await FetchAsync(uri);

        Assert.Equal(KeySetError.InsecureAddress, result.Error);
        Assert.Empty(_handler.Requests);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    [InlineData(399)]
    public async Task A_redirect_is_a_failure_and_is_not_followed(int status)
    {
        _handler.Always(
            (HttpStatusCode)status,
            static response => response.Headers.Location = new Uri("https://issuer.test/elsewhere")
        );

        var result = await FetchAsync();

        Assert.Equal(KeySetError.Redirect, result.Error);
        Assert.Single(_handler.Requests);
    }

    [Fact]
    public async Task An_answer_of_another_address_is_a_redirect_that_an_added_handler_followed()
    {
        _handler.Answer = static (_, _) =>
        {
            var response = ScriptedHandler.Json(OneKey);
            response.RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://elsewhere.test/keys");
            return Task.FromResult(response);
        };

        Assert.Equal(KeySetError.Redirect, (await FetchAsync()).Error);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(204)]
    [InlineData(206)]
    [InlineData(304)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Any_other_status_than_200_is_a_failure(int status)
    {
        _handler.Answer = (_, _) => Task.FromResult(ScriptedHandler.Json(OneKey, (HttpStatusCode)status));

        var result = await FetchAsync();

        Assert.Equal(KeySetError.Status, result.Error);
        Assert.Equal($"{status}", result.Detail);
    }

    [Theory]
    [InlineData("", "NotAKeySet")]
    [InlineData("<!doctype html><title>Sign in</title>", "NotAKeySet")]
    [InlineData("""{"keys":[{"kty":"RSA","n":"AQ""", "NotAKeySet")]
    [InlineData("""{"keys":[]}""", "EmptyKeySet")]
    [InlineData("[]", "EmptyKeySet")]
    [InlineData("""{"keys":[{"kty":"oct","kid":"a","k":"AAAA"}]}""", "NoUsableKey")]
    public async Task What_is_no_key_set_with_a_usable_key_is_a_failure(string body, string error)
    {
        _handler.Always(body);

        Assert.Equal(error, (await FetchAsync()).Error.ToString());
    }

    [Fact]
    public async Task A_wrong_content_type_does_no_harm()
    {
        _handler.Answer = static (_, _) =>
            Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new StringContent(OneKey, System.Text.Encoding.UTF8, "text/html"),
                }
            );

        Assert.Equal(KeySetError.None, (await FetchAsync()).Error);
    }

    [Theory]
    [InlineData(128 * 1024, "None")]
    [InlineData((128 * 1024) + 1, "TooLarge")]
    public async Task An_answer_has_at_most_128_kibibytes(int length, string error)
    {
        _handler.Always(OneKey.PadRight(length));

        Assert.Equal(error, (await FetchAsync()).Error.ToString());
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off_at_the_limit()
    {
        using var endless = new EndlessStream();
        _handler.Answer = (_, _) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(endless) });

        Assert.Equal(KeySetError.TooLarge, (await FetchAsync()).Error);
        Assert.InRange(endless.Delivered, 128 * 1024, 512 * 1024);
    }

    [Fact]
    public async Task Discovery_leads_to_the_keys()
    {
        _handler.Serve(new() { [DocumentUri] = Document("https://issuer.test/tenant", KeysUri), [KeysUri] = OneKey });

        Assert.Equal(KeySetError.None, (await DiscoverAsync()).Error);
        Assert.Equal([DocumentUri, KeysUri], _handler.Requests);
    }

    [Theory]
    [InlineData("https://issuer.test/tenant/")]
    [InlineData("https://issuer.test/Tenant")]
    [InlineData("https://issuer.test/tenan")]
    [InlineData("https://issuer.test")]
    [InlineData("https://other.test/tenant")]
    [InlineData("https://issuer.test/%74enant")]
    [InlineData("")]
    public async Task Discovery_must_name_exactly_the_declared_issuer(string issuer)
    {
        _handler.Serve(new() { [DocumentUri] = Document(issuer, KeysUri), [KeysUri] = OneKey });

        Assert.Equal(KeySetError.IssuerMismatch, (await DiscoverAsync()).Error);
        Assert.Equal([DocumentUri], _handler.Requests);
    }

    [Theory]
    [InlineData("https://evil.test/keys", "ForeignKeyAddress")]
    [InlineData("https://issuer.test.evil.test/keys", "ForeignKeyAddress")]
    [InlineData("https://issuer.test@evil.test/keys", "ForeignKeyAddress")]
    [InlineData("https://keys.issuer.test/keys", "ForeignKeyAddress")]
    [InlineData("http://169.254.169.254/keys", "ForeignKeyAddress")]
    [InlineData("/keys", "ForeignKeyAddress")]
    [InlineData("http://issuer.test/keys", "ForeignKeyAddress")]
    [InlineData("https://issuer.test:6443/keys", "ForeignKeyAddress")]
    [InlineData("https://cdn.test:6443/keys", "ForeignKeyAddress")]
    [InlineData("https://user:password@issuer.test/keys", "ForeignKeyAddress")]
    [InlineData("https://ISSUER.test/keys", "None")]
    [InlineData("https://cdn.test/keys", "None")]
    public async Task The_keys_are_on_the_issuers_host_or_a_declared_one(string uri, string error)
    {
        _handler.Answer = (request, _) =>
            Task.FromResult(
                ScriptedHandler.Json(
                    request.RequestUri!.ToString() == DocumentUri ? Document("https://issuer.test/tenant", uri) : OneKey
                )
            );

        Assert.Equal(error, (await DiscoverAsync()).Error.ToString());
        Assert.Equal(error == "None" ? 2 : 1, _handler.Requests.Count);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("""{"issuer":"https://issuer.test/tenant"}""")]
    [InlineData("""{"issuer":["https://issuer.test/tenant"],"jwks_uri":"https://issuer.test/keys"}""")]
    [InlineData("""{"issuer":"https://issuer.test/tenant","jwks_uri":7}""")]
    [InlineData("""{"issuer":"x","issuer":"https://issuer.test/tenant","jwks_uri":"https://issuer.test/keys"}""")]
    [InlineData("""{"\u0069ssuer":"x","issuer":"https://issuer.test/tenant","jwks_uri":"https://issuer.test/keys"}""")]
    [InlineData("""{"issuer":"https://issuer.test/tenant","jwks_uri":"https://issuer.test/keys","a":{"b":1,"b":2}}""")]
    [InlineData("""{"issuer":"https://issuer.test/tenant\ud800","jwks_uri":"https://issuer.test/keys"}""")]
    public async Task A_discovery_document_is_read_strictly(string document)
    {
        _handler.Always(document);

        Assert.Equal(KeySetError.NotADiscoveryDocument, (await DiscoverAsync()).Error);
        Assert.Single(_handler.Requests);
    }

    [Fact]
    public async Task Every_request_asks_for_JSON_and_says_whether_a_token_waits()
    {
        var requests = new List<(string Accept, bool IsTokenWaiting)>();
        _handler.Answer = (request, _) =>
        {
            request.Options.TryGetValue(HttpResilience.Impatient, out var isTokenWaiting);
            requests.Add((request.Headers.Accept.ToString(), isTokenWaiting));
            var isDocument = request.RequestUri!.ToString() == DocumentUri;
            var json = isDocument ? Document("https://issuer.test/tenant", KeysUri) : OneKey;
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(json) });
        };
        var source = new DiscoverySource(new DiscoveryKeySource(DocumentUri, []), Download());

        foreach (var isTokenWaiting in new[] { true, false })
        {
            var request = new KeySetRequest("https://issuer.test/tenant") { IsTokenWaiting = isTokenWaiting };
            Assert.NotNull((await source.GetAsync(request, Cancellation)).Document);
        }

        Assert.Equal([true, true, false, false], requests.Select(static request => request.IsTokenWaiting));
        Assert.All(
            requests,
            static request => Assert.Equal("application/jwk-set+json, application/json", request.Accept)
        );
    }

    [Fact]
    public async Task Keys_over_HTTP_have_one_name_of_their_source()
    {
        _handler.Serve(new() { [DocumentUri] = Document("https://issuer.test/tenant", KeysUri), [KeysUri] = OneKey });

        Assert.Equal("http", (await FetchAsync()).Snapshot!.Source);
        Assert.Equal("http", (await DiscoverAsync()).Snapshot!.Source);
    }

    [Fact]
    public async Task A_failed_discovery_says_why()
    {
        _handler.Always(HttpStatusCode.ServiceUnavailable);

        Assert.Equal(new FetchOutcome(KeySetError.Status, "503"), await DiscoverAsync());
    }

    private KeyDownload Download() => new(new OneHandlerFactory(_handler), "test", TimeProvider.System);

    private Task<FetchOutcome> FetchAsync(string uri = KeysUri, string? bearerToken = null) =>
        RunAsync(new JwksSource(new JwksKeySource(uri, bearerToken), Download()));

    private Task<FetchOutcome> DiscoverAsync() =>
        RunAsync(new DiscoverySource(new DiscoveryKeySource(DocumentUri, ["cdn.test"]), Download()));

    private static Task<FetchOutcome> RunAsync(IKeySetSource source) =>
        new KeySetFetch("https://issuer.test/tenant", [source], new RefreshPolicy(), TimeProvider.System).RunAsync(
            KeySetState.Cold,
            FetchReason.NoKeys,
            static _ => true,
            TimeSpan.Zero,
            DateTimeOffset.UtcNow,
            Cancellation
        );

    private static string Document(string issuer, string jwksUri) =>
        $$"""{"issuer":"{{issuer}}","jwks_uri":"{{jwksUri}}","response_types_supported":["code"]}""";

    private sealed class EndlessStream : Stream
    {
        public long Delivered { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => Delivered;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            Delivered += count;
            return count;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
