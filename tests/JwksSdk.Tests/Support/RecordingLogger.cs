using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Tests.Support;

/// <summary>Keeps what is logged, as one line each. A factory too, whose loggers are all this one.</summary>
internal sealed class RecordingLogger : ILogger, ILoggerFactory
{
    public ConcurrentQueue<string> Entries { get; } = new();

    /// <summary>The entries of some event ids.</summary>
    public IEnumerable<string> Of(params int[] ids) =>
        Entries.Where(entry => ids.Contains(int.Parse(entry[..3], System.Globalization.CultureInfo.InvariantCulture)));

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

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) { }

    public void Dispose() { }
}
