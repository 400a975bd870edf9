using System.Buffers;
using System.Buffers.Text;

namespace JwksSdk.Parsing;

/// <summary>
/// Base64url with exactly one spelling for each sequence of bytes (RFC 7515 §2, RFC 4648 §3.5 and §5): only the URL
/// alphabet, no padding, no whitespace, unused bits zero.
/// </summary>
internal static class StrictBase64Url
{
    private static readonly SearchValues<byte> Alphabet = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8
    );

    /// <summary>The number of bytes that a text of this length decodes to; for a length that cannot be, an upper bound.</summary>
    public static int DecodedLength(int textLength) => (int)(textLength * 3L / 4);

    /// <summary>Decodes a text; false when it is not the one spelling of its bytes, or the destination is too short.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;
        // The platform's decoder refuses stray bits and impossible lengths, but lets whitespace and padding pass.
        return !text.ContainsAnyExcept(Alphabet)
            && Base64Url.DecodeFromUtf8(text, destination, out _, out written) == OperationStatus.Done;
    }
}
