using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>A distributed cache in memory that expires by a clock, fails by script, and shows what is in it.</summary>
internal sealed class FleetCache(TimeProvider clock) : IDistributedCache
{
    private readonly ConcurrentDictionary<string, (byte[] Value, DateTimeOffset Until)> _values = new();
    private readonly ConcurrentQueue<(string Verb, string Key)> _calls = new();

    /// <summary>Runs before every call, which is named by its verb, <c>get</c>, <c>set</c> or <c>remove</c>, and its key.</summary>
    public Func<string, string, Task> Before { get; set; } = static (_, _) => Task.CompletedTask;

    public IReadOnlyCollection<(string Verb, string Key)> Calls => _calls;

    public IReadOnlyCollection<string> Keys => [.. _values.Keys];

    /// <summary>The one entry, claims aside.</summary>
    public string EntryKey => _values.Keys.Single(static key => !IsClaim(key));

    public byte[] Entry
    {
        get => _values[EntryKey].Value;
        set => this[EntryKey] = value;
    }

    public byte[] this[string key]
    {
        get => _values[key].Value;
        set => _values[key] = (value, DateTimeOffset.MaxValue);
    }

    public DateTimeOffset Until(string key) => _values[key].Until;

    public static bool IsClaim(string key) => key.EndsWith(":claim", StringComparison.Ordinal);

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        _calls.Enqueue(("get", key));
        await Before("get", key);
        return _values.TryGetValue(key, out var value) && clock.GetUtcNow() < value.Until ? value.Value : null;
    }

    public async Task SetAsync(
        string key,
        byte[] value,
        DistributedCacheEntryOptions options,
        CancellationToken token = default
    )
    {
        _calls.Enqueue(("set", key));
        await Before("set", key);
        _values[key] = (value, clock.GetUtcNow() + options.AbsoluteExpirationRelativeToNow!.Value);
    }

    public async Task RemoveAsync(string key, CancellationToken token = default)
    {
        _calls.Enqueue(("remove", key));
        await Before("remove", key);
        _values.TryRemove(key, out _);
    }

    public byte[]? Get(string key) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) =>
        throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();
}
