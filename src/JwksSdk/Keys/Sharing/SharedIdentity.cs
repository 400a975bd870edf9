using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace JwksSdk.Keys;

/// <summary>Whose key set an entry holds. Two of them never have the same cache key or context.</summary>
/// <param name="Declaration">The name of the declaration.</param>
/// <param name="Issuer">The issuer, exactly as declared.</param>
/// <param name="Address">Where the declaration says that its keys, or its discovery document, are.</param>
internal sealed record SharedIdentity(string Declaration, string Issuer, string Address)
{
    /// <summary>The key of the entry in the cache; whatever the names hold, it is of a fixed form.</summary>
    public string CacheKey => "jwkssdk:keys:v1:" + Convert.ToHexStringLower(SHA256.HashData(Bytes()));

    /// <summary>The key of the claim to fetch it.</summary>
    public string ClaimKey => CacheKey + ":claim";

    /// <summary>What an entry is protected for.</summary>
    public byte[] EntryContext => [.. "jwkssdk:keys:v1:entry\0"u8, .. Bytes()];

    /// <summary>What a claim is protected for.</summary>
    public byte[] ClaimContext => [.. "jwkssdk:keys:v1:claim\0"u8, .. Bytes()];

    /// <summary>Each text after its length: joined texts alone would let ("a", "bc") pass for ("ab", "c").</summary>
    private byte[] Bytes() => [.. Prefixed(Declaration), .. Prefixed(Issuer), .. Prefixed(Address)];

    private static byte[] Prefixed(string text)
    {
        var bytes = new byte[sizeof(int) + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length - sizeof(int));
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(sizeof(int)));
        return bytes;
    }
}
