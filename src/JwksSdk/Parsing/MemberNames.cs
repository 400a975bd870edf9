using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace JwksSdk.Parsing;

/// <summary>
/// The member names seen so far in one JSON text, to find one that occurs twice in one object, in whatever spelling. A
/// hash table with open addressing: each name costs the same, however many there are. The first few dozen names need no
/// memory but the table's own.
/// </summary>
internal ref struct MemberNames
{
    private InlineSlots _inline;
    private Slot[]? _rented;
    private int _capacity;
    private int _count;

    /// <summary>Adds a name; false when its object has it already.</summary>
    /// <param name="json">The whole text.</param>
    /// <param name="scope">The number of the object, from 1.</param>
    /// <param name="start">Where the name starts in the text.</param>
    /// <param name="length">Its length in bytes, escapes included.</param>
    public bool TryAdd(ReadOnlySpan<byte> json, int scope, int start, int length)
    {
        if (_count * 4 >= Slots.Length * 3)
        {
            Grow();
        }

        var name = json.Slice(start, length);
        var added = new Slot(scope, start, length, Hash(scope, name));
        var slots = Slots;
        for (var i = added.Hash; ; i++)
        {
            ref var slot = ref slots[(int)(i & (uint)(slots.Length - 1))];
            if (slot.Scope == 0)
            {
                slot = added;
                _count++;
                return true;
            }

            if (
                slot.Hash == added.Hash
                && slot.Scope == scope
                && JsonEscapes.TextEquals(json.Slice(slot.Start, slot.Length), name)
            )
            {
                return false;
            }
        }
    }

    /// <summary>Gives rented memory back.</summary>
    public void Release()
    {
        if (_rented is not null)
        {
            ArrayPool<Slot>.Shared.Return(_rented);
            _rented = null;
        }
    }

    [UnscopedRef]
    private Span<Slot> Slots => _rented is null ? _inline : _rented.AsSpan(0, _capacity);

    private static uint Hash(int scope, ReadOnlySpan<byte> name)
    {
        using var plain = new UnescapedText(name);
        // The hash of strings is keyed anew in each process, so nobody can prepare names that collide.
        var pairs = string.GetHashCode(MemoryMarshal.Cast<byte, char>(plain.Text));
        var odd = plain.Text.Length % 2 == 0 ? -1 : plain.Text[^1];
        return (uint)HashCode.Combine(scope, pairs, odd);
    }

    private void Grow()
    {
        var old = Slots;
        var capacity = old.Length * 4;
        var rented = ArrayPool<Slot>.Shared.Rent(capacity);
        var slots = rented.AsSpan(0, capacity);
        slots.Clear();
        foreach (var slot in old)
        {
            if (slot.Scope != 0)
            {
                var i = slot.Hash;
                while (slots[(int)(i & (uint)(capacity - 1))].Scope != 0)
                {
                    i++;
                }

                slots[(int)(i & (uint)(capacity - 1))] = slot;
            }
        }

        Release();
        _rented = rented;
        _capacity = capacity;
    }

    private readonly record struct Slot(int Scope, int Start, int Length, uint Hash);

    [InlineArray(64)]
    private struct InlineSlots
    {
        private Slot _first;
    }
}
