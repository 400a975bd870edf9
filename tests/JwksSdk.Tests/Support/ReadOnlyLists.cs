using System.Collections;

namespace JwksSdk.Tests.Support;

/// <summary>Lists that nobody can change: what several callers may hold.</summary>
internal static class ReadOnlyLists
{
    /// <summary>Asserts that a list can be changed by no interface that it has.</summary>
    public static void AssertIs<T>(IReadOnlyList<T>? list)
    {
        Assert.NotNull(list);
        Assert.NotEmpty(list);
        AssertIs((IEnumerable)list);
        if (list is IList<T> typed)
        {
            Assert.Throws<NotSupportedException>(() => typed[0] = typed[0]);
        }

        if (list is ICollection<T> collection)
        {
            Assert.True(collection.IsReadOnly);
            Assert.Throws<NotSupportedException>(() => collection.Add(list[0]));
            Assert.Throws<NotSupportedException>(() => collection.Remove(list[0]));
            Assert.Throws<NotSupportedException>(collection.Clear);
        }
    }

    /// <inheritdoc cref="AssertIs{T}" />
    public static void AssertIs(IEnumerable list)
    {
        Assert.False(list is Array, $"{list.GetType()} is an array.");
        if (list is IList { Count: > 0 } untyped)
        {
            Assert.Throws<NotSupportedException>(() => untyped[0] = untyped[0]);
        }
    }
}
