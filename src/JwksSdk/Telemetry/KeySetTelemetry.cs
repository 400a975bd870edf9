using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Telemetry;

/// <summary>What is told about the key set of one issuer.</summary>
internal sealed class KeySetTelemetry(
    string provider,
    string issuer,
    TimeProvider clock,
    ILogger logger,
    JwksMetrics metrics
)
{
    public string Provider => provider;

    public string Issuer => issuer;

    public TimeProvider Clock => clock;

    public ILogger Logger => logger;

    public JwksMetrics Metrics => metrics;

    /// <summary>Begins to measure a fetch.</summary>
    public KeySetFetchSpan Begin(string reason) => new(this, reason);
}

/// <summary>One fetch as it is seen from outside: an activity, a count, a duration and a log message.</summary>
internal sealed class KeySetFetchSpan : IDisposable
{
    private static readonly ActivitySource Source = new(JwksTelemetry.ActivitySourceName);

    private readonly KeySetTelemetry _keys;
    private readonly string _reason;
    private readonly long _begun;
    private readonly Activity? _activity;

    public KeySetFetchSpan(KeySetTelemetry keys, string reason)
    {
        _keys = keys;
        _reason = reason;
        _begun = keys.Clock.GetTimestamp();
        _activity = Source.StartActivity("jwkssdk.keyset.fetch");
        _activity?.SetTag(JwksMetrics.ProviderTag, keys.Provider);
        _activity?.SetTag(JwksMetrics.IssuerTag, keys.Issuer);
        _activity?.SetTag("jwkssdk.reason", reason);
    }

    /// <summary>Tells that the fetch brought keys.</summary>
    /// <param name="source">The name of the source they came from.</param>
    /// <param name="isNotModified">Whether they are those that were held, by word of the source.</param>
    /// <param name="keys">How many can be used.</param>
    /// <param name="refused">How many can not.</param>
    public void Fetched(string source, bool isNotModified, int keys, int refused)
    {
        _activity?.SetTag(JwksMetrics.SourceTag, source);
        _activity?.SetTag("jwkssdk.not_modified", isNotModified);
        Measure(null);
        Log.KeySetFetched(_keys.Logger, _keys.Issuer, _reason, keys, refused);
    }

    /// <summary>Tells that the fetch brought no current keys.</summary>
    /// <param name="error">Why.</param>
    /// <param name="detail">A status code or the platform's name for a failure; null when there is none.</param>
    /// <param name="hasKeys">Whether there are trusted keys all the same.</param>
    public void Failed(string error, string? detail, bool hasKeys)
    {
        _activity?.SetTag(JwksMetrics.ErrorTypeTag, error);
        _activity?.SetStatus(ActivityStatusCode.Error, error);
        Measure(error);
        var cause = detail is null ? error : $"{error} {detail}";
        if (hasKeys)
        {
            Log.KeySetFetchFailed(_keys.Logger, _keys.Issuer, _reason, cause);
        }
        else
        {
            Log.NoKeys(_keys.Logger, _keys.Issuer, _reason, cause);
        }
    }

    /// <summary>Ends the activity.</summary>
    public void Dispose() => _activity?.Dispose();

    private void Measure(string? error) =>
        _keys.Metrics.Fetch(_keys.Provider, error, _keys.Clock.GetElapsedTime(_begun));
}
