namespace JwksSdk.Keys;

/// <summary>How a fetch ended.</summary>
/// <param name="Error">Why it brought no current key set; <see cref="KeySetError.None"/> when it did.</param>
/// <param name="Detail">A status code or the platform's name for a failure; never text of an answer.</param>
/// <param name="Reading">What was read anew, also when no key of it can be used; null when nothing was.</param>
/// <param name="Snapshot">The snapshot to put in place; null when the one in place stays.</param>
internal sealed record FetchOutcome(
    KeySetError Error,
    string? Detail = null,
    KeySetReading? Reading = null,
    KeySnapshot? Snapshot = null
)
{
    /// <summary>Whether it brought the news that the keys which are held did not change.</summary>
    public bool IsNotModified => Error == KeySetError.None && Reading is null;

    /// <summary>The keys that are lost now.</summary>
    public LostKeys Lost { get; init; } = LostKeys.None;

    /// <summary>What it changed; known once its outcome is in place.</summary>
    public IReadOnlyList<KeySetEvent> Events { get; init; } = [];
}
