namespace JwksSdk.Keys;

/// <summary>What a file of pinned key sets holds: at most one set for each issuer. Immutable.</summary>
public sealed class KeySetLockFile
{
    private KeySetLockFile(IReadOnlyList<PinnedKeySet> ordered) => KeySets = ordered;

    /// <summary>No key set.</summary>
    public static KeySetLockFile Empty { get; } = new([]);

    /// <summary>The key sets, in the order of their issuers.</summary>
    public IReadOnlyList<PinnedKeySet> KeySets { get; }

    /// <summary>The key set of an issuer, compared exactly; null when there is none.</summary>
    public PinnedKeySet? Find(string issuer) =>
        KeySets.FirstOrDefault(keySet => string.Equals(keySet.Issuer, issuer, StringComparison.Ordinal));

    /// <summary>The same file with one key set more, in the place of that issuer's earlier one.</summary>
    public KeySetLockFile With(PinnedKeySet keySet)
    {
        ArgumentNullException.ThrowIfNull(keySet);
        return new KeySetLockFile([
            .. KeySets.Where(other => string.CompareOrdinal(other.Issuer, keySet.Issuer) < 0),
            keySet,
            .. KeySets.Where(other => string.CompareOrdinal(other.Issuer, keySet.Issuer) > 0),
        ]);
    }

    /// <summary>A file of key sets in any order, each of another issuer.</summary>
    internal static KeySetLockFile Of(IEnumerable<PinnedKeySet> keySets) =>
        new([.. keySets.OrderBy(static keySet => keySet.Issuer, StringComparer.Ordinal)]);
}
