namespace JwksSdk.Keys;

/// <summary>A key set in the shared cache.</summary>
/// <param name="Identity">Whose it is.</param>
/// <param name="FetchedAt">When its fetch began, by the wall clock of the process that made it, in whole milliseconds.</param>
/// <param name="Lifetime">How long the endpoint said that it is fresh; null when it did not say.</param>
/// <param name="Validators">What a conditional request needs; null when the endpoint gave nothing.</param>
/// <param name="Json">The key set as it was published.</param>
internal sealed record SharedEntry(
    SharedIdentity Identity,
    DateTimeOffset FetchedAt,
    TimeSpan? Lifetime,
    KeySetValidators? Validators,
    ReadOnlyMemory<byte> Json
)
{
    /// <summary>The key set as a source hands it over.</summary>
    public KeySetDocument ToDocument() =>
        new(Json)
        {
            FetchedAt = FetchedAt,
            Lifetime = Lifetime,
            Validators = Validators,
        };
}
