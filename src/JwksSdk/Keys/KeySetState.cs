namespace JwksSdk.Keys;

/// <summary>What is known of one issuer's key set. Immutable; swapped as a whole, so that readers need no lock.</summary>
/// <param name="Snapshot">The keys; null until the first good fetch.</param>
/// <param name="History">What the policy remembers of earlier fetches.</param>
/// <param name="Flight">The one fetch under way; null when there is none.</param>
internal sealed record KeySetState(KeySnapshot? Snapshot, FetchHistory History, Flight? Flight)
{
    /// <summary>The keys that nothing brings back, or only the issuer itself.</summary>
    public LostKeys Lost { get; init; } = LostKeys.None;

    /// <summary>The latest fetch, under way or over; null before the first.</summary>
    public Flight? Latest { get; init; }

    /// <summary>Nothing known, nothing tried.</summary>
    public static KeySetState Cold { get; } = new(null, FetchHistory.None, null);

    /// <summary>The key, or why there is none.</summary>
    public KeyLookup Find(ReadOnlySpan<byte> keyId, JwtAlgorithms algorithm, TimeSpan now) =>
        Trusted(now) is { } snapshot ? snapshot.Find(keyId, algorithm)
        : keyId.IsEmpty ? JwtErrorCode.KeyIdMissing
        : JwtErrorCode.KeysUnavailable;

    /// <summary>The keys, if they may be trusted now; null otherwise.</summary>
    public KeySnapshot? Trusted(TimeSpan now) => Snapshot is not null && now < Snapshot.Times.DeadAt ? Snapshot : null;

    /// <summary>When a scheduled fetch is due: at once without keys, and after a fetch that failed, whatever caused it.</summary>
    public TimeSpan DueAt =>
        Snapshot is null || History.FailingSince is not null ? TimeSpan.MinValue : Snapshot.Times.RefreshAt;

    /// <summary>Why a scheduled fetch is wanted now; null while there is no need of one.</summary>
    public FetchReason? ScheduledReason(TimeSpan now) =>
        Trusted(now) is null ? FetchReason.NoKeys
        : now >= DueAt ? FetchReason.Due
        : null;
}

/// <summary>One fetch under way, shared by everyone who waits for it.</summary>
internal sealed class Flight
{
    private readonly TaskCompletionSource<FetchOutcome> _landed = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    /// <summary>Completes when the fetch is over and its outcome is in the state. Never fails.</summary>
    public Task<FetchOutcome> Landed => _landed.Task;

    /// <summary>Waits for the fetch to be over; false when that takes longer than the time given.</summary>
    public async Task<bool> LandsWithinAsync(TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            var wait = time > TimeSpan.Zero ? time : TimeSpan.Zero;
            await Landed.WaitAsync(wait, clock, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public void Land(FetchOutcome outcome) => _landed.SetResult(outcome);
}
