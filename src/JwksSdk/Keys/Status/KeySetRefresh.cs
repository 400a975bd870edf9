namespace JwksSdk;

/// <summary>What came of <see cref="IKeySets.RefreshAsync"/>.</summary>
/// <param name="Status">How it ended.</param>
public sealed record KeySetRefresh(KeySetRefreshStatus Status)
{
    /// <summary>Why no current key set could be had; <see cref="KeySetError.None"/> unless it failed.</summary>
    public KeySetError Error { get; init; }

    /// <summary>How many keys are in use that were not before.</summary>
    public int KeysAdded { get; init; }

    /// <summary>How many keys are no longer in use.</summary>
    public int KeysWithdrawn { get; init; }

    /// <summary>How many keys were replaced under their <c>kid</c>.</summary>
    public int KeysChanged { get; init; }

    /// <summary>From when on it may be tried again, by the wall clock; null when it may at once, or never.</summary>
    public DateTimeOffset? RetryAt { get; init; }
}
