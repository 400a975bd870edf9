namespace JwksSdk.Keys;

/// <summary>
/// The keys of one issuer at one moment, with where they came from and how long they count. Immutable; replaced as a whole.
/// </summary>
internal sealed class KeySnapshot
{
    /// <summary>How many lost keys are remembered at most.</summary>
    public const int MaxLost = 200;

    private readonly VerificationKey[] _keys;
    private readonly RefusedKey[] _refused;

    // Thumbprints of keys that were withdrawn, or whose private half was published: no stand-in brings them back.
    private readonly string[] _lost;

    /// <summary>What the issuer publishes now.</summary>
    /// <param name="reading">The keys, and the refused ones.</param>
    /// <param name="times">How long they count.</param>
    /// <param name="earlier">The snapshot to be replaced: unchanged keys stay the same objects, so that none is imported twice.</param>
    public KeySnapshot(KeySetReading reading, KeySetTimes times, KeySnapshot? earlier = null)
        : this(reading, times, earlier, Lost(reading, earlier)) { }

    private KeySnapshot(KeySetReading reading, KeySetTimes times, KeySnapshot? earlier, string[] lost)
    {
        _keys = [.. reading.Keys.Select(key => earlier?._keys.FirstOrDefault(key.IsSameAs) ?? key)];
        _refused = [.. reading.Refused];
        _lost = lost;
        Times = times;
        Generation = earlier is null ? 1 : earlier.Generation + 1;
    }

    private KeySnapshot(KeySnapshot earlier, KeySetTimes times)
    {
        _keys = earlier._keys;
        _refused = earlier._refused;
        _lost = earlier._lost;
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

    /// <summary>
    /// What takes the place of earlier keys while their source fails. It brings back no key that the issuer is known to have
    /// withdrawn or given away, and withdraws none itself. Null when nothing is left of it.
    /// </summary>
    /// <param name="reading">The keys, and the refused ones.</param>
    /// <param name="times">How long they count.</param>
    /// <param name="source">The name of the source they came from.</param>
    /// <param name="earlier">The snapshot to be replaced; null when there is none.</param>
    /// <param name="compromised">Thumbprints of keys whose private half was just seen.</param>
    public static KeySnapshot? StandIn(
        KeySetReading reading,
        KeySetTimes times,
        string source,
        KeySnapshot? earlier,
        IEnumerable<string> compromised
    )
    {
        var lost = Latest((earlier?._lost ?? []).Union(compromised));
        var gone = reading.Keys.Where(key => lost.Contains(key.Thumbprint)).ToArray();
        var left = new KeySetReading(
            [.. reading.Keys.Except(gone)],
            [
                .. reading.Refused,
                .. gone.Select(static key => new RefusedKey(key.KeyId, KeyRefusal.Withdrawn, key.Thumbprint)),
            ]
        );
        return left.Keys.Count == 0
            ? null
            : new KeySnapshot(left, times, earlier, lost) { Source = source, IsStandIn = true };
    }

    /// <summary>The same keys but for those whose private half was published; null when that is no news.</summary>
    public KeySnapshot? Without(IReadOnlyCollection<string> compromised)
    {
        var left = new KeySetReading([.. _keys.Where(key => !compromised.Contains(key.Thumbprint))], _refused);
        return left.Keys.Count == _keys.Length && compromised.All(_lost.Contains)
            ? null
            : new KeySnapshot(left, Times, this, Latest(_lost.Union(compromised)))
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

    /// <summary>What was lost before, and what is no longer there or given away; not what came back.</summary>
    private static string[] Lost(KeySetReading reading, KeySnapshot? earlier) =>
        Latest(
            (earlier?._lost ?? [])
                .Concat(earlier?._keys.Select(static key => key.Thumbprint) ?? [])
                .Union(reading.Compromised)
                .Except(reading.Keys.Select(static key => key.Thumbprint))
        );

    private static string[] Latest(IEnumerable<string> thumbprints) => [.. thumbprints.TakeLast(MaxLost)];

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
