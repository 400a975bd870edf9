using System.Buffers;
using System.Buffers.Text;

namespace JwksSdk.Parsing;

/// <summary>
/// Base64url with exactly one spelling for each sequence of bytes (RFC 7515 §2, RFC 4648 §3.5 and §5): only the URL
/// alphabet, no padding, no whitespace, unused bits zero.
/// </summary>
internal static class StrictBase64Url
{
    /// <summary>The number of bytes that a text of this length decodes to; for a length that cannot be, an upper bound.</summary>
    public static int DecodedLength(int textLength) => (int)(textLength * 3L / 4);

    /// <summary>Decodes a text; false when it is not the one spelling of its bytes, or the destination is too short.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        // The platform's decoder refuses stray bits and foreign characters, but lets whitespace and padding pass, of which each one
        // makes the result shorter than the length says; but for one more character than whole groups have, which is no text's length.
        return Base64Url.DecodeFromUtf8(text, destination, out _, out written) == OperationStatus.Done
            && text.Length % 4 != 1
            && written == DecodedLength(text.Length);
    }
}
