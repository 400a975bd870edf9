namespace JwksSdk.Parsing;

/// <summary>The grammar of JSON numbers (RFC 8259 §6).</summary>
internal static class JsonNumbers
{
    /// <summary>The length of the number that the text starts with; 0 when it starts with none.</summary>
    public static int Measure(ReadOnlySpan<byte> text)
    {
        var length = text.StartsWith((byte)'-') ? 1 : 0;
        var whole = Digits(text[length..]);
        if (whole == 0 || (whole > 1 && text[length] == '0'))
        {
            return 0;
        }

        length += whole;
        if (text[length..].StartsWith((byte)'.'))
        {
            var fraction = Digits(text[(length + 1)..]);
            if (fraction == 0)
            {
                return 0;
            }

            length += 1 + fraction;
        }

        if (length < text.Length && text[length] is (byte)'e' or (byte)'E')
        {
            length++;
            length += length < text.Length && text[length] is (byte)'+' or (byte)'-' ? 1 : 0;
            var exponent = Digits(text[length..]);
            return exponent == 0 ? 0 : length + exponent;
        }

        return length;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }
}
