using JwksSdk.Telemetry;

namespace JwksSdk.Keys;

/// <summary>
/// A provider's own source behind a shared cache: takes what another process fetched, or fetches and shares it. It has the
/// name of that source, because it hands over what that source does, validators included.
/// </summary>
internal sealed class SharedKeySetSource(
    IKeySetSource own,
    SharedIdentity identity,
    SharedEntries entries,
    SharedClaim claim,
    TimeProvider clock,
    SharedKeysTelemetry telemetry
) : IKeySetSource
{
    /// <summary>How often another process is asked whether it is done.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest from the beginning of a fetch until its endpoint is asked, calls to the cache included.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>
    /// By how much an entry must be newer than what is held: clocks drift, and an entry that is what is held already brings
    /// nothing.
    /// </summary>
    private static readonly TimeSpan Newer = TimeSpan.FromSeconds(1);

    /// <summary>What is kept of the time of a fetch for what follows a request: sharing its answer, or an old entry.</summary>
    private static TimeSpan Rest => SharedCache.TimeLimit * 2.5;

    public string Name => own.Name;

    public async Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken)
    {
        var begun = (Wall: clock.GetUtcNow(), Timestamp: clock.GetTimestamp());
        using var limit = new CancellationTokenSource(LongestWait, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var read = await entries.ReadAsync(both.Token).ConfigureAwait(false);

        // Whoever asks for a refresh knows of a change that an entry may be older than.
        if (request.Reason == FetchReason.Requested || !read.IsReachable)
        {
            return await FetchAsync(request, read, begun, cancellationToken).ConfigureAwait(false);
        }

        if (Current(read, request) is { } current)
        {
            return current;
        }

        var isClaimed = false;
        try
        {
            try
            {
                isClaimed = await claim.TryTakeAsync(both.Token).ConfigureAwait(false);
                while (!isClaimed && await claim.IsTakenAsync(both.Token).ConfigureAwait(false))
                {
                    await Task.Delay(PollInterval, clock, both.Token).ConfigureAwait(false);
                    read = await entries.ReadAsync(both.Token).ConfigureAwait(false);
                    if (Current(read, request) is { } awaited)
                    {
                        return awaited;
                    }
                }

                // Once more: another process may have been done between the first look and the claim.
                read = await entries.ReadAsync(both.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Waited for long enough: what was read last has to do.
            }

            return Current(read, request)
                ?? await FetchAsync(request, read, begun, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (isClaimed)
            {
                await claim.ReleaseAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>The entry as an answer, if it does instead of a fetch; null otherwise.</summary>
    private KeySetAnswer? Current(SharedRead read, KeySetRequest request)
    {
        if (
            read.Entry is not { } entry
            || !IsNewer(entry, request)
            || entries.TimesOf(entry).RefreshAt <= TimeSpan.Zero
            || JwksReader.Read(entry.Json) is not { } reading
            || !request.Helps(reading)
        )
        {
            return null;
        }

        telemetry.Used();
        return KeySetAnswer.Of(entry.ToDocument());
    }

    private static bool IsNewer(SharedEntry entry, KeySetRequest request) =>
        request.HeldSince is not { } held || entry.FetchedAt - held > Newer;

    private async Task<KeySetAnswer> FetchAsync(
        KeySetRequest request,
        SharedRead read,
        (DateTimeOffset Wall, long Timestamp) begun,
        CancellationToken cancellationToken
    )
    {
        // A conditional request saves the document only where it is at hand to be shared. Without a cache the store's own
        // validators do.
        var asked = read.IsReachable ? request.With(read.Entry?.Validators) : request;
        var time = request.Time - Rest - clock.GetElapsedTime(begun.Timestamp);
        var answer = await AskAsync(asked, time, cancellationToken).ConfigureAwait(false);
        if (answer.IsNotModified && read is { IsReachable: true, Entry: { Validators: not null } known })
        {
            return await RenewAsync(known, answer.Lifetime ?? known.Lifetime, request, begun.Wall, cancellationToken)
                .ConfigureAwait(false);
        }

        if (IsFailure(answer))
        {
            if (read.Entry is not { } old)
            {
                return answer;
            }

            if (GivesAway(answer, old))
            {
                await entries.RemoveAsync(cancellationToken).ConfigureAwait(false);
            }

            return IsNewer(old, request) ? StandIn(answer, old) : answer;
        }

        if (read.IsReachable && answer.Document is { FetchedAt: null, TrustedUntil: null } document)
        {
            await ShareAsync(document, begun.Wall, cancellationToken).ConfigureAwait(false);
        }

        return answer;
    }

    /// <summary>Shares an entry anew, of which the endpoint says that it is what it has; the store may hold it already.</summary>
    private async Task<KeySetAnswer> RenewAsync(
        SharedEntry known,
        TimeSpan? lifetime,
        KeySetRequest request,
        DateTimeOffset begun,
        CancellationToken cancellationToken
    )
    {
        var document = new KeySetDocument(known.Json) { Lifetime = lifetime, Validators = known.Validators };
        await ShareAsync(document, begun, cancellationToken).ConfigureAwait(false);
        // The same date alone is no proof: it has whole seconds (RFC 9110 §8.8.2.2).
        return known.Validators?.EntityTag is not null && request.Validators == known.Validators
            ? KeySetAnswer.NotModified(lifetime)
            : KeySetAnswer.Of(document);
    }

    private Task ShareAsync(KeySetDocument document, DateTimeOffset begun, CancellationToken cancellationToken)
    {
        var fetchedAt = DateTimeOffset.FromUnixTimeMilliseconds(begun.ToUnixTimeMilliseconds());
        return entries.WriteAsync(
            new SharedEntry(identity, fetchedAt, document.Lifetime, document.Validators, document.Json),
            cancellationToken
        );
    }

    private KeySetAnswer StandIn(KeySetAnswer failure, SharedEntry old)
    {
        telemetry.StoodIn();
        return failure.With(old.ToDocument());
    }

    private async Task<KeySetAnswer> AskAsync(KeySetRequest request, TimeSpan time, CancellationToken cancellationToken)
    {
        if (time <= TimeSpan.Zero)
        {
            return KeySetAnswer.Failed(KeySetError.Timeout);
        }

        using var deadline = new CancellationTokenSource(time, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await own.GetAsync(request, both.Token).WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return KeySetAnswer.Failed(exception);
        }
    }

    /// <summary>Whether there are no keys in the answer: only what has keys is shared.</summary>
    private static bool IsFailure(KeySetAnswer answer) =>
        !answer.IsNotModified
        && (answer.Document is not { } document || JwksReader.Read(document.Json) is not { Keys.Count: > 0 });

    /// <summary>Whether an answer has the private half of a key of an entry, which nobody should take for good then.</summary>
    private static bool GivesAway(KeySetAnswer answer, SharedEntry entry) =>
        answer.Document is { } document
        && JwksReader.Read(document.Json) is { } published
        && JwksReader.Read(entry.Json)!.Keys.Any(LostKeys.None.With(published).IsCompromised);
}
