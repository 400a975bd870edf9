namespace JwksSdk.Keys;

/// <summary>Reads the state of a key set for those outside.</summary>
internal static class KeySetStatusReader
{
    /// <summary>Reads it.</summary>
    /// <param name="keys">The key set.</param>
    /// <param name="wallNow">The present, by the wall clock.</param>
    public static KeySetStatus Read(IssuerKeys keys, DateTimeOffset wallNow)
    {
        var refresher = keys.Refresher;
        var state = refresher.State;
        var now = refresher.Now;
        var status = new KeySetStatus(refresher.Telemetry.Provider, refresher.Telemetry.Issuer)
        {
            FailingSince = state.History.FailingSince is { } since ? WallAt(since) : null,
            LastError = state.History.LastError,
            IsFetching = state.Flight is not null,
            WasAsked = state.Latest is not null || state.Snapshot is not null,
        };
        if (state.Snapshot is not { } snapshot)
        {
            return status;
        }

        var times = snapshot.Times;
        return status with
        {
            Source = snapshot.Source,
            IsStandIn = snapshot.IsStandIn,
            Keys = [.. snapshot.Keys.Select(Read)],
            FetchedAt = refresher.CanFetch ? WallAt(times.FetchedAt) : null,
            RefreshAt = WallAt(times.RefreshAt),
            FreshUntil = WallAt(times.FreshUntil),
            TrustedUntil = WallAt(times.DeadAt),
            Trust = times.DeadAt == TimeSpan.MaxValue ? TimeSpan.MaxValue : times.DeadAt - times.FetchedAt,
            TrustLeft = times.TrustLeft(now),
            Overdue = now > times.RefreshAt ? now - times.RefreshAt : TimeSpan.Zero,
        };

        // None beyond the last date there is, and so for what has no end.
        DateTimeOffset? WallAt(TimeSpan moment) =>
            moment - now > DateTimeOffset.MaxValue - wallNow ? null : wallNow + (moment - now);
    }

    private static KeyStatus Read(VerificationKey key) => new(key.Thumbprint, key.KeyIdHash, key.Algorithms);
}
