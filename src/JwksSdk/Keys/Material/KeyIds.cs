using System.Security.Cryptography;

namespace JwksSdk.Keys;

/// <summary>What stands for a <c>kid</c> wherever it can be seen, because a kid is text of others.</summary>
internal static class KeyIds
{
    /// <summary>The begin of its SHA-256 in hexadecimal; <c>none</c> when it is empty.</summary>
    public static string Hash(ReadOnlySpan<byte> keyId) =>
        keyId.IsEmpty ? "none" : Convert.ToHexStringLower(SHA256.HashData(keyId))[..16];
}
