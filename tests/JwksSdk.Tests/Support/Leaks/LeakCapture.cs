using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using JwksSdk.Testing;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Tests.Support.Leaks;

/// <summary>
/// The one capture of the whole suite. It watches activities, measurements and exceptions by itself, logs through
/// <see cref="TestServices"/> and <see cref="RecordingLogger"/>, and learns of tokens where they are made.
/// </summary>
internal static class LeakCapture
{
    private static readonly MeterListener Meters = new();
    private static readonly ConcurrentDictionary<int, string> Messages = new();

    public static CapturedTexts Texts { get; } = new();

    public static Secrets Secrets { get; } = new();

    /// <summary>Begins before any test, and before any data of tests is made.</summary>
    [ModuleInitializer]
    internal static void Begin()
    {
        FakeSigningKey.Made = Secrets.AddToken;
        FakeSigningKey.Used = Secrets.AddKey;
        AppDomain.CurrentDomain.FirstChanceException += static (_, thrown) => ExceptionCapture.Watch(thrown.Exception);
        ActivitySource.AddActivityListener(
            new ActivityListener
            {
                ShouldListenTo = static source => source.Name == JwksTelemetry.ActivitySourceName,
                Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = Activity,
            }
        );
        Meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == JwksTelemetry.MeterName && instrument.Meter.Scope is not QuietMeters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        Meters.SetMeasurementEventCallback<long>(static (instrument, _, tags, _) => Measurement(instrument, tags));
        Meters.SetMeasurementEventCallback<double>(static (instrument, _, tags, _) => Measurement(instrument, tags));
        Meters.Start();
    }

    /// <summary>Keeps a log entry: its message, its values and its exception.</summary>
    public static void Log<TState>(
        string category,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        Texts.Add(formatter(state, exception), Messages.GetOrAdd(eventId.Id, static id => $"message {id}"), category);
        Texts.Add(eventId.Name, "an event's name", category);
        Values(category, state);
        if (exception is not null)
        {
            ExceptionCapture.Keep(exception, "a logged exception", category);
        }
    }

    /// <summary>Keeps the values of a log entry or scope.</summary>
    public static void Values<TState>(string category, TState state)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> values)
        {
            Texts.AddValue(state, "a scope or state", category);
            return;
        }

        Texts.Add(state.ToString(), "a scope or state", category);
        foreach (var (name, value) in values)
        {
            Texts.Add(name, "a value's name", category);
            Texts.AddValue(value, "a value", category);
        }
    }

    /// <summary>Keeps the tags of a measurement.</summary>
    public static void Measurement(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            Texts.Add(name, "a tag's name", instrument.Name);
            Texts.AddValue(value, "a tag", instrument.Name);
        }

        Texts.Add(instrument.Name, "the name", "an instrument");
        Texts.Add(instrument.Description, "the description", instrument.Name);
    }

    /// <summary>Reads the instruments that only speak when they are asked, of every meter that is left.</summary>
    public static void ReadGauges()
    {
        try
        {
            Meters.RecordObservableInstruments();
        }
        catch (AggregateException)
        {
            // A gauge of services that a test left behind disposed.
        }
    }

    private static void Activity(Activity activity)
    {
        var source = activity.OperationName;
        Texts.Add(source, "the name", "an activity");
        Texts.Add(activity.DisplayName, "the display name", source);
        Texts.Add(activity.StatusDescription, "the status", source);
        Texts.Add(activity.TraceStateString, "the trace state", source);
        Tags(activity.TagObjects, source);
        foreach (var (name, value) in activity.Baggage)
        {
            Texts.Add(name, "the name of baggage", source);
            Texts.Add(value, "baggage", source);
        }

        foreach (var happening in activity.Events)
        {
            Texts.Add(happening.Name, "an event's name", source);
            Tags(happening.Tags, source);
        }

        foreach (var link in activity.Links)
        {
            Tags(link.Tags ?? [], source);
        }
    }

    private static void Tags(IEnumerable<KeyValuePair<string, object?>> tags, string source)
    {
        foreach (var (name, value) in tags)
        {
            Texts.Add(name, "a tag's name", source);
            Texts.AddValue(value, "a tag", source);
        }
    }
}
