using Microsoft.Extensions.Logging;

namespace JwksSdk.Tests.Support;

/// <summary>A log that is full.</summary>
internal sealed class ThrowingLogger : ILogger
{
    private volatile bool _hasThrown;

    public bool HasThrown => _hasThrown;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        _hasThrown = true;
        throw new InvalidOperationException("The log is full.");
    }
}
