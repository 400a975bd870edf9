namespace JwksSdk.Keys;

/// <summary>
/// The keys of one issuer at one moment, with where they came from and how long they count. Immutable; replaced as a whole.
/// </summary>
internal sealed class KeySnapshot
{
    /// <summary>So many keys at most are compared for less than a hash of the kid costs.</summary>
    private const int Few = 8;

    private readonly VerificationKey[] _keys;
    private readonly RefusedKey[] _refused;

    // Of the kids, in the order of the keys; empty for few.
    private readonly int[] _hashes;

    /// <summary>What the issuer publishes now, or what stands in for it.</summary>
    /// <param name="reading">The keys, and the refused ones.</param>
    /// <param name="times">How long they count.</param>
    /// <param name="earlier">The snapshot to be replaced: unchanged keys stay the same objects, so that none is imported twice.</param>
    public KeySnapshot(KeySetReading reading, KeySetTimes times, KeySnapshot? earlier = null)
    {
        _keys = [.. reading.Keys.Select(key => earlier?._keys.FirstOrDefault(key.IsSameAs) ?? key)];
        _refused = [.. reading.Refused];
        _hashes = _keys.Length <= Few ? [] : [.. _keys.Select(static key => Hash(key.KeyId.Span))];
        Times = times;
        Generation = earlier is null ? 1 : earlier.Generation + 1;
    }

    private KeySnapshot(KeySnapshot earlier, KeySetTimes times)
    {
        _keys = earlier._keys;
        _refused = earlier._refused;
        _hashes = earlier._hashes;
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
        var known = false;
        for (var i = FirstLike(keyId); i < _keys.Length; i++)
        {
            var key = _keys[i];
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

    /// <summary>The place of the first key that can be the one with a kid; behind the last one when there is none.</summary>
    private int FirstLike(ReadOnlySpan<byte> keyId)
    {
        if (_hashes.Length == 0)
        {
            return 0;
        }

        var place = Array.IndexOf(_hashes, Hash(keyId));
        return place < 0 ? _keys.Length : place;
    }

    private static int Hash(ReadOnlySpan<byte> keyId)
    {
        var hash = new HashCode();
        hash.AddBytes(keyId);
        return hash.ToHashCode();
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
