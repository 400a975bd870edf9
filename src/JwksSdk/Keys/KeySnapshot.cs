namespace JwksSdk.Keys;

/// <summary>The keys of one issuer at one moment. Immutable; replaced as a whole.</summary>
internal sealed class KeySnapshot
{
    private readonly VerificationKey[] _keys;
    private readonly RefusedKey[] _refused;

    /// <param name="reading">The keys, and the refused ones.</param>
    /// <param name="fetchedAt">When their fetch began, in the store's monotonic time.</param>
    /// <param name="freshUntil">When the next fetch is due; <see cref="TimeSpan.MaxValue"/> for keys that never change.</param>
    /// <param name="earlier">The snapshot to be replaced: unchanged keys stay the same objects, so that none is imported twice.</param>
    public KeySnapshot(KeySetReading reading, TimeSpan fetchedAt, TimeSpan freshUntil, KeySnapshot? earlier = null)
    {
        _keys = [.. reading.Keys.Select(key => earlier?._keys.FirstOrDefault(key.IsSameAs) ?? key)];
        _refused = [.. reading.Refused];
        FetchedAt = fetchedAt;
        FreshUntil = freshUntil;
    }

    public TimeSpan FetchedAt { get; }

    public TimeSpan FreshUntil { get; }

    /// <summary>When the keys are no longer trusted, unless a fetch renews them: one may have been withdrawn since.</summary>
    public TimeSpan TrustedUntil { get; init; } = TimeSpan.MaxValue;

    public IReadOnlyList<VerificationKey> Keys => _keys;

    public IReadOnlyList<RefusedKey> Refused => _refused;

    /// <summary>Keys given beforehand: never fetched, always fresh.</summary>
    public static KeySnapshot Fixed(VerificationKey key) =>
        new(new KeySetReading([key], []), TimeSpan.Zero, TimeSpan.MaxValue);

    /// <summary>The key for a <c>kid</c> and algorithm, or why there is none. Allocates nothing.</summary>
    public KeyLookup Find(ReadOnlySpan<byte> keyId, JwtAlgorithms algorithm)
    {
        // A set has at most a hundred keys and mostly two or three: comparing them all costs less than hashing the kid.
        var known = false;
        foreach (var key in _keys)
        {
            if (key.MatchesAnyKeyId || key.KeyId.Span.SequenceEqual(keyId))
            {
                if ((key.Algorithms & algorithm) != 0)
                {
                    return key;
                }

                known = true;
            }
        }

        return known ? JwtErrorCode.KeyAlgorithmMismatch
            : keyId.IsEmpty ? JwtErrorCode.KeyIdMissing
            : IsRefused(keyId) ? JwtErrorCode.KeyRefused
            : JwtErrorCode.UnknownKeyId;
    }

    private bool IsRefused(ReadOnlySpan<byte> keyId)
    {
        foreach (var key in _refused)
        {
            if (key.KeyId.Span.SequenceEqual(keyId))
            {
                return true;
            }
        }

        return false;
    }
}
