using JwksSdk.Keys;
using JwksSdk.Telemetry;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Tests.Keys.Events;

/// <summary>Who waits for what is told of a key set.</summary>
public sealed class KeySetNewsTests
{
    [Fact]
    public async Task Whoever_notices_that_keys_expired_does_not_wait_for_the_log()
    {
        using var isNoticing = new ThreadLocal<bool>();
        var log = new WatchingLogger(isNoticing);
        var news = new KeySetNews(
            new KeySetTelemetry("Test", ScriptedSource.Issuer, new ManualTimeProvider(), log, TestMetrics.New())
        );
        var snapshot = KeySnapshot.Fixed(KeySets.Read(KeySets.Of(KeySets.Rsa))!.Keys.Single());

        isNoticing.Value = true;
        news.TellExpired(snapshot);
        isNoticing.Value = false;

        Assert.False(await log.HeldUp.Task.WaitAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Says whether it was called by whoever noticed.</summary>
    private sealed class WatchingLogger(ThreadLocal<bool> isNoticing) : ILogger
    {
        public TaskCompletionSource<bool> HeldUp { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => HeldUp.SetResult(isNoticing.Value);
    }
}
