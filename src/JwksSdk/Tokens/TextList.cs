using System.Buffers;
using System.Collections;
using System.Text;
using System.Text.Unicode;

namespace JwksSdk.Tokens;

/// <summary>
/// The strings of a claim, kept in UTF-8 as their token says them: each is made when it is asked for, so that a list of hundreds, in which
/// one or two are looked for, costs little. Nobody can change it.
/// </summary>
/// <param name="utf8">The strings, one behind the other.</param>
/// <param name="ends">Where each of them ends.</param>
internal sealed class TextList(byte[] utf8, int[] ends) : IReadOnlyList<string>, IList<string>, IOrdinalTexts
{
    /// <inheritdoc cref="IReadOnlyCollection{T}.Count" />
    public int Count => ends.Length;

    bool ICollection<string>.IsReadOnly => true;

    /// <inheritdoc />
    public string this[int index] =>
        (uint)index < (uint)ends.Length
            ? Encoding.UTF8.GetString(At(index))
            : throw new ArgumentOutOfRangeException(nameof(index));

    string IList<string>.this[int index]
    {
        get => this[index];
        set => throw new NotSupportedException();
    }

    /// <summary>Whether a string is among these, compared ordinally. Makes none of them.</summary>
    public bool Contains(string? item) => IndexOf(item) >= 0;

    /// <summary>Where the first string is that is this one, compared ordinally; -1 for none. Makes none of them.</summary>
    public int IndexOf(string? item)
    {
        // None is longer in UTF-8 than all of them.
        if (item is null || item.Length > utf8.Length)
        {
            return -1;
        }

        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(item.Length));
        // Half a surrogate pair is in no claim, and must not turn into what is.
        var status = Utf8.FromUtf16(item, rented, out _, out var length, replaceInvalidSequences: false);
        var wanted = rented.AsSpan(0, length);
        var index = status == OperationStatus.Done ? IndexOf(wanted) : -1;
        wanted.Clear();
        ArrayPool<byte>.Shared.Return(rented);
        return index;
    }

    /// <inheritdoc />
    public void CopyTo(string[] array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentOutOfRangeException.ThrowIfNegative(arrayIndex);
        if (array.Length - arrayIndex < Count)
        {
            throw new ArgumentException("The array is too short.", nameof(array));
        }

        for (var i = 0; i < Count; i++)
        {
            array[arrayIndex + i] = this[i];
        }
    }

    /// <inheritdoc />
    public IEnumerator<string> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<string>.Add(string item) => throw new NotSupportedException();

    void ICollection<string>.Clear() => throw new NotSupportedException();

    bool ICollection<string>.Remove(string item) => throw new NotSupportedException();

    void IList<string>.Insert(int index, string item) => throw new NotSupportedException();

    void IList<string>.RemoveAt(int index) => throw new NotSupportedException();

    private int IndexOf(ReadOnlySpan<byte> wanted)
    {
        for (var i = 0; i < ends.Length; i++)
        {
            if (At(i).SequenceEqual(wanted))
            {
                return i;
            }
        }

        return -1;
    }

    private ReadOnlySpan<byte> At(int index)
    {
        var start = index == 0 ? 0 : ends[index - 1];
        return utf8.AsSpan(start, ends[index] - start);
    }
}

/// <summary>The strings of a claim while they are read: in rented memory until all are known.</summary>
/// <param name="capacity">At least their length in bytes of UTF-8, with a byte between every two.</param>
internal ref struct ReadTexts(int capacity)
{
    private readonly byte[] _utf8 = ArrayPool<byte>.Shared.Rent(capacity);
    private readonly int[] _ends = ArrayPool<int>.Shared.Rent((capacity / 2) + 1);
    private int _length;
    private int _count;

    /// <summary>Adds a string.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_utf8.AsSpan(_length));
        _length += text.Length;
        _ends[_count++] = _length;
    }

    /// <summary>The list as a token has it, once.</summary>
    public IReadOnlyList<string> ToList()
    {
        var utf8 = _utf8.AsSpan(0, _length);
        var ends = _ends.AsSpan(0, _count);
        IReadOnlyList<string> list = _count > 0 ? new TextList(utf8.ToArray(), ends.ToArray()) : [];
        utf8.Clear();
        ends.Clear();
        ArrayPool<byte>.Shared.Return(_utf8);
        ArrayPool<int>.Shared.Return(_ends);
        return list;
    }
}
