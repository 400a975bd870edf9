using JwksSdk.Telemetry;

namespace JwksSdk.Keys;

/// <summary>
/// The shared entry of one key set: read with suspicion, written with care. A refused entry is reported, and is as if there
/// were none.
/// </summary>
internal sealed class SharedEntries(
    SharedIdentity identity,
    SharedCache cache,
    RefreshPolicy policy,
    TimeProvider clock,
    SharedKeysTelemetry telemetry
)
{
    /// <summary>Reads the entry.</summary>
    public async Task<SharedRead> ReadAsync(CancellationToken cancellationToken)
    {
        var value = await cache
            .GetAsync(identity.CacheKey, identity.EntryContext, cancellationToken)
            .ConfigureAwait(false);
        if (!value.IsReachable)
        {
            telemetry.Unavailable();
            return default;
        }

        SharedEntry? entry = null;
        var refusal = value.Bytes is null ? value.Refusal : Judge(value.Bytes, out entry);
        if (refusal == SharedEntryRefusal.None)
        {
            if (entry is not null)
            {
                telemetry.Read();
            }

            return new SharedRead(true, entry);
        }

        telemetry.Refused(refusal.ToString());
        return new SharedRead(true, null);
    }

    /// <summary>Writes the entry. A cache that cannot be reached is no failure of the fetch.</summary>
    public async Task WriteAsync(SharedEntry entry, CancellationToken cancellationToken)
    {
        var lasts = TimesOf(entry).DeadAt;
        if (SharedEntryFormat.Write(entry) is not { } bytes || lasts <= TimeSpan.Zero)
        {
            return;
        }

        var isStored = await cache
            .SetAsync(identity.CacheKey, identity.EntryContext, bytes, lasts, cancellationToken)
            .ConfigureAwait(false);
        if (isStored)
        {
            telemetry.Stored();
        }
        else
        {
            telemetry.Unavailable();
        }
    }

    /// <summary>Takes the entry out, so that no process takes it for good any more.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        if (!await cache.RemoveAsync(identity.CacheKey, cancellationToken).ConfigureAwait(false))
        {
            telemetry.Unavailable();
        }
    }

    /// <summary>The times of an entry, counted from now on: what has passed is negative.</summary>
    public KeySetTimes TimesOf(SharedEntry entry)
    {
        // By how far another clock is ahead says nothing: such an entry is from now.
        var age = clock.GetUtcNow() - entry.FetchedAt;
        return policy.Times(age > TimeSpan.Zero ? -age : TimeSpan.Zero, entry.Lifetime);
    }

    private SharedEntryRefusal Judge(byte[] bytes, out SharedEntry? entry)
    {
        entry = SharedEntryFormat.Read(bytes);
        return entry is null || JwksReader.Read(entry.Json) is not { Keys.Count: > 0 } ? SharedEntryRefusal.Malformed
            : entry.Identity != identity ? SharedEntryRefusal.Foreign
            : entry.FetchedAt - clock.GetUtcNow() > KeySetJudge.ClockDifference ? SharedEntryRefusal.FromFuture
            : TimesOf(entry).DeadAt <= TimeSpan.Zero ? SharedEntryRefusal.OverAged
            : SharedEntryRefusal.None;
    }
}

/// <summary>What was read of the shared entry.</summary>
/// <param name="IsReachable">Whether the cache answered.</param>
/// <param name="Entry">The entry, when there is one that may be used.</param>
internal readonly record struct SharedRead(bool IsReachable, SharedEntry? Entry);
