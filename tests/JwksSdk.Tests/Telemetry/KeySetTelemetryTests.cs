using System.Collections.Concurrent;
using System.Diagnostics;
using JwksSdk.Keys;
using JwksSdk.Telemetry;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Telemetry;

/// <summary>What is told about fetches and tokens, and what never is.</summary>
public sealed class KeySetTelemetryTests : IDisposable
{
    private readonly RecordingMeters _meters = new();
    private readonly RecordingLogger _log = new();

    [Fact]
    public async Task A_good_fetch_is_logged_counted_and_measured()
    {
        using var weak = FakeSigningKey.Create("secret-kid", keySize: 1024);

        var thumbprint = KeySets.Read(KeySets.Of(weak))!.Refused.Single().Thumbprint;

        await FetchAsync(KeySets.Of(KeySets.Rsa, weak));

        Assert.Equal(
            [
                "104 Information: A key of https://issuer.test/ is used from now on. "
                    + $"SHA-256 of its kid: {Hash("rsa-1")}; thumbprint: {KeySets.ThumbprintOf(KeySets.Rsa)}.",
                "103 Information: A key of https://issuer.test/ is not used: ModulusSize. "
                    + $"SHA-256 of its kid: {Hash("secret-kid")}; thumbprint: {thumbprint}.",
                "100 Information: Fetched the key set of https://issuer.test/ (NoKeys): usable keys: 1, refused: 1.",
            ],
            _log.Entries
        );
        Assert.Equal(
            [
                "jwkssdk.keyset.fetches 1 {fetch} jwkssdk.outcome=success jwkssdk.provider=Test",
                "jwkssdk.keyset.fetch.duration 0 s jwkssdk.outcome=success jwkssdk.provider=Test",
            ],
            _meters.Measurements.Where(static line => line.StartsWith("jwkssdk.keyset", StringComparison.Ordinal))
        );
        Assert.DoesNotContain(_log.Entries, static entry => entry.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_fetch_without_keys_is_an_error()
    {
        await FetchAsync("<html>");

        Assert.Equal(
            [
                "107 Error: An outage of the key set of https://issuer.test/ begins: NotAKeySet.",
                "102 Error: Could not fetch the key set of https://issuer.test/ (NoKeys): NotAKeySet. "
                    + "There are no keys: no token of this issuer can be verified.",
            ],
            _log.Entries
        );
        Assert.Contains(
            "jwkssdk.keyset.fetches 1 {fetch} jwkssdk.outcome=failure jwkssdk.provider=Test error.type=NotAKeySet",
            _meters.Measurements
        );
    }

    [Fact]
    public async Task A_failed_fetch_with_keys_is_a_warning()
    {
        await FetchAsync(KeySets.Of(KeySets.Rsa), "<html>");

        Assert.StartsWith(
            "101 Warning: Could not fetch the key set of https://issuer.test/ (UnknownKeyId): NotAKeySet",
            _log.Entries.Last(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_refused_key_is_told_once_and_not_at_every_fetch()
    {
        var json = KeySets.Of([KeySets.Rsa.ToJwk(), new() { ["kty"] = "oct", ["kid"] = "a" }]);

        await FetchAsync(json, json);

        Assert.Single(_log.Entries, static entry => entry.StartsWith("103", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fetch_is_one_activity_of_its_own()
    {
        var stopped = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == JwksTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("jwkssdk.provider") is "Traced")
                {
                    stopped.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new Activity("request").Start();

        await FetchAsAsync("Traced", "<html>");
        await Eventually.TrueAsync(() => stopped.Count == 1);

        var activity = stopped.Single();
        Assert.Equal("jwkssdk.keyset.fetch", activity.OperationName);
        Assert.Null(activity.ParentId);
        Assert.Equal("NotAKeySet", activity.GetTagItem("error.type"));
        Assert.Equal(ActivityStatusCode.Error, activity.Status);
    }

    [Fact]
    public void A_token_is_counted_with_its_provider_and_outcome()
    {
        var metrics = _meters.NewMetrics();

        metrics.Token("Test", JwtErrorCode.None);
        metrics.Token("Test", JwtErrorCode.Expired);
        metrics.Token(null, JwtErrorCode.UnknownIssuer);

        Assert.Equal(
            [
                "jwkssdk.tokens 1 {token} jwkssdk.outcome=success jwkssdk.provider=Test",
                "jwkssdk.tokens 1 {token} jwkssdk.outcome=failure jwkssdk.provider=Test error.type=Expired",
                "jwkssdk.tokens 1 {token} jwkssdk.outcome=failure error.type=UnknownIssuer",
            ],
            _meters.Measurements
        );
    }

    public void Dispose() => _meters.Dispose();

    private static string Hash(string keyId) => new RefusedKey(keyId.Utf8(), KeyRefusal.None).KeyIdHash;

    private Task FetchAsync(params string[] answers) => FetchAsAsync("Test", answers);

    /// <summary>Makes one fetch for each answer: the first for want of keys, the others for an unknown kid.</summary>
    private async Task FetchAsAsync(string provider, params string[] answers)
    {
        var clock = new ManualTimeProvider();
        var policy = new RefreshPolicy();
        var refresher = new KeySetRefresher(
            new KeySetFetch(ScriptedSource.Issuer, [new QueueSource(answers)], policy, clock),
            policy,
            clock,
            new KeySetNews(new KeySetTelemetry(provider, ScriptedSource.Issuer, clock, _log, _meters.NewMetrics())),
            CancellationToken.None
        );
        var keys = new IssuerKeys(refresher);
        for (var fetch = 1; fetch <= answers.Length; fetch++)
        {
            var expected = fetch;
            await keys.SeekAsync("junk"u8, JwtAlgorithms.RS256, TestContext.Current.CancellationToken);

            // Waiters go on before the report is written, and the report reads the clock.
            await Eventually.TrueAsync(() => _log.Of(100, 101, 102).Count() == expected);
            clock.Advance(TimeSpan.FromSeconds(30));
        }
    }

    private sealed class QueueSource(string[] answers) : IKeySetSource
    {
        private int _next;

        public string Name => "queue";

        public Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(ScriptedSource.AnswerOf(answers[_next++]));
    }
}
