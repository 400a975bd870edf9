using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>What a fleet logs, whoever of it.</summary>
internal sealed class FleetLog : ILogger, ILoggerFactory
{
    private readonly ConcurrentQueue<(EventId Id, string Text)> _entries = new();

    /// <summary>The messages about sharing.</summary>
    public IReadOnlyList<string> Sharing =>
        [
            .. _entries
                .Where(static entry => entry.Id.Id is >= 110 and < 120)
                .Select(static entry => $"{entry.Id.Id} {entry.Text}"),
        ];

    /// <summary>Every message.</summary>
    public IReadOnlyList<string> All => [.. _entries.Select(static entry => entry.Text)];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _entries.Enqueue((eventId, formatter(state, exception)));

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) { }

    public void Dispose() { }
}
