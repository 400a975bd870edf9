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

    /// <summary>What is kept of that time for each source that comes after a slow one.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromSeconds(1);

    /// <summary>Fetches. Throws nothing but what ends it early.</summary>
    /// <param name="held">The snapshot in place; null when there is none.</param>
    /// <param name="reason">Why.</param>
    /// <param name="helps">Whether a reading has what the fetch was begun for.</param>
    /// <param name="begun">When it began, in the store's monotonic time.</param>
    /// <param name="stopping">Ends when the application stops.</param>
    public async Task<FetchOutcome> RunAsync(
        KeySnapshot? held,
        FetchReason reason,
        Func<KeySetReading, bool> helps,
        TimeSpan begun,
        CancellationToken stopping
    )
    {
        FetchOutcome? failure = null;
        var wallBegun = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        for (var i = 0; i < sources.Count; i++)
        {
            var source = sources[i];
            var time = Timeout - (Reserve * (sources.Count - 1 - i)) - clock.GetElapsedTime(started);
            var request = new KeySetRequest(issuer)
            {
                Validators = held?.Source == source.Name ? held.Validators : null,
                IsTokenWaiting = RefreshPolicy.IsCausedByToken(reason),
                Reason = reason,
                Time = time,
                HeldSince = held is null ? null : wallBegun - (begun - held.Times.FetchedAt),
                Helps = helps,
            };
            var answer = await AskAsync(source, request, time, stopping).ConfigureAwait(false);
            if (failure is not null && answer.Document is { TrustedUntil: not null } or { FetchedAt: not null })
            {
                // What a further source had before now ends the search, not the failure of those before it.
                if (StandIn(failure, source, answer.Document, held, begun, wallBegun) is { } standing)
                {
                    return standing;
                }

                continue;
            }

            var outcome = Judge(source, request, answer, held, begun, wallBegun);
            if (outcome.Error == KeySetError.None)
            {
                return outcome;
            }

            failure ??=
                answer.StandIn is { } old && StandIn(outcome, source, old, held, begun, wallBegun) is { } stood
                    ? stood
                    : outcome;
        }

        return failure!;
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

    private FetchOutcome Judge(
        IKeySetSource source,
        KeySetRequest request,
        KeySetAnswer answer,
        KeySnapshot? held,
        TimeSpan begun,
        DateTimeOffset wallBegun
    )
    {
        if (answer.IsNotModified)
        {
            return request.Validators is null
                ? new FetchOutcome(KeySetError.Status, "304")
                : new FetchOutcome(
                    KeySetError.None,
                    Snapshot: held!.Extended(policy.Times(begun, answer.Lifetime ?? held.Lifetime))
                );
        }

        if (answer.Document is not { } document)
        {
            return new FetchOutcome(answer.Error, answer.Detail);
        }

        if (JwksReader.Read(document.Json) is not { } reading)
        {
            return new FetchOutcome(KeySetError.NotAKeySet);
        }

        if (reading.Keys.Count == 0)
        {
            // A failed fetch, but keys whose private half it gives away are lost.
            return new FetchOutcome(
                KeySetError.NoUsableKey,
                Reading: reading,
                Snapshot: held?.Without([.. reading.Compromised])
            );
        }

        var times = Times(document, begun, wallBegun);
        if (begun >= times.DeadAt)
        {
            return new FetchOutcome(KeySetError.TooOld);
        }

        var read = new KeySnapshot(reading, times, held)
        {
            Source = source.Name,
            IsStandIn = document.TrustedUntil is not null,
            Validators = document.Validators,
            Lifetime = document.Lifetime,
        };
        return new FetchOutcome(KeySetError.None, Reading: reading, Snapshot: read);
    }

    /// <summary>A failure with older keys beside it, unless what is held is newer and still trusted; null when they cannot be used.</summary>
    private FetchOutcome? StandIn(
        FetchOutcome failure,
        IKeySetSource source,
        KeySetDocument document,
        KeySnapshot? held,
        TimeSpan begun,
        DateTimeOffset wallBegun
    )
    {
        var times = Times(document, begun, wallBegun);
        if (begun >= times.DeadAt || JwksReader.Read(document.Json) is not { } reading)
        {
            return null;
        }

        var left = failure.Snapshot ?? held;
        var compromised = failure.Reading?.Compromised ?? [];
        if (KeySnapshot.StandIn(reading, times, source.Name, left, compromised) is not { } standIn)
        {
            return null;
        }

        return left is not null && begun < left.Times.DeadAt && times.FetchedAt <= left.Times.FetchedAt
            ? failure
            : failure with
            {
                Snapshot = standIn,
            };
    }

    private KeySetTimes Times(KeySetDocument document, TimeSpan begun, DateTimeOffset wallBegun)
    {
        // A date in the future is one of another clock: it makes no key set younger than now.
        var age = document.FetchedAt is { } fetchedAt && fetchedAt < wallBegun ? wallBegun - fetchedAt : TimeSpan.Zero;
        return document.TrustedUntil is { } until
            ? new KeySetTimes(begun - age, begun, begun, MonotonicAt(until, begun, wallBegun))
            : policy.Times(begun - age, document.Lifetime);
    }

    private static TimeSpan MonotonicAt(DateTimeOffset wall, TimeSpan begun, DateTimeOffset wallBegun) =>
        wall == DateTimeOffset.MaxValue ? TimeSpan.MaxValue : begun + (wall - wallBegun);
}
