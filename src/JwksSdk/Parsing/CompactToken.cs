using System.Buffers;
using System.Text;
using JwksSdk.Parsing;

namespace JwksSdk;

/// <summary>
/// A compact token (RFC 7519 §3) as its caller has it: a string, characters, or UTF-8. Each converts by itself, so a method
/// that takes a <see cref="CompactToken"/> is called with any of them, with the <c>Span</c> of a memory, and from C# 14 on with an
/// array.
/// </summary>
/// <remarks>
/// A view of the caller's memory: nothing is copied, and nothing of it is looked at by a conversion. A method that takes it
/// reads it before it returns, also when what it returns is still to be awaited: from then on the memory is the caller's again.
/// Null, empty and <c>default</c> are no token.
/// </remarks>
public readonly ref struct CompactToken
{
    // One of them at most is not empty.
    private readonly ReadOnlySpan<char> _characters;
    private readonly ReadOnlySpan<byte> _utf8;

    private CompactToken(ReadOnlySpan<char> characters, ReadOnlySpan<byte> utf8)
    {
        _characters = characters;
        _utf8 = utf8;
    }

    /// <summary>The length in the units that the caller has: characters or bytes.</summary>
    internal int Length => _characters.Length + _utf8.Length;

    /// <summary>A token in a string; null is no token.</summary>
    /// <param name="token">The string.</param>
    public static implicit operator CompactToken(string? token) => new(token, default);

    /// <summary>A token in characters.</summary>
    /// <param name="token">The characters.</param>
    public static implicit operator CompactToken(ReadOnlySpan<char> token) => new(token, default);

    /// <summary>A token in UTF-8, as it came over the wire.</summary>
    /// <param name="token">The bytes.</param>
    public static implicit operator CompactToken(ReadOnlySpan<byte> token) => new(default, token);

    /// <inheritdoc cref="CompactShape.Find" />
    internal JwtErrorCode FindShape(out int first, out int second) =>
        _utf8.IsEmpty
            ? CompactShape.Find(_characters, out first, out second)
            : CompactShape.Find(_utf8, out first, out second);

    /// <summary>Copies the token, if it is ASCII throughout; a token that is not cannot be good.</summary>
    /// <param name="destination">At least as long as the token.</param>
    internal bool TryCopyAscii(Span<byte> destination)
    {
        if (_utf8.IsEmpty)
        {
            return Ascii.FromUtf16(_characters, destination, out _) == OperationStatus.Done;
        }

        _utf8.CopyTo(destination);
        return Ascii.IsValid(destination[.._utf8.Length]);
    }
}
