using System.Collections.Concurrent;
using JwksSdk.Tests.Support.Leaks;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Tests.Support;

/// <summary>
/// The one logger that tests give to the library: keeps what is logged, and shows it to the capture of the suite. A factory
/// and a provider too, whose loggers are all this one.
/// </summary>
internal sealed class RecordingLogger : ILogger, ILoggerFactory, ILoggerProvider
{
    private readonly ConcurrentQueue<(string Message, Exception? Exception)> _messages = new();
    private readonly ConcurrentQueue<string> _values = new();
    private readonly ConcurrentQueue<string> _categories = new();

    /// <summary>What is done at each entry, once it is kept.</summary>
    public Action Act { get; init; } = static () => { };

    /// <summary>The entries as one line each: event id, level and message.</summary>
    public ConcurrentQueue<string> Entries { get; } = new();

    /// <summary>The messages with their exceptions as text, one a line.</summary>
    public string Messages => string.Join('\n', _messages.Select(static entry => $"{entry.Message} {entry.Exception}"));

    /// <summary>The structured values of messages and scopes, one a line.</summary>
    public string Values => string.Join('\n', _values);

    /// <summary>The categories that loggers were made for.</summary>
    public IReadOnlyCollection<string> Categories => _categories;

    /// <summary>The entries of some event ids.</summary>
    public IEnumerable<string> Of(params int[] ids) =>
        Entries.Where(entry => ids.Contains(int.Parse(entry[..3], System.Globalization.CultureInfo.InvariantCulture)));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        LeakCapture.Values(nameof(RecordingLogger), state);
        Keep(state);
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        LeakCapture.Log(nameof(RecordingLogger), eventId, state, exception, formatter);
        var message = formatter(state, exception);
        Entries.Enqueue($"{eventId.Id} {logLevel}: {message}");
        _messages.Enqueue((message, exception));
        Keep(state);
        Act();
    }

    public ILogger CreateLogger(string categoryName)
    {
        _categories.Enqueue(categoryName);
        return this;
    }

    public void AddProvider(ILoggerProvider provider) { }

    public void Dispose() { }

    private void Keep<TState>(TState state)
    {
        _values.Enqueue($"{state}");
        if (state is IEnumerable<KeyValuePair<string, object?>> values)
        {
            foreach (var (key, value) in values)
            {
                _values.Enqueue($"{key} = {(value is string[] several ? string.Join(", ", several) : value)}");
            }
        }
    }
}
