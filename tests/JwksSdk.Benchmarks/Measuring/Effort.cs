namespace JwksSdk.Benchmarks.Measuring;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">The rounds, in each of which every subject has a turn.</param>
/// <param name="Turn">About how long a turn lasts.</param>
/// <param name="WarmUp">How long each subject runs before the first round, so that it is compiled for good.</param>
internal sealed record Effort(int Rounds, TimeSpan Turn, TimeSpan WarmUp)
{
    /// <summary>For figures that are quoted.</summary>
    public static Effort Full { get; } = new(201, TimeSpan.FromMilliseconds(4), TimeSpan.FromSeconds(1.5));

    /// <summary>For a look, in about a minute.</summary>
    public static Effort Quick { get; } = new(31, TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(500));
}
