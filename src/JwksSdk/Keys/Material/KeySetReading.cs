using System.Text.Json;

namespace JwksSdk.Keys;

/// <summary>A published key that is not used.</summary>
/// <param name="KeyId">Its <c>kid</c> in UTF-8; empty when it has none.</param>
/// <param name="Reason">Why.</param>
/// <param name="Thumbprint">Its RFC 7638 thumbprint; null when its material was not readable.</param>
internal sealed record RefusedKey(ReadOnlyMemory<byte> KeyId, KeyRefusal Reason, string? Thumbprint = null)
{
    /// <summary>What stands for the kid where it can be seen.</summary>
    public string KeyIdHash => KeyIds.Hash(KeyId.Span);

    /// <summary>Whether the other one is the same key refused for the same reason.</summary>
    public bool IsSameAs(RefusedKey other) => Reason == other.Reason && KeyId.Span.SequenceEqual(other.KeyId.Span);
}

/// <summary>What was read from a key set: the keys to use, and the keys that are not, with their reasons.</summary>
/// <param name="Keys">No two of them have the same <c>kid</c> and an algorithm in common.</param>
/// <param name="Refused">The refused keys.</param>
internal sealed record KeySetReading(IReadOnlyList<VerificationKey> Keys, IReadOnlyList<RefusedKey> Refused)
{
    /// <summary>Judges each key of an array alone, then those that share a <c>kid</c>.</summary>
    public static KeySetReading From(JsonElement keys)
    {
        var good = new List<VerificationKey>();
        var refused = new List<RefusedKey>();
        foreach (var json in keys.EnumerateArray())
        {
            if (JwkReader.Read(json, out var keyId, out var key) is var refusal && refusal != KeyRefusal.None)
            {
                refused.Add(new RefusedKey(keyId, refusal));
            }
            else
            {
                Merge(good, key!);
            }
        }

        var ambiguous = good.Where(key => good.Any(other => IsAmbiguous(key, other))).ToArray();
        refused.AddRange(ambiguous.Select(Refuse));
        return new KeySetReading([.. good.Except(ambiguous)], refused);
    }

    private static void Merge(List<VerificationKey> keys, VerificationKey key)
    {
        var twin = keys.FindIndex(other => HaveSameId(key, other) && key.Thumbprint == other.Thumbprint);
        if (twin < 0)
        {
            keys.Add(key);
        }
        else
        {
            keys[twin] = keys[twin].With(key.Algorithms);
        }
    }

    private static RefusedKey Refuse(VerificationKey key) => new(key.KeyId, KeyRefusal.KeyIdAmbiguous, key.Thumbprint);

    private static bool IsAmbiguous(VerificationKey key, VerificationKey other) =>
        !ReferenceEquals(key, other) && HaveSameId(key, other) && (key.Algorithms & other.Algorithms) != 0;

    private static bool HaveSameId(VerificationKey key, VerificationKey other) =>
        key.KeyId.Span.SequenceEqual(other.KeyId.Span);
}
