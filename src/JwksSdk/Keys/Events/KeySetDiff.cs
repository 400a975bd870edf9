namespace JwksSdk.Keys;

/// <summary>What happened between two states of a key set, as events. Pure.</summary>
internal static class KeySetDiff
{
    /// <summary>Keys that came, went, or were replaced under their <c>kid</c>.</summary>
    public static IEnumerable<KeySetEvent> Keys(
        KeySetOrigin origin,
        IReadOnlyList<VerificationKey> before,
        IReadOnlyList<VerificationKey> after
    )
    {
        var gone = before.Where(key => !after.Any(key.IsSameAs)).ToList();
        foreach (var key in after.Where(key => !before.Any(key.IsSameAs)))
        {
            if (Earlier(gone, key) is { } earlier)
            {
                gone.Remove(earlier);
                yield return new KeyChanged(
                    origin.Provider,
                    origin.Issuer,
                    origin.At,
                    key.Thumbprint,
                    earlier.Thumbprint,
                    key.KeyIdHash,
                    key.Algorithms
                );
            }
            else
            {
                yield return new KeyAdded(
                    origin.Provider,
                    origin.Issuer,
                    origin.At,
                    key.Thumbprint,
                    key.KeyIdHash,
                    key.Algorithms
                );
            }
        }

        foreach (var key in gone)
        {
            yield return new KeyWithdrawn(origin.Provider, origin.Issuer, origin.At, key.Thumbprint, key.KeyIdHash);
        }
    }

    /// <summary>Keys that are refused and were not before.</summary>
    public static IEnumerable<KeySetEvent> Refused(
        KeySetOrigin origin,
        IReadOnlyList<RefusedKey> before,
        IReadOnlyList<RefusedKey> after
    )
    {
        for (var i = 0; i < after.Count; i++)
        {
            var key = after[i];
            if (!before.Any(key.IsSameAs) && !after.Take(i).Any(key.IsSameAs))
            {
                yield return new KeyRefused(
                    origin.Provider,
                    origin.Issuer,
                    origin.At,
                    key.Reason,
                    key.Thumbprint,
                    key.KeyIdHash
                );
            }
        }
    }

    /// <summary>The begin or the end of an outage.</summary>
    public static IEnumerable<KeySetEvent> Outage(
        KeySetOrigin origin,
        FetchHistory before,
        FetchHistory after,
        TimeSpan now
    )
    {
        if (before.FailingSince is null && after.FailingSince is not null)
        {
            yield return new KeySetOutageBegun(origin.Provider, origin.Issuer, origin.At, after.LastError);
        }

        if (before.FailingSince is { } since && after.FailingSince is null)
        {
            yield return new KeySetOutageEnded(origin.Provider, origin.Issuer, origin.At, now - since);
        }
    }

    /// <summary>The key that another one replaces: of the same material if there is one, else for a common algorithm, else any of the <c>kid</c>.</summary>
    private static VerificationKey? Earlier(List<VerificationKey> gone, VerificationKey key)
    {
        var ofId = gone.FindAll(other => other.KeyId.Span.SequenceEqual(key.KeyId.Span));
        return ofId.Find(other => other.Thumbprint == key.Thumbprint)
            ?? ofId.Find(other => (other.Algorithms & key.Algorithms) != 0)
            ?? ofId.FirstOrDefault();
    }
}
