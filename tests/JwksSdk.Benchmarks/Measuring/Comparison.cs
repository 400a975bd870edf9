namespace JwksSdk.Benchmarks.Measuring;

/// <summary>What one subject cost, compared with the baseline of the same rounds.</summary>
/// <param name="Subject">The subject's name.</param>
/// <param name="Ratio">The median, over all rounds, of its time divided by that of the baseline in the same round.</param>
/// <param name="Low">The first quartile of the same.</param>
/// <param name="High">The third quartile of the same.</param>
/// <param name="Nanoseconds">The median time of one operation. Good for this run alone: it moves with the machine.</param>
/// <param name="Bytes">
/// What one operation allocates on its thread; the fewest of all rounds, as a collection's own work is none of its. Null where the
/// runtime does not say.
/// </param>
internal sealed record Comparison(
    string Subject,
    double Ratio,
    double Low,
    double High,
    double Nanoseconds,
    double? Bytes
);
