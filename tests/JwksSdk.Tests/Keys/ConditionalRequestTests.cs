using System.Net;
using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>Asking only for what changed (RFC 9110 §13): what is sent, and what a 304 is worth.</summary>
public sealed class ConditionalRequestTests
{
    private const string KeysUri = "https://issuer.test/keys";
    private const string OtherKeysUri = "https://issuer.test/keys/v2";
    private const string DocumentUri = "https://issuer.test/.well-known/openid-configuration";
    private const string Issuer = "https://issuer.test/";
    private const string Modified = "Mon, 21 Sep 2026 12:00:00 GMT";

    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedHandler _handler = new();
    private readonly List<(string Uri, string? Match, string? Since)> _asked = [];
    private readonly RefreshPolicy _policy = new();
    private string? _entityTag = "\"v1\"";
    private string? _lastModified;
    private string? _cacheControl;
    private string _keysUri = KeysUri;
    private Func<bool> _isUnchanged = static () => false;

    public ConditionalRequestTests() => _handler.Answer = (request, _) => Task.FromResult(Answer(request));

    [Theory]
    [InlineData("\"v1\"", null, "\"v1\"", null)]
    [InlineData("W/\"v1\"", null, "W/\"v1\"", null)]
    // RFC 9110 §13.1.3: beside an entity tag the date says nothing.
    [InlineData("\"v1\"", Modified, "\"v1\"", null)]
    [InlineData(null, Modified, null, Modified)]
    [InlineData(null, null, null, null)]
    // A tag that is none is not sent back.
    [InlineData("v1", null, null, null)]
    [InlineData("v1", Modified, null, Modified)]
    [InlineData(null, "yesterday", null, null)]
    public async Task What_identifies_the_held_version_is_sent(string? tag, string? date, string? match, string? since)
    {
        (_entityTag, _lastModified) = (tag, date);
        var held = await FetchAsync(null);

        await FetchAsync(held.Snapshot);

        Assert.Equal([(KeysUri, null, null), (KeysUri, match, since)], _asked);
    }

    [Fact]
    public async Task A_304_gives_the_same_keys_more_time_without_reading_them_anew()
    {
        var held = await FetchAsync(null);
        _isUnchanged = static () => true;
        _clock.Advance(TimeSpan.FromMinutes(9));

        var renewed = await FetchAsync(held.Snapshot, TimeSpan.FromMinutes(9));

        Assert.Equal(KeySetError.None, renewed.Error);
        Assert.Null(renewed.Reading);
        Assert.Same(held.Snapshot!.Keys, renewed.Snapshot!.Keys);
        Assert.Equal(held.Snapshot.Generation + 1, renewed.Snapshot.Generation);
        Assert.Equal(_policy.Times(TimeSpan.FromMinutes(9), null), renewed.Snapshot.Times);

        // And the next one is conditional again.
        await FetchAsync(renewed.Snapshot, TimeSpan.FromMinutes(18));
        Assert.Equal("\"v1\"", _asked[^1].Match);
    }

    [Theory]
    [InlineData("max-age=60", 60)]
    [InlineData("max-age=0", 30)]
    [InlineData(null, 120)]
    public async Task A_304_may_say_anew_how_long(string? cacheControl, int seconds)
    {
        _cacheControl = "max-age=120";
        var held = await FetchAsync(null);
        _isUnchanged = static () => true;
        _cacheControl = cacheControl;

        var renewed = await FetchAsync(held.Snapshot);

        Assert.Equal(TimeSpan.FromSeconds(seconds), renewed.Snapshot!.Times.FreshUntil);
    }

    [Fact]
    public async Task A_304_that_nobody_asked_for_is_a_failure()
    {
        _isUnchanged = static () => true;

        Assert.Equal(new FetchOutcome(KeySetError.Status, "304"), await FetchAsync(null));

        _entityTag = null;
        _isUnchanged = static () => false;
        var held = await FetchAsync(null);
        _isUnchanged = static () => true;
        Assert.Equal(new FetchOutcome(KeySetError.Status, "304"), await FetchAsync(held.Snapshot));
    }

