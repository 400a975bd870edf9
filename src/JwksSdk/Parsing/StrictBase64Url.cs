using System.Buffers;
using System.Buffers.Text;

namespace JwksSdk.Parsing;

/// <summary>
/// Base64url with exactly one spelling for each sequence of bytes (RFC 7515 §2, RFC 4648 §3.5 and §5): only the URL
/// alphabet, no padding, no whitespace, unused bits zero.
/// </summary>
internal static class StrictBase64Url
{
    private const int Invalid = 255;

    private static readonly SearchValues<byte> Alphabet = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8
    );

    /// <summary>The number of bytes that a text of this length decodes to; for a length that cannot be, an upper bound.</summary>
    public static int DecodedLength(int textLength) => (int)(textLength * 3L / 4);

    /// <summary>Decodes a text; false when it is not the one spelling of its bytes, or the destination is too short.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;
        // The platform's decoder lets whitespace, padding and stray bits pass, so all three are looked for first.
        return text.Length % 4 != 1
            && !text.ContainsAnyExcept(Alphabet)
            && UnusedBitsAreZero(text)
            && Base64Url.DecodeFromUtf8(text, destination, out _, out written) == OperationStatus.Done;
    }

    private static bool UnusedBitsAreZero(ReadOnlySpan<byte> text) =>
        (text.Length % 4) switch
        {
            2 => (ValueOf(text[^1]) & 0b1111) == 0,
            3 => (ValueOf(text[^1]) & 0b11) == 0,
            _ => true,
        };

    private static int ValueOf(byte character) =>
        character switch
        {
            >= (byte)'A' and <= (byte)'Z' => character - 'A',
            >= (byte)'a' and <= (byte)'z' => character - 'a' + 26,
            >= (byte)'0' and <= (byte)'9' => character - '0' + 52,
            (byte)'-' => 62,
            (byte)'_' => 63,
            _ => Invalid,
        };
}
