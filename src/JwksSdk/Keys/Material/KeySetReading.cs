using System.Security.Cryptography;
using System.Text.Json;

namespace JwksSdk.Keys;

/// <summary>A published key that is not used.</summary>
/// <param name="KeyId">Its <c>kid</c> in UTF-8; empty when it has none.</param>
/// <param name="Reason">Why.</param>
/// <param name="Thumbprint">The RFC 7638 thumbprint of its public numbers; null when they could not be read.</param>
internal sealed record RefusedKey(ReadOnlyMemory<byte> KeyId, KeyRefusal Reason, string? Thumbprint = null)
{
    /// <summary>What stands for the kid in logs: the begin of its SHA-256 in hexadecimal, because a kid is text of others.</summary>
    public string KeyIdHash => KeyId.IsEmpty ? "none" : Convert.ToHexStringLower(SHA256.HashData(KeyId.Span))[..16];

    /// <summary>Whether the other one is the same key refused for the same reason.</summary>
    public bool IsSameAs(RefusedKey other) =>
        Reason == other.Reason && Thumbprint == other.Thumbprint && KeyId.Span.SequenceEqual(other.KeyId.Span);
}

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
            if (JwkReader.Read(json, out var why) is { } key)
            {
                Merge(good, key);
            }
            else
            {
                refused.Add(why!);
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
