using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Tests.Support;

/// <summary>Keeps everything that is logged, at every level, with its scopes and values.</summary>
internal sealed class CapturingLogger : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _messages = new();
    private readonly ConcurrentQueue<string> _values = new();

    /// <summary>The messages as text, one a line.</summary>
    public string Messages => string.Join('\n', _messages);

    /// <summary>The structured values of messages and scopes, one a line.</summary>
    public string Values => string.Join('\n', _values);

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Keep(state);
        return null;
    }

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        _messages.Enqueue($"{formatter(state, exception)} {exception}");
        Keep(state);
    }

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
