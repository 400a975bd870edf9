namespace JwksSdk.Benchmarks.Measuring;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">The rounds, in each of which every subject has a turn.</param>
/// <param name="Turn">About how long a turn lasts.</param>
/// <param name="Calm">How long nothing is to be compiled any more before the first round.</param>
internal sealed record Effort(int Rounds, TimeSpan Turn, TimeSpan Calm)
{
    /// <summary>For figures that are quoted.</summary>
    public static Effort Full { get; } = new(201, TimeSpan.FromMilliseconds(4), TimeSpan.FromSeconds(1));

    /// <summary>For a look, in about a minute.</summary>
    public static Effort Quick { get; } = new(31, TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(300));
}
