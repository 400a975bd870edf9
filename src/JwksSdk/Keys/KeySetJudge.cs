namespace JwksSdk.Keys;

/// <summary>
/// Judges the answers of one fetch, source by source: what takes the place of the keys that are held, what only stands in
/// for it, and which keys are lost. Not for several threads.
/// </summary>
/// <param name="state">What is known at the beginning.</param>
/// <param name="policy">How long keys count.</param>
/// <param name="begun">When the fetch began, in the store's monotonic time.</param>
/// <param name="wallBegun">The same by the wall clock.</param>
internal sealed class KeySetJudge(KeySetState state, RefreshPolicy policy, TimeSpan begun, DateTimeOffset wallBegun)
{
    /// <summary>By how much a date may be in the future: clocks differ.</summary>
    public static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    private LostKeys _lost = state.Lost;
    private FetchOutcome? _failure;

    /// <summary>
    /// Whether what somebody kept does instead of the issuer's own answer: once compromised keys are out, there are some left,
    /// none that was withdrawn, and what the fetch was begun for.
    /// </summary>
    /// <param name="kept">What was kept.</param>
    /// <param name="helps">Whether a reading has what the fetch was begun for.</param>
    public bool DoesInstead(KeySetReading kept, Func<KeySetReading, bool> helps) =>
        _lost.Filter(kept) is { Keys.Count: > 0 } left && !left.Keys.Any(_lost.IsWithdrawn) && helps(left);

    /// <summary>When the keys that are held were fetched, by the wall clock; null when there are none.</summary>
    public DateTimeOffset? HeldSince => state.Snapshot is { } held ? wallBegun - (begun - held.Times.FetchedAt) : null;

    /// <summary>Takes the answer of the next source. Gives the outcome when the search is over; null when it goes on.</summary>
    /// <param name="source">The name of the source.</param>
    /// <param name="asked">What it was asked with.</param>
    /// <param name="answer">Its answer.</param>
    public FetchOutcome? Take(string source, KeySetRequest asked, KeySetAnswer answer)
    {
        // What a further source had before now ends the search, not the failure of those before it.
        if (_failure is not null && answer.Document is { TrustedUntil: not null } or { FetchedAt: not null })
        {
            return StandIn(source, answer.Document) ? End() : null;
        }

        var outcome = answer.IsNotModified ? NotModified(asked, answer) : Judge(source, answer);
        if (outcome.Error == KeySetError.None)
        {
            return End(outcome);
        }

        _failure ??= outcome;
        if (answer.StandIn is { } standIn)
        {
            StandIn(source, standIn);
        }

        return null;
    }

    /// <summary>The outcome when there is no source left.</summary>
    public FetchOutcome End() => End(_failure!);

    private FetchOutcome End(FetchOutcome outcome)
    {
        var kept = Kept(outcome.Snapshot);
        return outcome with { Snapshot = kept == state.Snapshot ? null : kept, Lost = _lost };
    }

    /// <summary>A snapshot, or the one that is held, without what turned out to be compromised.</summary>
    private KeySnapshot? Kept(KeySnapshot? snapshot) => (snapshot ?? state.Snapshot)?.Without(_lost, begun);

    private FetchOutcome NotModified(KeySetRequest asked, KeySetAnswer answer) =>
        asked.Validators is null || state.Snapshot is not { } held
            ? new FetchOutcome(KeySetError.Status, "304")
            : new FetchOutcome(
                KeySetError.None,
                Snapshot: held.Extended(policy.Times(begun, answer.Lifetime ?? held.Lifetime))
            );

    private FetchOutcome Judge(string source, KeySetAnswer answer)
    {
        if (answer.Document is not { } document)
        {
            return new FetchOutcome(answer.Error, answer.Detail);
        }

        if (Read(document) is not { } published)
        {
            return new FetchOutcome(KeySetError.NotAKeySet);
        }

        var isKept = document.FetchedAt is not null || document.TrustedUntil is not null;
        var reading = isKept ? _lost.FilterKept(published) : _lost.Filter(published);
        if (reading.Keys.Count == 0)
        {
            var error = reading.Refused.Count == 0 ? KeySetError.EmptyKeySet : KeySetError.NoUsableKey;
            return new FetchOutcome(error, Reading: reading);
        }

        if (WhyNotNow(document, out var times) is { } reason)
        {
            return new FetchOutcome(reason);
        }

        _lost = _lost.After(state.Snapshot, reading);
        var snapshot = new KeySnapshot(reading, times, state.Snapshot)
        {
            Source = source,
            IsStandIn = document.TrustedUntil is not null,
            Validators = document.Validators,
            Lifetime = document.Lifetime,
        };
        return new FetchOutcome(KeySetError.None, Reading: reading, Snapshot: snapshot);
    }

    /// <summary>
    /// Puts older keys beside the failure, unless what is held is newer and still trusted. It brings back no lost key, and
    /// withdraws none. False when there is nothing to be used.
    /// </summary>
    private bool StandIn(string source, KeySetDocument document)
    {
        if (
            Read(document) is not { } kept
            || _lost.FilterKept(kept) is not { Keys.Count: > 0 } reading
            || WhyNotNow(document, out var times) is not null
        )
        {
            return false;
        }

        var held = Kept(_failure!.Snapshot);
        if (held is null || begun >= held.Times.DeadAt || times.FetchedAt > held.Times.FetchedAt)
        {
            var standIn = new KeySnapshot(reading, times, held) { Source = source, IsStandIn = true };
            _failure = _failure with { Snapshot = standIn };
        }

        return true;
    }

    private KeySetReading? Read(KeySetDocument document)
    {
        var reading = JwksReader.Read(document.Json);
        if (reading is not null)
        {
            _lost = _lost.With(reading);
        }

        return reading;
    }

    /// <summary>Why a document does not count now, by its dates; null when it does, with the times that it has.</summary>
    private KeySetError? WhyNotNow(KeySetDocument document, out KeySetTimes times)
    {
        // A date in the future makes no key set younger than now; one before 1970 is none, and as old as may be.
        var fetchedAt = document.FetchedAt ?? wallBegun;
        var age = wallBegun - (fetchedAt > DateTimeOffset.UnixEpoch ? fetchedAt : DateTimeOffset.UnixEpoch);
        age = age > TimeSpan.Zero ? age : TimeSpan.Zero;
        times = document.TrustedUntil is { } until
            ? new KeySetTimes(begun - age, begun, begun, MonotonicAt(until))
            : policy.Times(begun - age, document.Lifetime);
        return document.FetchedAt - wallBegun > ClockDifference ? KeySetError.FromFuture
            : begun >= times.DeadAt ? KeySetError.TooOld
            : null;
    }

    private TimeSpan MonotonicAt(DateTimeOffset wall) =>
        wall == DateTimeOffset.MaxValue ? TimeSpan.MaxValue : begun + (wall - wallBegun);
}
