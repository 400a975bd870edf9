using JwksSdk.Telemetry;

namespace JwksSdk.Keys;

/// <summary>Tells what happens to one key set: to the application's listeners, the log, the metrics and the trace.</summary>
/// <param name="telemetry">Where it is told in general.</param>
/// <param name="events">Where the application's listeners are told; null for nowhere.</param>
internal sealed class KeySetNews(KeySetTelemetry telemetry, KeySetEvents? events = null)
{
    private long _toldExpired;
    private IReadOnlyList<RefusedKey> _refused = [];

    public KeySetTelemetry Telemetry => telemetry;

    /// <summary>The keys that the latest reading refused, also when it had no other.</summary>
    public IReadOnlyList<RefusedKey> Refused => Volatile.Read(ref _refused);

    /// <summary>What a fetch changed. For each fetch once, in turn.</summary>
    public KeySetEvent[] Of(KeySetState before, KeySetState after, FetchOutcome outcome, TimeSpan now)
    {
        // Of the latest reading and not of the snapshot: a set without a usable key leaves the snapshot as it is.
        var refusedBefore = _refused;
        var refused = outcome.Reading?.Refused ?? refusedBefore;
        Volatile.Write(ref _refused, refused);
        var origin = Origin();
        return
        [
            .. KeySetDiff.Keys(origin, before.Snapshot?.Keys ?? [], after.Snapshot?.Keys ?? []),
            .. KeySetDiff.Refused(origin, refusedBefore, refused),
            .. KeySetDiff.Outage(origin, before.History, after.History, now),
        ];
    }

    /// <summary>Tells how a fetch ended, and what it changed.</summary>
    public void Tell(KeySetState before, KeySetState after, FetchOutcome outcome, KeySetFetchSpan? span, TimeSpan now)
    {
        if (before.Snapshot is { } earlier && now >= earlier.Times.DeadAt)
        {
            TellExpired(earlier);
        }

        var hasKeys = after.Trusted(now) is not null;
        foreach (var keySetEvent in outcome.Events)
        {
            events?.Raise(keySetEvent);
            KeySetEventLog.Write(telemetry.Logger, keySetEvent, hasKeys);
        }

        if (outcome is { Error: KeySetError.None, Snapshot: { } snapshot })
        {
            span?.Fetched(snapshot.Source, outcome.IsNotModified, snapshot.Keys.Count, snapshot.Refused.Count);
        }
        else
        {
            span?.Failed(outcome.Error.ToString(), outcome.Detail, hasKeys);
        }
    }

    /// <summary>Tells once that keys are no longer trusted, now that somebody noticed. Does not wait.</summary>
    public void TellExpired(KeySnapshot snapshot)
    {
        var told = Volatile.Read(ref _toldExpired);
        if (
            told < snapshot.Generation
            && Interlocked.CompareExchange(ref _toldExpired, snapshot.Generation, told) == told
        )
        {
            var origin = Origin();
            events?.Raise(new KeySetTrustExpired(origin.Provider, origin.Issuer, origin.At));
            _ = LogExpiredAsync();
        }
    }

    private KeySetOrigin Origin() => new(telemetry.Provider, telemetry.Issuer, telemetry.Clock.GetUtcNow());

    /// <summary>Logs on another thread: the one that noticed may be verifying a token.</summary>
    private async Task LogExpiredAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Log.TrustExpired(telemetry.Logger, telemetry.Issuer);
    }
}
