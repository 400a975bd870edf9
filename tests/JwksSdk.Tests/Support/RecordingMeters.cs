using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using JwksSdk.Telemetry;
using JwksSdk.Tests.Support.Leaks;

namespace JwksSdk.Tests.Support;

/// <summary>A meter factory of a test's own that keeps every measurement as one line.</summary>
internal sealed class RecordingMeters : IMeterFactory
{
    private readonly MeterListener _listener = new();

    public RecordingMeters()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == this)
            {
                Assert.Equal(JwksTelemetry.MeterName, instrument.Meter.Name);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(Record);
        _listener.SetMeasurementEventCallback<double>(Record);
        _listener.Start();
    }

    public ConcurrentQueue<string> Measurements { get; } = new();

    /// <summary>What one instrument measured.</summary>
    public IEnumerable<string> Of(string instrument) =>
        Measurements.Where(line => line.StartsWith(instrument + " ", StringComparison.Ordinal));

    /// <summary>Reads the observable instruments and gives what one of them says now.</summary>
    public IReadOnlyList<string> Observe(string instrument)
    {
        var before = Measurements.Count;
        _listener.RecordObservableInstruments();
        return
        [
            .. Measurements.Skip(before).Where(line => line.StartsWith(instrument + " ", StringComparison.Ordinal)),
        ];
    }

    public JwksMetrics NewMetrics() => new(this);

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        return new Meter(options);
    }

    public void Dispose() => _listener.Dispose();

    private void Record<T>(
        Instrument instrument,
        T value,
        ReadOnlySpan<KeyValuePair<string, object?>> tags,
        object? state
    )
    {
        LeakCapture.Measurement(instrument, tags);
        var text = string.Join(' ', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"));
        Measurements.Enqueue($"{instrument.Name} {value} {instrument.Unit} {text}");
    }
}
