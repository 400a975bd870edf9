namespace JwksSdk.Benchmarks.Limits;

/// <summary>A promise about a figure.</summary>
/// <param name="Row">Its number in the list of targets.</param>
/// <param name="Figure">The figure's key; for a share, that of the numerator.</param>
/// <param name="Goal">What is aimed at.</param>
/// <param name="Bound">What must hold: at most this, or at least where <see cref="IsAtLeast"/> says so.</param>
internal sealed record Limit(int Row, string Figure, double Goal, double Bound)
{
    /// <summary>The key of a figure that the first one is divided by; null for none.</summary>
    public string? Per { get; init; }

    /// <summary>Whether more is better.</summary>
    public bool IsAtLeast { get; init; }

    /// <summary>The value, as far as it was measured.</summary>
    public double? ValueIn(IReadOnlyDictionary<string, double> figures) =>
        !figures.TryGetValue(Figure, out var value) ? null
        : Per is null ? value
        : figures.TryGetValue(Per, out var per) ? value / per
        : null;

    /// <summary>Whether a value keeps the promise.</summary>
    public bool Holds(double value) => IsAtLeast ? value >= Bound : value <= Bound;

    /// <summary>Whether a value reaches the goal.</summary>
    public bool Reaches(double value) => IsAtLeast ? value >= Goal : value <= Goal;
}
