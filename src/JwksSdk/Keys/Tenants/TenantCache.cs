using JwksSdk.Providers;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Internal;

namespace JwksSdk.Keys;

/// <summary>
/// The tenants that are held, in a memory cache of bounded size. Only approved ones come in, so that unverified tokens cannot
/// push them out. A read takes no lock and allocates nothing.
/// </summary>
internal sealed class TenantCache : IDisposable
{
    private readonly MemoryCache _held;
    private readonly Lock _adding = new();
    private readonly int _capacity;

    public TenantCache(int capacity, TimeProvider clock)
    {
        _capacity = capacity;
        _held = new MemoryCache(
            new MemoryCacheOptions
            {
                SizeLimit = capacity,
                Clock = new CacheClock(clock),
                // Entries do not expire here: an approval does, and it says for itself when.
                ExpirationScanFrequency = TimeSpan.MaxValue,
            }
        );
    }

    /// <summary>How many tenants are held: never more than the capacity.</summary>
    public int Count => _held.Count;

    /// <summary>The tenant of an issuer; null when it is not held.</summary>
    public Tenant? Find(ReadOnlySpan<char> issuer) => _held.TryGetValue(issuer, out var value) ? (Tenant?)value : null;

    /// <summary>The tenant of an issuer, made when it is not held: one for all threads.</summary>
    public Tenant GetOrAdd(IssuerFacts issuer, Func<IssuerFacts, Tenant> create)
    {
        lock (_adding)
        {
            if (Find(issuer.Issuer) is { } held)
            {
                return held;
            }

            if (_held.Count >= _capacity)
            {
                // The cache would refuse the new one and make room later: then its keys would be fetched twice.
                MakeRoom();
            }

            var tenant = create(issuer);
            using var entry = _held.CreateEntry(issuer.Issuer);
            entry.Size = 1;
            entry.Value = tenant;
            return tenant;
        }
    }

    /// <summary>Drops a tenant and its keys.</summary>
    public void Remove(string issuer) => _held.Remove(issuer);

    public void Dispose() => _held.Dispose();

    /// <summary>Drops the twentieth part that was not used for longest, one at least.</summary>
    private void MakeRoom() => _held.Compact(Math.Max(0.05, 1.5 / _capacity));

    private sealed class CacheClock(TimeProvider clock) : ISystemClock
    {
        public DateTimeOffset UtcNow => clock.GetUtcNow();
    }
}
