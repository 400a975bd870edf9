using JwksSdk.Providers;
using Microsoft.Extensions.Caching.Memory;

namespace JwksSdk.Keys;

/// <summary>
/// The tenants that are held, in a memory cache of bounded size. Only approved ones come in, so that unverified tokens cannot
/// push them out. A read takes no lock and allocates nothing.
/// </summary>
internal sealed class TenantCache : IDisposable
{
    private readonly MemoryCache _held;
    private readonly TenantHistories _histories;
    private readonly TimeProvider _clock;
    private readonly long _origin;
    private readonly Lock _adding = new();

    // The cache tells of evictions later and elsewhere: what was held is known here, under the lock.
    private readonly Dictionary<string, Tenant> _index = new(StringComparer.Ordinal);
    private readonly int _capacity;

    /// <param name="capacity">How many tenants are held at most.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="origin">The timestamp from which the times of their key sets count.</param>
    public TenantCache(int capacity, TimeProvider clock, long origin)
    {
        _capacity = capacity;
        _clock = clock;
        _origin = origin;
        _histories = new TenantHistories(capacity);
        _held = new MemoryCache(
            new MemoryCacheOptions
            {
                SizeLimit = capacity,
                Clock = new CacheClock(clock, origin),
                // Entries do not expire here: an approval does, and it says for itself when.
                ExpirationScanFrequency = TimeSpan.MaxValue,
            }
        );
    }

    /// <summary>How many tenants are held: never more than the capacity.</summary>
    public int Count => _held.Count;

    /// <summary>How many tenants that are held no more are remembered by what they fetched.</summary>
    public int Remembered => _histories.Count;

    private TimeSpan Now => _clock.GetElapsedTime(_origin);

    /// <summary>The tenant of an issuer; null when it is not held.</summary>
    public Tenant? Find(ReadOnlySpan<char> issuer) => _held.TryGetValue(issuer, out var value) ? (Tenant?)value : null;

    /// <summary>
    /// The tenant of an issuer, made when it is not held: one for all threads. Goes on with what an earlier one has spent of
    /// the budget. Null while that of too many others would be forgotten.
    /// </summary>
    public Tenant? GetOrAdd(IssuerFacts issuer, Func<IssuerFacts, FetchHistory, Tenant> create)
    {
        lock (_adding)
        {
            if (Find(issuer.Issuer) is { } held)
            {
                return held;
            }

            var isFull = _held.Count >= _capacity;
            if (!_histories.HasRoomFor(issuer.Issuer, isFull ? Batch : 0, Now))
            {
                return null;
            }

            if (isFull)
            {
                // The cache would refuse the new one and make room later: then its keys would be fetched twice.
                MakeRoom();
            }

            var tenant = create(issuer, _histories.Find(issuer.Issuer));
            _histories.Remove(issuer.Issuer);
            _index.Add(issuer.Issuer, tenant);
            using var entry = _held.CreateEntry(issuer.Issuer);
            entry.Size = 1;
            entry.Value = tenant;
            return tenant;
        }
    }

    /// <summary>Drops a tenant and its keys.</summary>
    public void Remove(string issuer)
    {
        lock (_adding)
        {
            _held.Remove(issuer);
            Leave(issuer);
        }
    }

    public void Dispose() => _held.Dispose();

    private double Part => Math.Max(0.05, 1.5 / _capacity);

    /// <summary>How many tenants go when there is no place left.</summary>
    private int Batch => (int)(Part * _capacity);

    /// <summary>Drops the twentieth part that was not used for longest, one at least.</summary>
    private void MakeRoom()
    {
        _held.Compact(Part);
        var left = new HashSet<object>(_held.Keys);
        foreach (var issuer in _index.Keys.Where(issuer => !left.Contains(issuer)).ToArray())
        {
            Leave(issuer);
        }
    }

    private void Leave(string issuer)
    {
        if (_index.Remove(issuer, out var tenant))
        {
            _histories.Add(issuer, tenant.Keys.Refresher.Retire(), Now);
        }
    }
}
