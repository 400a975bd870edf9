using System.Diagnostics.Metrics;
using JwksSdk.Telemetry;

namespace JwksSdk.Tests.Support;

/// <summary>Instruments of a test's own, apart from those of tests that run beside it.</summary>
internal sealed class TestMetrics : IMeterFactory
{
    public static JwksMetrics New() => new(new TestMetrics());

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        return new Meter(options);
    }

    public void Dispose() { }
}

/// <summary>Instruments that nobody listens to, for tests that measure memory: what is measured and kept allocates.</summary>
internal sealed class QuietMeters : IMeterFactory
{
    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        return new Meter(options);
    }

    public void Dispose() { }
}
