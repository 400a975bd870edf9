namespace JwksSdk.Keys;

/// <summary>
/// The keys of one issuer at one moment, with where they came from and how long they count. Immutable; replaced as a whole.
/// </summary>
internal sealed class KeySnapshot
{
    private readonly VerificationKey[] _keys;
    private readonly RefusedKey[] _refused;

    /// <summary>What the issuer publishes now, or what stands in for it.</summary>
    /// <param name="reading">The keys, and the refused ones.</param>
    /// <param name="times">How long they count.</param>
    /// <param name="earlier">The snapshot to be replaced: unchanged keys stay the same objects, so that none is imported twice.</param>
    public KeySnapshot(KeySetReading reading, KeySetTimes times, KeySnapshot? earlier = null)
    {
        _keys = [.. reading.Keys.Select(key => earlier?._keys.FirstOrDefault(key.IsSameAs) ?? key)];
        _refused = [.. reading.Refused];
        Times = times;
        Generation = earlier is null ? 1 : earlier.Generation + 1;
    }

    private KeySnapshot(KeySnapshot earlier, KeySetTimes times)
    {
        _keys = earlier._keys;
        _refused = earlier._refused;
        Source = earlier.Source;
        Validators = earlier.Validators;
        Lifetime = earlier.Lifetime;
        Times = times;
        Generation = earlier.Generation + 1;
    }

    /// <summary>How long the keys count.</summary>
    public KeySetTimes Times { get; }

    /// <summary>Counts the snapshots of one key set: equal only for the same snapshot.</summary>
    public long Generation { get; }

    /// <summary>The name of the source they came from.</summary>
    public string Source { get; init; } = "given";

    /// <summary>Whether they stand in for the issuer's own, which is asked for these again and again.</summary>
    public bool IsStandIn { get; init; }

    /// <summary>What a conditional request to that source needs; null when it makes none.</summary>
    public KeySetValidators? Validators { get; init; }

    /// <summary>How long the source said that they are fresh; null when it did not say.</summary>
    public TimeSpan? Lifetime { get; init; }

    public IReadOnlyList<VerificationKey> Keys => _keys;

    public IReadOnlyList<RefusedKey> Refused => _refused;

    /// <summary>Keys given beforehand: never fetched, always fresh.</summary>
    public static KeySnapshot Fixed(VerificationKey key) => new(new KeySetReading([key], []), KeySetTimes.Fixed);

    /// <summary>The same keys, with more time: their source says that they did not change.</summary>
    public KeySnapshot Extended(KeySetTimes times) => new(this, times);

    /// <summary>The same keys but for those that are compromised; itself when there are none. Without a key left it is trusted no more.</summary>
    public KeySnapshot Without(LostKeys lost, TimeSpan now)
    {
        var left = lost.Filter(new KeySetReading(_keys, _refused));
        if (left.Keys.Count == _keys.Length)
        {
            return this;
        }

        var isOver = left.Keys.Count == 0 && now < Times.DeadAt;
        return new KeySnapshot(left, isOver ? Times with { DeadAt = now } : Times, this)
        {
            Source = Source,
            IsStandIn = IsStandIn,
            Lifetime = Lifetime,
        };
    }

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
