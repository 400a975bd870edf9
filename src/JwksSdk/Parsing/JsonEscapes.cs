using System.Buffers;
using System.Text;

namespace JwksSdk.Parsing;

/// <summary>Escapes inside JSON strings (RFC 8259 §7): their check, and their undoing into UTF-8.</summary>
internal static class JsonEscapes
{
    /// <summary>
    /// The length of the valid escape that the text starts with: a short one, <c>\uXXXX</c>, or a pair of surrogates.
    /// 0 when it is not valid; half a pair of surrogates is not (RFC 8259 §8.2, RFC 8725 §3.7).
    /// </summary>
    public static int Measure(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2)
        {
            return 0;
        }

        if (text[1] != 'u')
        {
            return "\"\\/bfnrt"u8.Contains(text[1]) ? 2 : 0;
        }

        if (!TryReadUnit(text, out var unit) || char.IsLowSurrogate(unit))
        {
            return 0;
        }

        if (!char.IsHighSurrogate(unit))
        {
            return 6;
        }

        return TryReadUnit(text[6..], out var low) && char.IsLowSurrogate(low) ? 12 : 0;
    }

    /// <summary>Whether a checked text has escapes.</summary>
    public static bool AreIn(ReadOnlySpan<byte> text) => text.Contains((byte)'\\');

    /// <summary>Undoes the escapes of a checked text. False when the destination is too short.</summary>
    public static bool TryUnescape(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;
        while (true)
        {
            var plain = text.IndexOf((byte)'\\');
            var run = plain < 0 ? text : text[..plain];
            if (!run.TryCopyTo(destination[written..]))
            {
                return false;
            }

            written += run.Length;
            if (plain < 0)
            {
                return true;
            }

            text = text[plain..];
            if (!Decode(text, out var length).TryEncodeToUtf8(destination[written..], out var bytes))
            {
                return false;
            }

            written += bytes;
            text = text[length..];
        }
    }

    /// <summary>Whether two checked texts are the same once their escapes are undone.</summary>
    public static bool TextEquals(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right))
        {
            return true;
        }

        using var plainLeft = new UnescapedText(left, AreIn(left));
        using var plainRight = new UnescapedText(right, AreIn(right));
        return plainLeft.Text.SequenceEqual(plainRight.Text);
    }

    private static Rune Decode(ReadOnlySpan<byte> escape, out int length)
    {
        length = Measure(escape);
        if (length == 2)
        {
            return new Rune(
                (char)escape[1] switch
                {
                    'b' => '\b',
                    'f' => '\f',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    var same => same,
                }
            );
        }

        TryReadUnit(escape, out var unit);
        if (length == 6)
        {
            return new Rune(unit);
        }

        TryReadUnit(escape[6..], out var low);
        return new Rune(unit, low);
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> text, out char unit)
    {
        unit = default;
        if (text.Length < 6 || text[0] != '\\' || text[1] != 'u')
        {
            return false;
        }

        // Digit by digit: the platform's hexadecimal numbers may end with NUL characters.
        var value = 0;
        foreach (var digit in text[2..6])
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }

            value = (value << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        unit = (char)value;
        return true;
    }
}

/// <summary>A checked JSON text without its escapes; in rented memory when there were any.</summary>
internal readonly ref struct UnescapedText : IDisposable
{
    private readonly byte[]? _rented;

    public UnescapedText(ReadOnlySpan<byte> text, bool hasEscapes)
    {
        if (!hasEscapes)
        {
            Text = text;
            return;
        }

        // Undoing an escape never makes a text longer.
        _rented = ArrayPool<byte>.Shared.Rent(text.Length);
        JsonEscapes.TryUnescape(text, _rented, out var length);
        Text = _rented.AsSpan(0, length);
    }

    /// <summary>The text in UTF-8.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Gives the memory back, cleared.</summary>
    public void Dispose()
    {
        if (_rented is not null)
        {
            _rented.AsSpan(0, Text.Length).Clear();
            ArrayPool<byte>.Shared.Return(_rented);
        }
    }
}
