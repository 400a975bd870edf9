using System.Globalization;
using System.Text;

namespace JwksSdk.Tests.Line.Oracle;

/// <summary>Changes of JSON text that make sense in a header and in claims alike.</summary>
internal static class RawMutations
{
    private static readonly byte[][] StrangeBytes =
    [
        [0xEF, 0xBB, 0xBF],
        [0],
        [0xC0, 0x80],
        [0xED, 0xA0, 0x80],
        [0xFF],
        [0x80],
        [0xF4, 0x90, 0x80, 0x80],
        [0x1F],
        [0x7F],
        [(byte)'/', (byte)'/'],
        [(byte)','],
        [(byte)'"'],
        [(byte)'\\'],
        [(byte)'}'],
        [(byte)'{', (byte)'}'],
        [0xE2, 0x80, 0xA8],
    ];

    public static RawToken Apply(MutationCase c, Action<MutationCase, RawToken> change)
    {
        var token = c.Raw();
        change(c, token);
        return token;
    }

    /// <summary>
    /// A change with the former signature, and one that is signed anew. It may leave every byte as it was: that is a good token,
    /// so neither is a forgery.
    /// </summary>
    public static IEnumerable<Mutation> Both(
        string name,
        int weight,
        int signed,
        Action<MutationCase, RawToken> change
    ) =>
        [
            new(name, weight, c => Apply(c, change).Unsigned()),
            new(name + ", signed anew", signed, c => Apply(c, change).Sign()) { Signs = true },
        ];

    /// <summary>A member once more: at another place, in any spelling, with the same value or another.</summary>
    public static void Twice(MutationCase c, List<RawMember> members)
    {
        var member = c.Any(members);
        var name = c.Below(3) == 0 ? Escaped(c, member.Name) : member.Name;
        var value = c.OneIn(2) ? member.Value : c.Any(members).Value;
        members.Insert(c.Below(members.Count + 1), new RawMember(name, value));
    }

    /// <summary>Writes a name, and a value that is a text, with escapes: the same once they are undone.</summary>
    public static void Escape(MutationCase c, List<RawMember> members)
    {
        var at = c.Below(members.Count);
        var member = members[at];
        var value = member.Value.StartsWith('"') && c.OneIn(2) ? Escaped(c, member.Value) : member.Value;
        members[at] = new RawMember(Escaped(c, member.Name), value);
    }

    public static void Shuffle(MutationCase c, List<RawMember> members)
    {
        var shuffled = members.ToArray();
        c.Random.Shuffle(shuffled);
        members.Clear();
        members.AddRange(shuffled);
    }

    /// <summary>A member that nests: just within what is allowed, just beyond, and far beyond.</summary>
    public static RawMember Deep(MutationCase c)
    {
        var depth = c.Any([2, 14, 15, 16, 17, 63, 64, 65, 2_000]);
        return c.OneIn(2)
            ? RawMember.Of("deep", new string('[', depth) + new string(']', depth))
            : RawMember.Of("deep", string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "0" + new string('}', depth));
    }

    /// <summary>Changes the bytes of the JSON text itself.</summary>
    public static Func<byte[], byte[]> Bytes(MutationCase c)
    {
        var (how, where, what) = (c.Below(4), c.Random.NextDouble(), c.Any(StrangeBytes));
        var bit = (byte)(1 << c.Below(8));
        return bytes =>
        {
            var at = (int)(where * bytes.Length);
            return how switch
            {
                0 => [.. bytes[..at], .. what, .. bytes[at..]],
                1 => [.. bytes[..at], (byte)(bytes[at] ^ bit), .. bytes[(at + 1)..]],
                2 => [.. bytes[..at], .. bytes[(at + 1)..]],
                // At the very begin or end, where readers are most forgiving.
                _ => where < 0.5 ? [.. what, .. bytes] : [.. bytes, .. what],
            };
        };
    }

    /// <summary>Whitespace between the tokens of the JSON text, where it means nothing.</summary>
    public static Func<byte[], byte[]> Whitespace(MutationCase c)
    {
        var space = c.Any([" ", "\n", "\r\n", "\t", "  \t\n"]);
        var where = c.Below(3);
        return bytes =>
        {
            var text = Encoding.UTF8.GetString(bytes);
            return Encoding.UTF8.GetBytes(
                where == 0 ? space + text
                : where == 1 ? text + space
                : "{" + space + text[1..^1] + space + "}"
            );
        };
    }

    /// <summary>Some characters of a quoted text as escapes.</summary>
    private static string Escaped(MutationCase c, string quoted)
    {
        var text = new StringBuilder("\"");
        for (var at = 1; at < quoted.Length - 1; at++)
        {
            // A text that has escapes already is left alone from there on.
            if (quoted[at] == '\\')
            {
                return text.Append(quoted.AsSpan(at)).ToString();
            }

            text.Append(
                c.OneIn(2) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)quoted[at]:x4}") : quoted[at]
            );
        }

        return text.Append('"').ToString();
    }
}
