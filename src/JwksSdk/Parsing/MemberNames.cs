using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace JwksSdk.Parsing;

/// <summary>
/// The member names seen so far in one JSON text, to find one that occurs twice in one object, in whatever spelling. The first
/// few, which are all that most tokens have, are told apart by a mark of each. More of them, and all once two marks are equal, are in a hash
/// table with open addressing, where each name costs the same, however many there are and whatever they are.
/// </summary>
internal ref struct MemberNames
{
    private const int Few = 16;

    private FewMarks _marks;
    private FewNames _few;
    private Name[]? _table;
    private int _capacity;
    private int _count;

    /// <summary>Adds a name; false when its object has it already.</summary>
    /// <param name="json">The whole text.</param>
    /// <param name="scope">The number of the object, from 1.</param>
    /// <param name="start">Where the name starts in the text.</param>
    /// <param name="length">Its length in bytes, escapes included.</param>
    /// <param name="hasEscapes">Whether it has escapes.</param>
    public bool TryAdd(ReadOnlySpan<byte> json, int scope, int start, int length, bool hasEscapes)
    {
        var name = new Name(scope, start, length, 0);
        return hasEscapes ? TryAddUnescaped(json, name) : TryAdd(json, name, json.Slice(start, length));
    }

    /// <summary>Gives rented memory back.</summary>
    public void Release()
    {
        if (_table is not null)
        {
            ArrayPool<Name>.Shared.Return(_table);
            _table = null;
        }
    }

    private bool TryAddUnescaped(ReadOnlySpan<byte> json, Name added)
    {
        using var plain = new UnescapedText(json.Slice(added.Start, added.Length), hasEscapes: true);
        return TryAdd(json, added, plain.Text);
    }

    private bool TryAdd(ReadOnlySpan<byte> json, Name added, ReadOnlySpan<byte> text)
    {
        if (_table is null && TryAddFew(added, Mark(added.Scope, text)))
        {
            return true;
        }

        if (_table is null || _count * 4 >= _capacity * 3)
        {
            Grow(json);
        }

        return TryAddMany(json, added with { Hash = Hash(added.Scope, text) });
    }

    /// <summary>Adds one of the first few; false where there is no room, or where a mark tells it from no other.</summary>
    private bool TryAddFew(Name added, ulong mark)
    {
        if (_count == Few)
        {
            return false;
        }

        // A search by vectors would wait for the marks just written, and be compiled anew by each process.
        foreach (var other in ((ReadOnlySpan<ulong>)_marks)[.._count])
        {
            if (other == mark)
            {
                return false;
            }
        }

        _marks[_count] = mark;
        _few[_count++] = added;
        return true;
    }

    private bool TryAddMany(ReadOnlySpan<byte> json, Name added)
    {
        var table = _table.AsSpan(0, _capacity);
        for (var i = added.Hash; ; i++)
        {
            ref var place = ref table[(int)(i & (uint)(_capacity - 1))];
            if (place.Scope == 0)
            {
                place = added;
                _count++;
                return true;
            }

            if (place.Hash == added.Hash && added.Is(place, json))
            {
                return false;
            }
        }
    }

    /// <summary>What tells most names apart: their length, and eight bytes at each end. Equal for equal names.</summary>
    private static ulong Mark(int scope, ReadOnlySpan<byte> name)
    {
        ulong first = 0;
        ulong last = 0;
        if (name.Length < sizeof(ulong))
        {
            foreach (var character in name)
            {
                first = (first << 8) | character;
            }
        }
        else
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(name);
            last = BinaryPrimitives.ReadUInt64LittleEndian(name[^sizeof(ulong)..]);
        }

        return first ^ (last * 31) ^ ((ulong)scope << 56) ^ ((ulong)name.Length << 48);
    }

    private static uint Hash(int scope, ReadOnlySpan<byte> name)
    {
        // The hash of strings is keyed anew in each process, so nobody can prepare names that collide.
        var pairs = string.GetHashCode(MemoryMarshal.Cast<byte, char>(name));
        var odd = name.Length % 2 == 0 ? -1 : name[^1];
        return (uint)HashCode.Combine(scope, pairs, odd);
    }

    private void Grow(ReadOnlySpan<byte> json)
    {
        var old = _table;
        var names = old is null ? ((ReadOnlySpan<Name>)_few)[.._count] : old.AsSpan(0, _capacity);
        var capacity = old is null ? 8 * Few : _capacity * 4;
        _table = ArrayPool<Name>.Shared.Rent(capacity);
        _table.AsSpan(0, capacity).Clear();
        _capacity = capacity;
        _count = 0;
        foreach (var name in names)
        {
            if (name.Scope != 0)
            {
                var written = json.Slice(name.Start, name.Length);
                using var plain = new UnescapedText(written, JsonEscapes.AreIn(written));
                TryAddMany(json, name with { Hash = Hash(name.Scope, plain.Text) });
            }
        }

        if (old is not null)
        {
            ArrayPool<Name>.Shared.Return(old);
        }
    }

    private readonly record struct Name(int Scope, int Start, int Length, uint Hash)
    {
        /// <summary>Whether the other one is the same name in the same object.</summary>
        public bool Is(Name other, ReadOnlySpan<byte> json) =>
            Scope == other.Scope
            && JsonEscapes.TextEquals(json.Slice(other.Start, other.Length), json.Slice(Start, Length));
    }

    [InlineArray(Few)]
    private struct FewMarks
    {
        private ulong _first;
    }

    [InlineArray(Few)]
    private struct FewNames
    {
        private Name _first;
    }
}
