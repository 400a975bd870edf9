namespace JwksSdk.Caching;

/// <summary>A number that no other type of token in this process has.</summary>
internal static class TypeNumber<TToken>
    where TToken : JwtToken
{
    /// <summary>The number; from 1.</summary>
    public static readonly int Value = TypeNumbers.Next();
}

file static class TypeNumbers
{
    private static int _count;

    public static int Next() => Interlocked.Increment(ref _count);
}
