using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace JwksSdk.Telemetry;

/// <summary>Every instrument of the library. Tags are few and bounded; none holds a value from a token.</summary>
internal sealed class JwksMetrics
{
    public const string ProviderTag = "jwkssdk.provider";
    public const string IssuerTag = "jwkssdk.issuer";
    public const string SourceTag = "jwkssdk.source";
    public const string OutcomeTag = "jwkssdk.outcome";
    public const string ErrorTypeTag = "error.type";

    private readonly Meter _meter;
    private readonly Counter<long> _tokens;
    private readonly Counter<long> _misses;
    private readonly Counter<long> _cachedTokens;
    private readonly Counter<long> _fetches;
    private readonly Histogram<double> _fetchDuration;
    private readonly Counter<long> _sharedEntries;

    public JwksMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(JwksTelemetry.MeterName);
        _tokens = _meter.CreateCounter<long>("jwkssdk.tokens", "{token}", "Tokens that were verified or refused.");
        _misses = _meter.CreateCounter<long>(
            "jwkssdk.key.misses",
            "{miss}",
            "Look-ups of a key that was not held, by what was done about it."
        );
        _cachedTokens = _meter.CreateCounter<long>(
            "jwkssdk.token.cache",
            "{lookup}",
            "Look-ups in the cache of verified tokens, by their outcome."
        );
        _fetches = _meter.CreateCounter<long>("jwkssdk.keyset.fetches", "{fetch}", "Fetches of key sets.");
        _fetchDuration = _meter.CreateHistogram(
            "jwkssdk.keyset.fetch.duration",
            "s",
            "How long fetches of key sets took, retries included.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 8],
            }
        );
        _sharedEntries = _meter.CreateCounter<long>(
            "jwkssdk.keyset.shared",
            "{entry}",
            "What became of entries of the shared cache."
        );
    }

    /// <summary>Counts a token.</summary>
    /// <param name="provider">The declaration; null when the token was refused before its issuer was known.</param>
    /// <param name="error">The outcome; <see cref="JwtErrorCode.None"/> for a verified token.</param>
    public void Token(string? provider, JwtErrorCode error)
    {
        if (_tokens.Enabled)
        {
            Record(provider, error);
        }
    }

    /// <summary>Counts a look-up in the cache of verified tokens.</summary>
    /// <param name="outcome">One of a few constants.</param>
    public void CachedToken(string outcome) =>
        _cachedTokens.Add(1, new KeyValuePair<string, object?>(OutcomeTag, outcome));

    /// <summary>Counts a look-up whose key was not held.</summary>
    /// <param name="provider">The declaration.</param>
    /// <param name="miss">What was done about it.</param>
    public void Miss(string provider, KeyMiss miss)
    {
        if (_misses.Enabled)
        {
            _misses.Add(1, new TagList { { OutcomeTag, Name(miss) }, { ProviderTag, provider } });
        }
    }

    /// <summary>Shows the age and trust of key sets for as long as the meter lives.</summary>
    /// <param name="read">Reads them, at each collection, by the monotonic clock alone.</param>
    public void Observe(Func<IEnumerable<KeySetAge>> read)
    {
        _meter.CreateObservableGauge(
            "jwkssdk.keyset.age",
            () => read().Where(static set => set.Age is not null).Select(static set => Measure(set, set.Age!.Value)),
            "s",
            "How long ago the key set was fetched; nothing before the first good fetch."
        );
        _meter.CreateObservableGauge(
            "jwkssdk.keyset.trust.left",
            () => read().Select(static set => Measure(set, set.TrustLeft)),
            "s",
            "How long the keys are still trusted if no fetch succeeds; 0 without trusted keys."
        );
    }

    /// <summary>Counts and measures a fetch.</summary>
    /// <param name="provider">The declaration.</param>
    /// <param name="error">Why it brought no keys; null when it did.</param>
    /// <param name="duration">How long it took.</param>
    public void Fetch(string provider, string? error, TimeSpan duration)
    {
        if (_fetches.Enabled || _fetchDuration.Enabled)
        {
            var tags = Tags(provider, error);
            _fetches.Add(1, tags);
            _fetchDuration.Record(duration.TotalSeconds, tags);
        }
    }

    /// <summary>Counts what became of an entry of the shared cache.</summary>
    /// <param name="provider">The declaration.</param>
    /// <param name="outcome">One of a few constants.</param>
    /// <param name="refusal">Why it was refused; null when it was not.</param>
    public void SharedEntry(string provider, string outcome, string? refusal = null)
    {
        var tags = new TagList { { OutcomeTag, outcome }, { ProviderTag, provider } };
        if (refusal is not null)
        {
            tags.Add(ErrorTypeTag, refusal);
        }

        _sharedEntries.Add(1, tags);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Record(string? provider, JwtErrorCode error) =>
        _tokens.Add(1, Tags(provider, error == JwtErrorCode.None ? null : error.ToString()));

    private static Measurement<double> Measure(KeySetAge set, TimeSpan value) =>
        new(value.TotalSeconds, new(ProviderTag, set.Provider), new(IssuerTag, set.Issuer));

    private static string Name(KeyMiss miss) =>
        miss switch
        {
            KeyMiss.Fetched => "fetched",
            KeyMiss.Joined => "joined",
            KeyMiss.Remembered => "remembered",
            KeyMiss.Skipped => "skipped",
            // Which of the two is a matter of a claim that nobody vouches for.
            _ => "implausible",
        };

    private static TagList Tags(string? provider, string? error)
    {
        var tags = new TagList { { OutcomeTag, error is null ? "success" : "failure" } };
        if (provider is not null)
        {
            tags.Add(ProviderTag, provider);
        }

        if (error is not null)
        {
            tags.Add(ErrorTypeTag, error);
        }

        return tags;
    }
}
