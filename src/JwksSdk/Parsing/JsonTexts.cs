using System.Numerics;
using System.Runtime.Intrinsics;

namespace JwksSdk.Parsing;

/// <summary>The grammar of JSON strings (RFC 8259 §7), but for <see cref="JsonEscapes"/>.</summary>
internal static class JsonTexts
{
    /// <summary>
    /// How many bytes the text starts with that stand for themselves in a string: ASCII without quote, backslash and control characters.
    /// </summary>
    public static int MeasurePlain(ReadOnlySpan<byte> text)
    {
        var length = 0;
        for (; text.Length - length >= Vector128<sbyte>.Count; length += Vector128<sbyte>.Count)
        {
            // As signed numbers, all that is not ASCII is below the first character that is no control character.
            var block = Vector128.Create(text.Slice(length, Vector128<sbyte>.Count)).AsSByte();
            var special =
                Vector128.LessThan(block, Vector128.Create((sbyte)' '))
                | Vector128.Equals(block, Vector128.Create((sbyte)'"'))
                | Vector128.Equals(block, Vector128.Create((sbyte)'\\'));
            var marks = special.ExtractMostSignificantBits();
            if (marks != 0)
            {
                return length + BitOperations.TrailingZeroCount(marks);
            }
        }

        while (length < text.Length && text[length] is >= (byte)' ' and < 0x80 and not ((byte)'"' or (byte)'\\'))
        {
            length++;
        }

        return length;
    }
}
