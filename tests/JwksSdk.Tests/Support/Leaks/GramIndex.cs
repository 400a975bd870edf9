using System.Buffers.Binary;
using System.Text;

namespace JwksSdk.Tests.Support.Leaks;

/// <summary>
/// Finds long common substrings: the texts are indexed by every tenth piece of ten bytes, and whatever is looked for is slid
/// over that index byte by byte. A common substring of 19 bytes or more holds one of those pieces whole, wherever it lies.
/// </summary>
internal sealed class GramIndex
{
    private const int Gram = 10;
    private const byte Border = 1;
    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly Dictionary<UInt128, int> _first = [];
    private readonly int[] _next;
    private readonly ulong[] _filter = new ulong[1 << 16];

    /// <summary>Indexes texts.</summary>
    public GramIndex(IReadOnlyList<string> texts)
    {
        using var bytes = new MemoryStream();
        _starts = new int[texts.Count];
        for (var i = 0; i < texts.Count; i++)
        {
            _starts[i] = (int)bytes.Length;
            bytes.Write(Encoding.UTF8.GetBytes(texts[i]));
            bytes.WriteByte(Border);
        }

        _bytes = bytes.ToArray();
        _next = new int[_bytes.Length / Gram];
        for (var i = 0; i < _next.Length; i++)
        {
            var gram = Read(_bytes, i * Gram);
            _next[i] = _first.TryGetValue(gram, out var earlier) ? earlier : -1;
            _first[gram] = i;
            var bit = Bit(gram);
            _filter[bit >> 6] |= 1UL << (int)(bit & 63);
        }
    }

    /// <summary>A text in UTF-8.</summary>
    public ReadOnlySpan<byte> this[int text] =>
        _bytes.AsSpan(_starts[text]..((text + 1 < _starts.Length ? _starts[text + 1] : _bytes.Length) - 1));

    /// <summary>The longest common substrings with each text, where they have at least some length.</summary>
    /// <param name="wanted">What is looked for.</param>
    /// <param name="shortest">The length; at least 19 for nothing to be overlooked.</param>
    /// <param name="tell">Told of each: the number of the text, and where the substring is in it.</param>
    public void Find(ReadOnlySpan<byte> wanted, int shortest, Action<int, Range> tell)
    {
        for (var at = 0; at + Gram <= wanted.Length; at++)
        {
            var gram = Read(wanted, at);
            var bit = Bit(gram);
            if ((_filter[bit >> 6] & (1UL << (int)(bit & 63))) == 0 || !_first.TryGetValue(gram, out var place))
            {
                continue;
            }

            for (; place >= 0; place = _next[place])
            {
                var (start, end) = Extend(wanted, at, place * Gram);
                if (end - start >= shortest)
                {
                    var found = Array.BinarySearch(_starts, place * Gram);
                    var text = found >= 0 ? found : ~found - 1;
                    tell(text, (start - _starts[text])..(end - _starts[text]));
                }
            }
        }
    }

    private (int Start, int End) Extend(ReadOnlySpan<byte> wanted, int at, int place)
    {
        var after = wanted[at..].CommonPrefixLength(_bytes.AsSpan(place));
        var before = 0;
        while (before < at && before < place && wanted[at - before - 1] == _bytes[place - before - 1])
        {
            before++;
        }

        return (place - before, place + after);
    }

    private static UInt128 Read(ReadOnlySpan<byte> bytes, int at) =>
        new(
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 8)..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..])
        );

    private static uint Bit(UInt128 gram) =>
        (uint)((((ulong)gram ^ ((ulong)(gram >> 64) << 40)) * 0x9E37_79B9_7F4A_7C15) >> 42);
}
