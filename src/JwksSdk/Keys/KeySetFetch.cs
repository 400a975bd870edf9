namespace JwksSdk.Keys;

/// <summary>
/// One fetch: asks the sources in order until one has a key set, and makes the snapshot to put in place of the one that is
/// held. Changes nothing itself.
/// </summary>
internal sealed class KeySetFetch(
    string issuer,
    IReadOnlyList<IKeySetSource> sources,
    RefreshPolicy policy,
    TimeProvider clock
)
{
    /// <summary>How long a fetch may take in all: every source, discovery and retries included.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    /// <summary>What is kept of that time for each source that comes after a slow one; less where there are more than four.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromSeconds(1);

    /// <summary>Fetches. Throws nothing but what ends it early.</summary>
    /// <param name="state">What is known at the beginning.</param>
    /// <param name="reason">Why.</param>
    /// <param name="helps">Whether a reading has what the fetch was begun for.</param>
    /// <param name="begun">When it began, in the store's monotonic time.</param>
    /// <param name="wallBegun">The same by the wall clock.</param>
    /// <param name="stopping">Ends when the application stops.</param>
    public async Task<FetchOutcome> RunAsync(
        KeySetState state,
        FetchReason reason,
        Func<KeySetReading, bool> helps,
        TimeSpan begun,
        DateTimeOffset wallBegun,
        CancellationToken stopping
    )
    {
        var judge = new KeySetJudge(state, policy, begun, wallBegun);
        var started = clock.GetTimestamp();
        var reserve = sources.Count > 5 ? Reserve * 4 / (sources.Count - 1) : Reserve;
        for (var i = 0; i < sources.Count; i++)
        {
            var source = sources[i];
            var time = Timeout - (reserve * (sources.Count - 1 - i)) - clock.GetElapsedTime(started);
            var request = new KeySetRequest(issuer)
            {
                Validators = state.Snapshot is { } held && held.Source == source.Name ? held.Validators : null,
                IsTokenWaiting = RefreshPolicy.IsCausedByToken(reason),
                Reason = reason,
                Time = time,
                HeldSince = judge.HeldSince,
                Helps = reading => judge.DoesInstead(reading, helps),
            };
            var answer = await AskAsync(source, request, time, stopping).ConfigureAwait(false);
            if (judge.Take(source.Name, request, answer) is { } outcome)
            {
                return outcome;
            }
        }

        return judge.End();
    }

    private async Task<KeySetAnswer> AskAsync(
        IKeySetSource source,
        KeySetRequest request,
        TimeSpan time,
        CancellationToken stopping
    )
    {
        if (time <= TimeSpan.Zero)
        {
            return KeySetAnswer.Failed(KeySetError.Timeout);
        }

        using var deadline = new CancellationTokenSource(time, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        try
        {
            // Awaited with the token as well: a source that does not listen to it, or even blocks its thread, must not hold
            // everyone up for ever.
            return await AskApartAsync(source, request, both.Token).WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return KeySetAnswer.Failed(exception);
        }
    }

    private static async Task<KeySetAnswer> AskApartAsync(
        IKeySetSource source,
        KeySetRequest request,
        CancellationToken cancellationToken
    )
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return await source.GetAsync(request, cancellationToken).ConfigureAwait(false)
            ?? KeySetAnswer.Failed(KeySetError.Unexpected, "null");
    }
}
