namespace JwksSdk.Keys;

/// <summary>
/// The kids that the latest good fetch did not bring, so that a token which comes again and again does not use up the budget.
/// Of fixed size: a newer miss overwrites the oldest. A further good fetch makes all of them void, and so does the cool-down,
/// because a key may be published later than its first token is seen. Safe for several threads without a lock.
/// </summary>
internal sealed class MissMemory
{
    /// <summary>How many kids are remembered.</summary>
    public const int Size = 32;

    private readonly Miss?[] _misses = new Miss?[Size];
    private int _next;

    /// <summary>Whether a kid is known to be missing.</summary>
    /// <param name="keyId">The kid.</param>
    /// <param name="generation">The snapshot that would be asked.</param>
    /// <param name="now">The present.</param>
    public bool Holds(ReadOnlySpan<byte> keyId, long generation, TimeSpan now)
    {
        foreach (ref var slot in _misses.AsSpan())
        {
            var miss = Volatile.Read(ref slot);
            if (
                miss is not null
                && miss.Generation == generation
                && now < miss.Until
                && miss.KeyId.AsSpan().SequenceEqual(keyId)
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Remembers a kid that a snapshot lacks.</summary>
    public void Add(byte[] keyId, long generation, TimeSpan until)
    {
        var slot = (uint)Interlocked.Increment(ref _next) % Size;
        Volatile.Write(ref _misses[slot], new Miss(keyId, generation, until));
    }

    private sealed record Miss(byte[] KeyId, long Generation, TimeSpan Until);
}
