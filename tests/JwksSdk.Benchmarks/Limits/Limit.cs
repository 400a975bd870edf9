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

    /// <summary>Why <see cref="Bound"/> is not what was asked for; null where it is.</summary>
    public Looser? Looser { get; init; }

    /// <summary>The value, as far as it was measured.</summary>
    public double? ValueIn(IReadOnlyDictionary<string, double> figures) =>
        !figures.TryGetValue(Figure, out var value) ? null
        : Per is null ? value
        : figures.TryGetValue(Per, out var per) ? value / per
        : null;

    /// <summary>Whether a value keeps the promise.</summary>
    public bool Holds(double value) => IsAtLeast ? value >= Bound : value <= Bound;
}

/// <summary>A limit that is looser than the one that was asked for at first.</summary>
/// <param name="Asked">The limit that was asked for.</param>
/// <param name="Because">Why it does not hold, in a sentence.</param>
internal sealed record Looser(string Asked, string Because);
