using System.Globalization;
using System.Text;

namespace JwksSdk.Tests.Line.Oracle;

/// <summary>Changes of the characters of a compact token.</summary>
internal static class TextMutations
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const string Strange =
        " \t\r\n\0=+/.,:;%&?#\"'\\{}[]<>~\u007f\u0080\u00a0\u00ad\u00e9\u0131\u212a\u200b\u2024\u3002\ufeff\uff0e\ud800\udc00";

    private static readonly string[] Before =
    [
        " ",
        "\t",
        "\n",
        "\0",
        "\ufeff",
        "\"",
        "Bearer ",
        "bearer ",
        ".",
        "=",
        "JWT ",
    ];
    private static readonly string[] After =
    [
        " ",
        "\n",
        "\r\n",
        "\0",
        "=",
        "==",
        "===",
        ".",
        "..",
        ".AA",
        "\"",
        ",",
        "A",
        "AA",
    ];

    public static IEnumerable<Mutation> All =>
        [
            new("another letter", 540, static c => Replaced(c, Alphabet[c.Below(64)])),
            new("one bit of six", 660, static c => OneBit(c)),
            new("a strange character", 420, static c => Replaced(c, Strange[c.Below(Strange.Length)])),
            new("any character", 150, static c => Replaced(c, (char)c.Below(0x10000))),
            new("an inserted letter", 240, static c => Inserted(c, Alphabet[c.Below(64)].ToString())),
            new(
                "an inserted strange character",
                240,
                static c => Inserted(c, Strange[c.Below(Strange.Length)].ToString())
            ),
            new("a deleted character", 240, static c => Deleted(c, 1)),
            new("a deleted stretch", 120, static c => Deleted(c, 1 + c.Below(40))),
            new("a doubled stretch", 150, static c => Doubled(c, 1 + c.Below(40))),
            new("two neighbours swapped", 210, static c => Swapped(c)),
            new("the other case", 270, static c => OtherCase(c)),
            new("truncated", 180, static c => c.Text[..c.Below(c.Text.Length)]),
            new("the end alone", 90, static c => c.Text[c.Below(c.Text.Length)..]),
            new("something before it", 120, static c => c.Any(Before) + c.Text),
            new("something behind it", 240, static c => c.Text + c.Any(After)),
            new("padding at a segment", 150, static c => Padded(c)),
            new("unused bits of a last letter", 360, static c => UnusedBits(c)),
            new("the other alphabet", 90, static c => c.Text.Replace('-', '+').Replace('_', '/')),
            new("a segment percent-encoded", 60, static c => PercentEncoded(c)),
            new("upper or lower case throughout", 60, static c => Throughout(c)),
            new("twice", 30, static c => c.Text + c.Any(["", ".", " ", ","]) + c.Text),
            new("reversed", 18, static c => new string([.. c.Text.Reverse()])),
            new("several letters", 240, static c => Several(c)),
            new("unchanged", 60, static c => c.Text),
        ];

    /// <summary>The same token with one of the bits of its last letter in a segment that stand for no bit of a byte.</summary>
    public static string WithUnusedBits(string text, int segment, int bits)
    {
        var parts = text.Split('.');
        var last = Alphabet.IndexOf(parts[segment][^1], StringComparison.Ordinal);
        parts[segment] = parts[segment][..^1] + Alphabet[last ^ bits];
        return string.Join('.', parts);
    }

    /// <summary>How many bits of a segment's last letter stand for nothing.</summary>
    public static int UnusedBitsOf(string segment) =>
        (segment.Length % 4) switch
        {
            2 => 4,
            3 => 2,
            _ => 0,
        };

    private static string Replaced(MutationCase c, char by)
    {
        var text = c.Text.ToCharArray();
        text[c.Below(text.Length)] = by;
        return new string(text);
    }

    private static string OneBit(MutationCase c)
    {
        var text = c.Text.ToCharArray();
        var at = c.Below(text.Length);
        var value = Alphabet.IndexOf(text[at], StringComparison.Ordinal);
        text[at] = value < 0 ? ':' : Alphabet[value ^ (1 << c.Below(6))];
        return new string(text);
    }

    private static string Inserted(MutationCase c, string what) => c.Text.Insert(c.Below(c.Text.Length + 1), what);

    private static string Deleted(MutationCase c, int count)
    {
        var at = c.Below(c.Text.Length);
        return c.Text.Remove(at, Math.Min(count, c.Text.Length - at));
    }

    private static string Doubled(MutationCase c, int count)
    {
        var at = c.Below(c.Text.Length);
        return c.Text.Insert(at, c.Text.Substring(at, Math.Min(count, c.Text.Length - at)));
    }

    private static string Swapped(MutationCase c)
    {
        var text = c.Text.ToCharArray();
        var at = c.Below(text.Length - 1);
        (text[at], text[at + 1]) = (text[at + 1], text[at]);
        return new string(text);
    }

    private static string OtherCase(MutationCase c)
    {
        var text = c.Text.ToCharArray();
        var at = c.Below(text.Length);
        text[at] = char.IsAsciiLetterUpper(text[at])
            ? char.ToLowerInvariant(text[at])
            : char.ToUpperInvariant(text[at]);
        return new string(text);
    }

    private static string Padded(MutationCase c)
    {
        var parts = c.Text.Split('.');
        var at = c.Below(3);
        parts[at] = parts[at].PadRight((parts[at].Length + 3) / 4 * 4, '=') + (c.OneIn(4) ? "=" : "");
        return string.Join('.', parts);
    }

    private static string UnusedBits(MutationCase c)
    {
        var parts = c.Text.Split('.');
        var loose = Enumerable.Range(0, 3).Where(at => UnusedBitsOf(parts[at]) > 0).ToArray();
        if (loose.Length == 0)
        {
            return c.Text + "=";
        }

        var segment = c.Any(loose);
        return WithUnusedBits(c.Text, segment, 1 + c.Below((1 << UnusedBitsOf(parts[segment])) - 1));
    }

    private static string PercentEncoded(MutationCase c)
    {
        var at = c.Below(c.Text.Length);
        return c.Text[..at]
            + string.Create(CultureInfo.InvariantCulture, $"%{(int)c.Text[at]:X2}")
            + c.Text[(at + 1)..];
    }

    private static string Throughout(MutationCase c) =>
        c.OneIn(2) ? c.Text.ToUpperInvariant() : c.Text.ToLowerInvariant();

    private static string Several(MutationCase c)
    {
        var text = new StringBuilder(c.Text);
        for (var count = 2 + c.Below(8); count > 0; count--)
        {
            text[c.Below(text.Length)] = Alphabet[c.Below(64)];
        }

        return text.ToString();
    }
}
