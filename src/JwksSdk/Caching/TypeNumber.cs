namespace JwksSdk.Caching;

/// <summary>A number that no other type in this process has: of a typed token, or of a union of them.</summary>
internal static class TypeNumber<TGiven>
    where TGiven : class
{
    /// <summary>The number; from 1.</summary>
    public static readonly int Value = TypeNumbers.Next();
}

file static class TypeNumbers
{
    private static int _count;

    public static int Next() => Interlocked.Increment(ref _count);
}
