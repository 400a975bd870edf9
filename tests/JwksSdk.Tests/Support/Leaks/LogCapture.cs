using Microsoft.Extensions.Logging;

namespace JwksSdk.Tests.Support.Leaks;

/// <summary>Hands everything that a container logs, at every level, to the capture of the suite.</summary>
[ProviderAlias("LeakCapture")]
internal sealed class LogCapture : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Logger(categoryName);

    public void Dispose() { }

    private sealed class Logger(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            LeakCapture.Values(category, state);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => LeakCapture.Log(category, eventId, state, exception, formatter);
    }
}
