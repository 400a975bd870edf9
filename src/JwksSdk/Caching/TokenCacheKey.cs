using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace JwksSdk.Caching;

/// <summary>
/// What a verified token is found by: the SHA-256 of its exact bytes, and what was asked for. Every part has a fixed width, so
/// that two different questions never have one key.
/// </summary>
[InlineArray(Length)]
internal struct TokenCacheKey
{
    private const int Length = DigestLength + 4;
    private const int DigestLength = SHA256.HashSizeInBytes / sizeof(char);
    private char _first;

    /// <summary>Makes the key; false for a text that is not ASCII, which is no token.</summary>
    /// <param name="token">The token: characters and UTF-8 of one text have one key.</param>
    /// <param name="kind">The number of the kind or the federation that is asked for; 0 for any kind of any declaration.</param>
    /// <param name="type">The number of the type that is asked for.</param>
    /// <param name="key">The key.</param>
    public static bool TryOf(CompactToken token, int kind, int type, out TokenCacheKey key)
    {
        const int MaxOnStack = 2048;
        var rented = token.Length > MaxOnStack ? ArrayPool<byte>.Shared.Rent(token.Length) : null;
        var bytes = (rented ?? stackalloc byte[MaxOnStack])[..token.Length];
        var isAscii = token.TryCopyAscii(bytes);
        key = isAscii ? Of(bytes, kind, type) : default;
        bytes.Clear();
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return isAscii;
    }

    /// <summary>The key as the cache looks it up.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<char> Text => this;

    /// <summary>The key as the cache keeps it.</summary>
    public override readonly string ToString() => new(Text);

    private static TokenCacheKey Of(ReadOnlySpan<byte> token, int kind, int type)
    {
        var key = default(TokenCacheKey);
        Span<char> text = key;
        SHA256.HashData(token, MemoryMarshal.AsBytes(text[..DigestLength]));
        MemoryMarshal.Write(MemoryMarshal.AsBytes(text[DigestLength..]), kind);
        MemoryMarshal.Write(MemoryMarshal.AsBytes(text[(DigestLength + 2)..]), type);
        return key;
    }
}
