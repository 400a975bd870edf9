using System.Buffers;
using System.Collections.ObjectModel;

namespace JwksSdk.Tokens;

/// <summary>The items of a claim while they are read: in rented memory until their number is known.</summary>
internal ref struct ReadItems<T>
{
    private T[]? _rented;
    private int _count;

    /// <summary>Adds an item.</summary>
    public void Add(T item)
    {
        if (_rented is null || _count == _rented.Length)
        {
            Grow();
        }

        _rented![_count++] = item;
    }

    /// <summary>
    /// The list as a token has it, once. Nobody can change it, not through a cast either: others may have the same token. A list that is
    /// not asked for is only lost to the pool.
    /// </summary>
    public IReadOnlyList<T> ToList()
    {
        if (_rented is null)
        {
            return ReadOnlyCollection<T>.Empty;
        }

        var items = _rented.AsSpan(0, _count).ToArray();
        Return(_rented);
        _rented = null;
        return new ReadOnlyCollection<T>(items);
    }

    private void Grow()
    {
        var old = _rented;
        _rented = ArrayPool<T>.Shared.Rent(Math.Max(16, _count * 2));
        if (old is not null)
        {
            old.AsSpan(0, _count).CopyTo(_rented);
            Return(old);
        }
    }

    // Cleared, because the pool would keep values of tokens alive.
    private static void Return(T[] items) => ArrayPool<T>.Shared.Return(items, clearArray: true);
}
