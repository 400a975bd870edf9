namespace JwksSdk;

/// <summary>The bounds of the cache of verified tokens (<c>services.AddJwksTokenCache()</c>).</summary>
public sealed class TokenCacheOptions
{
    /// <summary>How many tokens are held at most. Default: 10,000. From 16 to 10,000,000.</summary>
    public int MaxEntries { get; set; } = 10_000;

    /// <summary>
    /// How many bytes of memory the cache takes at most. A token counts with what reading it allocated, which is at least what
    /// it holds, and 512 bytes for its place; it holds no key and no key set. Default: 33,554,432 (32 MiB). From 65,536 to
    /// 17,179,869,184.
    /// </summary>
    public long MaxBytes { get; set; } = 32 * 1024 * 1024;
}
