using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using JwksSdk.Keys;
using JwksSdk.Telemetry;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Tests.Telemetry;

/// <summary>What is told about fetches and tokens, and what never is.</summary>
public sealed class KeySetTelemetryTests : IDisposable
{
    private readonly TestMetrics _meters = new();
    private readonly RecordingLogger _log = new();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _measurements = new();

    public KeySetTelemetryTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == _meters)
            {
                Assert.Equal(JwksTelemetry.MeterName, instrument.Meter.Name);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(Record);
        _listener.SetMeasurementEventCallback<double>(Record);
        _listener.Start();
    }

    [Fact]
    public async Task A_good_fetch_is_logged_counted_and_measured()
    {
        using var weak = FakeSigningKey.Create("secret-kid", keySize: 1024);

        var thumbprint = KeySets.Read(KeySets.Of(weak))!.Refused.Single().Thumbprint;

        await FetchAsync(KeySets.Of(KeySets.Rsa, weak));

        Assert.Equal(
            [
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
            _measurements
        );
        Assert.DoesNotContain(_log.Entries, static entry => entry.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_fetch_without_keys_is_an_error()
    {
        await FetchAsync("<html>");

        Assert.Equal(
            [
                "102 Error: Could not fetch the key set of https://issuer.test/ (NoKeys): NotAKeySet. "
                    + "There are no keys: no token of this issuer can be verified.",
            ],
            _log.Entries
        );
        Assert.Contains(
            "jwkssdk.keyset.fetches 1 {fetch} jwkssdk.outcome=failure jwkssdk.provider=Test error.type=NotAKeySet",
            _measurements
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
        var metrics = new JwksMetrics(_meters);

        metrics.Token("Test", JwtErrorCode.None);
        metrics.Token("Test", JwtErrorCode.Expired);
        metrics.Token(null, JwtErrorCode.UnknownIssuer);

        Assert.Equal(
            [
                "jwkssdk.tokens 1 {token} jwkssdk.outcome=success jwkssdk.provider=Test",
                "jwkssdk.tokens 1 {token} jwkssdk.outcome=failure jwkssdk.provider=Test error.type=Expired",
                "jwkssdk.tokens 1 {token} jwkssdk.outcome=failure error.type=UnknownIssuer",
            ],
            _measurements
        );
    }

    public void Dispose() => _listener.Dispose();

    private static string Hash(string keyId) => new RefusedKey(keyId.Utf8(), KeyRefusal.None).KeyIdHash;

    private Task FetchAsync(params string[] answers) => FetchAsAsync("Test", answers);

    /// <summary>Makes one fetch for each answer: the first for want of keys, the others for an unknown kid.</summary>
    private async Task FetchAsAsync(string provider, params string[] answers)
    {
        var clock = new ManualTimeProvider();
        var policy = new RefreshPolicy();
        using var refresher = new KeySetRefresher(
            new KeySetFetch(ScriptedSource.Issuer, [new QueueSource(answers)], policy, clock),
            policy,
            clock,
            new KeySetTelemetry(provider, ScriptedSource.Issuer, clock, _log, new JwksMetrics(_meters)),
            CancellationToken.None
        );
        var keys = new IssuerKeys(refresher);
        for (var fetch = 1; fetch <= answers.Length; fetch++)
        {
            var expected = fetch;
            await keys.SeekAsync("junk"u8, JwtAlgorithms.RS256, TestContext.Current.CancellationToken);

            // Waiters go on before the report is written, and the report reads the clock.
            await Eventually.TrueAsync(() =>
                _log.Entries.Count(static entry => !entry.StartsWith("103", StringComparison.Ordinal)) == expected
            );
            clock.Advance(TimeSpan.FromSeconds(30));
        }
    }

    private void Record<T>(
        Instrument instrument,
        T value,
        ReadOnlySpan<KeyValuePair<string, object?>> tags,
        object? state
    )
    {
        var text = string.Join(' ', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"));
        _measurements.Enqueue($"{instrument.Name} {value} {instrument.Unit} {text}");
    }

    private sealed class QueueSource(string[] answers) : IKeySetSource
    {
        private int _next;

        public string Name => "queue";

        public Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(ScriptedSource.AnswerOf(answers[_next++]));
    }

    private sealed class RecordingLogger : ILogger
    {
        public ConcurrentQueue<string> Entries { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Entries.Enqueue($"{eventId.Id} {logLevel}: {formatter(state, exception)}");
    }
}
