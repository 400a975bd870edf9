using System.Threading.Channels;
using JwksSdk.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Keys;

/// <summary>
/// Hands events to the application's listeners, on a thread of its own choice, one at a time and in order. Raising one never
/// waits, and memory is bounded whatever a listener does.
/// </summary>
internal sealed class KeySetEvents : IDisposable
{
    /// <summary>How many events may wait for a slow listener.</summary>
    public const int Capacity = 1_000;

    private readonly IServiceProvider _services;
    private readonly ILogger _logger;
    private readonly Channel<KeySetEvent>? _waiting;
    private readonly HashSet<Type> _failed = [];
    private int _isRunning;
    private int _hasDropped;

    /// <param name="services">Where the listeners are; asked at the first event, so that a listener may itself need keys.</param>
    /// <param name="loggers">Where failures of listeners are told.</param>
    public KeySetEvents(IServiceProvider services, ILoggerFactory loggers)
    {
        _services = services;
        _logger = loggers.CreateLogger("JwksSdk.KeySets");
        // A container that cannot tell may have some.
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(IKeySetListener)) != false)
        {
            _waiting = Channel.CreateBounded<KeySetEvent>(
                new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite },
                _ => OnDropped()
            );
        }
    }

    /// <summary>Hands an event over. Does not wait.</summary>
    public void Raise(KeySetEvent keySetEvent)
    {
        if (_waiting is null)
        {
            return;
        }

        _waiting.Writer.TryWrite(keySetEvent);
        if (Volatile.Read(ref _isRunning) == 0 && Interlocked.Exchange(ref _isRunning, 1) == 0)
        {
            using (ExecutionContext.SuppressFlow())
            {
                _ = RunAsync(_waiting.Reader);
            }
        }
    }

    /// <summary>Takes no more events; those that wait are still told.</summary>
    public void Dispose() => _waiting?.Writer.TryComplete();

    private async Task RunAsync(ChannelReader<KeySetEvent> waiting)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var listeners = Listeners();
        await foreach (var keySetEvent in waiting.ReadAllAsync().ConfigureAwait(false))
        {
            foreach (var listener in listeners)
            {
                Tell(listener, keySetEvent);
            }
        }
    }

    private IKeySetListener[] Listeners()
    {
        try
        {
            return [.. _services.GetServices<IKeySetListener>()];
        }
        catch (Exception exception)
        {
            Log.ListenerFailed(_logger, nameof(IKeySetListener), exception);
            return [];
        }
    }

    private void Tell(IKeySetListener listener, KeySetEvent keySetEvent)
    {
        try
        {
            listener.OnEvent(keySetEvent);
        }
        catch (Exception exception)
        {
            if (_failed.Add(listener.GetType()))
            {
                Log.ListenerFailed(_logger, listener.GetType().Name, exception);
            }
        }
    }

    private void OnDropped()
    {
        if (Interlocked.Exchange(ref _hasDropped, 1) == 0)
        {
            _ = LogDroppedAsync();
        }
    }

    /// <summary>Logs on another thread: the one that raises an event may be verifying a token.</summary>
    private async Task LogDroppedAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Log.EventsDropped(_logger, Capacity);
    }
}