    [Fact]
    public async Task A_source_that_says_not_modified_unasked_is_a_failure()
    {
        var source = new ScriptedSource(KeySets.Of(KeySets.Rsa));
        await source.FindAsync("rsa-1");
        var held = source.Keys.Snapshot;
        source.Serve(KeySetAnswer.NotModified());

        Assert.Equal(JwtErrorCode.KeysUnavailable, (await source.FindAsync("junk")).Error);
        Assert.Same(held, source.Keys.Snapshot);
    }

    [Fact]
    public async Task Keys_of_another_source_are_not_asked_for_by_its_validators()
    {
        var held = await FetchAsync(null);
        var other = new KeySnapshot(KeySets.Read(KeySets.Of(KeySets.Rsa))!, _policy.Times(default, null))
        {
            Source = "pinned-file",
            Validators = held.Snapshot!.Validators,
        };

        await FetchAsync(other);

        Assert.Null(_asked[^1].Match);
    }

    [Fact]
    public async Task A_discovery_document_is_never_asked_for_conditionally_and_its_keys_are()
    {
        var held = await DiscoverAsync(null);
        _isUnchanged = static () => true;

        var renewed = await DiscoverAsync(held.Snapshot);

        Assert.Equal(KeySetError.None, renewed.Error);
        Assert.Same(held.Snapshot!.Keys, renewed.Snapshot!.Keys);
        Assert.Equal(
            [(DocumentUri, null, null), (KeysUri, null, null), (DocumentUri, null, null), (KeysUri, "\"v1\"", null)],
            _asked
        );
    }

    [Fact]
    public async Task A_new_address_is_not_asked_with_the_validators_of_the_former_one()
    {
        var held = await DiscoverAsync(null);
        _keysUri = OtherKeysUri;

        var moved = await DiscoverAsync(held.Snapshot);

        Assert.Equal((OtherKeysUri, null, null), _asked[^1]);
        Assert.Equal(OtherKeysUri, moved.Snapshot!.Validators!.Address);

        // And a 304 from there says nothing about keys that came from elsewhere.
        _isUnchanged = static () => true;
        Assert.Equal(new FetchOutcome(KeySetError.Status, "304"), await DiscoverAsync(held.Snapshot));
    }

    [Fact]
    public async Task A_changed_set_takes_the_place_of_the_held_one_with_its_own_validators()
    {
        var held = await FetchAsync(null);
        _entityTag = "\"v2\"";

        var changed = await FetchAsync(held.Snapshot);

        Assert.NotNull(changed.Reading);
        Assert.Equal("\"v2\"", changed.Snapshot!.Validators!.EntityTag);
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var uri = request.RequestUri!.ToString();
        _asked.Add((uri, Header(request, "If-None-Match"), Header(request, "If-Modified-Since")));
        if (uri == DocumentUri)
        {
            return ScriptedHandler.Json($$"""{"issuer":"{{Issuer}}","jwks_uri":"{{_keysUri}}"}""");
        }

        var response = _isUnchanged()
            ? new HttpResponseMessage(HttpStatusCode.NotModified)
            : ScriptedHandler.Json(KeySets.Of(KeySets.Rsa));
        Add(response, "ETag", _entityTag);
        Add(response, "Cache-Control", _cacheControl);
        if (_lastModified is not null)
        {
            response.Content.Headers.TryAddWithoutValidation("Last-Modified", _lastModified);
        }

        return response;
    }

    private static void Add(HttpResponseMessage response, string name, string? value)
    {
        if (value is not null)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static string? Header(HttpRequestMessage request, string name) =>
        request.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    private Task<FetchOutcome> FetchAsync(KeySnapshot? held, TimeSpan begun = default) =>
        RunAsync(new JwksSource(new JwksKeySource(KeysUri), Download()), held, begun);

    private Task<FetchOutcome> DiscoverAsync(KeySnapshot? held) =>
        RunAsync(new DiscoverySource(new DiscoveryKeySource(DocumentUri, []), Download()), held, default);

    private KeyDownload Download() => new(new OneHandlerFactory(_handler), "test", _clock);

    private Task<FetchOutcome> RunAsync(IKeySetSource source, KeySnapshot? held, TimeSpan begun) =>
        new KeySetFetch(Issuer, [source], _policy, _clock).RunAsync(
            KeySetState.Cold with
            {
                Snapshot = held,
            },
            FetchReason.Due,
            static _ => true,
            begun,
            _clock.GetUtcNow(),
            TestContext.Current.CancellationToken
        );
}
