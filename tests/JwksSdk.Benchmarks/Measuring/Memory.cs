namespace JwksSdk.Benchmarks.Measuring;

/// <summary>Managed memory.</summary>
internal static class Memory
{
    /// <summary>The bytes that are kept after something was done, beyond those that were kept before.</summary>
    public static double Kept(Action action)
    {
        var before = Settled();
        action();
        return Settled() - before;
    }

    /// <summary>Makes something, and says how many bytes are kept for it.</summary>
    public static (T Made, double Kept) Of<T>(Func<T> make)
        where T : class
    {
        T? made = null;
        var kept = Kept(() => made = make());
        return (made!, kept);
    }

    /// <summary>What is left once collections find nothing more: what waits for its finalizer goes by the next one only.</summary>
    private static long Settled()
    {
        var (before, now) = (long.MaxValue, 0L);
        for (var i = 0; i < 20 && now != before; i++)
        {
            before = now;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            now = GC.GetTotalMemory(forceFullCollection: false);
        }

        return now;
    }
}
