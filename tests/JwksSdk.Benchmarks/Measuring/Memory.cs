namespace JwksSdk.Benchmarks.Measuring;

/// <summary>Managed memory.</summary>
internal static class Memory
{
    /// <summary>The bytes that are kept after something was done, beyond those that were kept before.</summary>
    public static double Kept(Action action)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        action();
        return GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    /// <summary>Makes something, and says how many bytes are kept for it.</summary>
    public static (T Made, double Kept) Of<T>(Func<T> make)
        where T : class
    {
        T? made = null;
        var kept = Kept(() => made = make());
        return (made!, kept);
    }
}
