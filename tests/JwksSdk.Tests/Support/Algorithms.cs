namespace JwksSdk.Tests.Support;

/// <summary>The algorithms that can be verified; the enum also names one that cannot, for the compiler to say why.</summary>
internal static class Algorithms
{
    public static IReadOnlyList<JwtAlgorithms> All { get; } =
    [.. JwtAlgorithmChoices.Names.Select(static name => Enum.Parse<JwtAlgorithms>(name))];
}
