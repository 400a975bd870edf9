namespace JwksSdk.Benchmarks.Measuring;

/// <summary>One thing that is measured.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Run">Does its operation so many times, one after the other. Throws when an operation has the wrong outcome.</param>
internal sealed record Subject(string Name, Action<int> Run)
{
    /// <summary>A subject whose operation says whether it had the right outcome.</summary>
    public static Subject Of(string name, Func<bool> operation) =>
        new(
            name,
            count =>
            {
                for (var i = 0; i < count; i++)
                {
                    if (!operation())
                    {
                        throw new InvalidOperationException($"{name} came to the wrong outcome.");
                    }
                }
            }
        );
}
