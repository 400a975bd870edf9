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

    /// <summary>Tells that a published key is not used.</summary>
    public void KeyRefused(string keyIdHash, string refusal, string? thumbprint) =>
        Log.KeyRefused(logger, issuer, refusal, keyIdHash, thumbprint ?? "not read");
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
        _activity?.SetTag("jwkssdk.reason", reason);
    }

    /// <summary>Tells that the fetch brought keys.</summary>
    public void Fetched(int keys, int refused)
    {
        Measure(null);
        Log.KeySetFetched(_keys.Logger, _keys.Issuer, _reason, keys, refused);
    }

    /// <summary>Tells that the fetch brought no keys.</summary>
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
