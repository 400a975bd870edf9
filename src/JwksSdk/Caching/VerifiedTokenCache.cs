using JwksSdk.Keys;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace JwksSdk.Caching;

/// <summary>
/// Tokens that were verified, by the digest of their exact bytes, in a memory cache that is bounded in entries and bytes. It
/// only keeps: <see cref="KnownTokens"/> looks whether what a verification rested on still holds.
/// </summary>
internal sealed class VerifiedTokenCache : IDisposable
{
    /// <summary>
    /// What an entry takes beside its token: the key, the cache's own records and their place in its table, and the identity of
    /// the key that verified it.
    /// </summary>
    public const int EntryBytes = 512;

    private readonly MemoryCache _held;
    private readonly long _minSize;

    public VerifiedTokenCache(IOptions<TokenCacheOptions> options, TimeProvider clock)
    {
        var limits = options.Value;
        // The cache bounds one sum. With a size that no entry falls short of, it bounds the number too.
        _minSize = (limits.MaxBytes + limits.MaxEntries - 1) / limits.MaxEntries;
        _held = new MemoryCache(
            new MemoryCacheOptions
            {
                SizeLimit = limits.MaxBytes,
                Clock = new CacheClock(clock, clock.GetTimestamp()),
                TrackStatistics = true,
            }
        );
    }

    /// <summary>How many tokens are held.</summary>
    public int Count => _held.Count;

    /// <summary>How many bytes they count for.</summary>
    public long Size => _held.GetCurrentStatistics()!.CurrentEstimatedSize!.Value;

    /// <summary>The token that is held under a key; null when none is, also after disposal. Allocates nothing.</summary>
    public CachedToken? Find(in TokenCacheKey key)
    {
        try
        {
            return _held.TryGetValue(key.Text, out var value) ? (CachedToken?)value : null;
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>Holds a token until it expires, if there is room.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="token">The token.</param>
    /// <param name="bytes">How many bytes reading it allocated.</param>
    /// <param name="lifetime">How long it is held at most.</param>
    public void Add(in TokenCacheKey key, CachedToken token, long bytes, TimeSpan lifetime)
    {
        try
        {
            using var entry = _held.CreateEntry(key.ToString());
            entry.Size = Math.Max(bytes + EntryBytes, _minSize);
            entry.AbsoluteExpirationRelativeToNow = lifetime;
            entry.Value = token;
        }
        catch (ObjectDisposedException)
        {
            // A verification that outlived its services: nobody asks for the token again.
        }
    }

    /// <summary>Drops a token, because what its verification rested on holds no longer.</summary>
    public void Remove(in TokenCacheKey key)
    {
        try
        {
            _held.Remove(key.ToString());
        }
        catch (ObjectDisposedException)
        {
            // Nothing is held any more.
        }
    }

    public void Dispose() => _held.Dispose();
}
