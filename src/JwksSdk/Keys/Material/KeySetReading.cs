using System.Text.Json;

namespace JwksSdk.Keys;

/// <summary>What was read from a key set: the keys to use, and the keys that are not, with their reasons.</summary>
/// <param name="Keys">No two of them have the same <c>kid</c> and an algorithm in common.</param>
/// <param name="Refused">The refused keys.</param>
internal sealed record KeySetReading(IReadOnlyList<VerificationKey> Keys, IReadOnlyList<RefusedKey> Refused)
{
    /// <summary>Judges each key of an array alone, then the copies of compromised ones, then those that share a <c>kid</c>.</summary>
    public static KeySetReading From(JsonElement keys)
    {
        var good = new List<VerificationKey>();
        var refused = new List<RefusedKey>();
        foreach (var json in keys.EnumerateArray())
        {
            var key = JwkReader.Read(json, out var refusal);
            if (key is null)
            {
                refused.Add(refusal!);
            }
            else
            {
                Merge(good, key);
            }
        }

        Refuse(KeyRefusal.PrivateMember, key => refused.Any(other => Compromises(other, key)));
        Refuse(KeyRefusal.KeyIdAmbiguous, key => good.Any(other => IsAmbiguous(key, other)));
        return new KeySetReading(good, refused);

        void Refuse(KeyRefusal reason, Func<VerificationKey, bool> isBad)
        {
            var bad = good.Where(isBad).ToArray();
            refused.AddRange(bad.Select(key => new RefusedKey(key.KeyId, reason, key.Thumbprint)));
            good.RemoveAll(key => bad.Contains(key));
        }
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

    private static bool Compromises(RefusedKey published, VerificationKey key) =>
        published.Reason == KeyRefusal.PrivateMember && published.Thumbprint == key.Thumbprint;

    private static bool IsAmbiguous(VerificationKey key, VerificationKey other) =>
        !ReferenceEquals(key, other) && HaveSameId(key, other) && (key.Algorithms & other.Algorithms) != 0;

    private static bool HaveSameId(VerificationKey key, VerificationKey other) =>
        key.KeyId.Span.SequenceEqual(other.KeyId.Span);
}
