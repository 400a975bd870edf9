using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using JwksSdk.Parsing;

namespace JwksSdk.Tokens;

/// <summary>
/// Where the members of an object stand that nobody reads. Neighbours are kept as one run, so that there are few, and the
/// first ones need no memory but the structure's own.
/// </summary>
internal struct UnreadMembers
{
    private const int Few = 8;

    private FirstRuns _first;
    private Slice[]? _more;
    private int _count;

    /// <summary>Whether there are none.</summary>
    public readonly bool AreNone => _count == 0;

    /// <summary>Adds a member that stands behind all others.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">Where its name starts, at the quote.</param>
    /// <param name="end">Where its value ends.</param>
    public void Add(ReadOnlySpan<byte> text, int start, int end)
    {
        if (_count > 0)
        {
            ref var last = ref At(_count - 1);
            // A member in between would have a quote.
            if (!text[(last.Start + last.Length)..start].Contains((byte)'"'))
            {
                last = new Slice(last.Start, end - last.Start);
                return;
            }
        }

        if (_count >= Few && _count - Few == (_more?.Length ?? 0))
        {
            Array.Resize(ref _more, _count * 2);
        }

        At(_count++) = new Slice(start, end - start);
    }

    /// <summary>The object of these members alone, each as it is written.</summary>
    public byte[] ToObject(ReadOnlySpan<byte> text)
    {
        var length = 1 + _count;
        for (var i = 0; i < _count; i++)
        {
            length += At(i).Length;
        }

        var json = new byte[length];
        var end = 0;
        for (var i = 0; i < _count; i++)
        {
            var run = At(i);
            json[end++] = i == 0 ? (byte)'{' : (byte)',';
            text.Slice(run.Start, run.Length).CopyTo(json.AsSpan(end));
            end += run.Length;
        }

        json[end] = (byte)'}';
        return json;
    }

    [UnscopedRef]
    private ref Slice At(int index)
    {
        if (index < Few)
        {
            return ref _first[index];
        }

        return ref _more![index - Few];
    }

    [InlineArray(Few)]
    private struct FirstRuns
    {
        private Slice _first;
    }
}
