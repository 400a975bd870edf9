using System.Diagnostics.CodeAnalysis;

namespace JwksSdk.Keys;

/// <summary>
/// Protects what is put into a shared cache, so that whoever can write to the cache cannot give the application keys. An
/// implementation must be authenticated; that of this library, <see cref="AesGcmKeySetProtector"/>, keeps entries secret as
/// well. Used by several threads at a time.
/// </summary>
public interface IKeySetProtector
{
    /// <summary>Protects an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="context">What the entry is for. Not secret and not kept: the same bytes must be given to undo it.</param>
    byte[] Protect(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> context);

    /// <summary>Undoes it; false when the bytes were not protected with a known key, for this context, or were changed.</summary>
    /// <param name="protectedEntry">Bytes of anybody's.</param>
    /// <param name="context">What an entry is wanted for.</param>
    /// <param name="entry">The entry.</param>
    bool TryUnprotect(
        ReadOnlySpan<byte> protectedEntry,
        ReadOnlySpan<byte> context,
        [NotNullWhen(true)] out byte[]? entry
    );
}
