using System.Collections.Concurrent;
using JwksSdk.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Support;

/// <summary>A listener that keeps what it is told.</summary>
internal sealed class RecordingListener : IKeySetListener
{
    private readonly SemaphoreSlim _heard = new(0);

    public ConcurrentQueue<KeySetEvent> Heard { get; } = new();

    /// <summary>What is done when an event comes, before it is kept.</summary>
    public Action<KeySetEvent> Act { get; set; } = static _ => { };

    /// <summary>The names of the events, in order.</summary>
    public IEnumerable<string> Names => Heard.Select(static heard => heard.GetType().Name);

    public void OnEvent(KeySetEvent keySetEvent)
    {
        Act(keySetEvent);
        Heard.Enqueue(keySetEvent);
        _heard.Release();
    }

    /// <summary>Waits for a number of events in all.</summary>
    public Task HeardAsync(int count) => HeardAsync(() => Heard.Count >= count);

    /// <summary>Waits until what was heard is enough. For one waiter at a time.</summary>
    public async Task HeardAsync(Func<bool> isEnough)
    {
        while (!isEnough())
        {
            Assert.True(
                await _heard.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken),
                "What was waited for did not come about."
            );
        }
    }

    /// <summary>Events that go to this listener alone.</summary>
    public KeySetEvents NewEvents() =>
        new(TestServices.New().AddSingleton<IKeySetListener>(this).BuildServiceProvider(), new RecordingLogger());
}
