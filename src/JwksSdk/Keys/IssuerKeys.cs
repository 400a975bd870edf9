using JwksSdk.Telemetry;

namespace JwksSdk.Keys;

/// <summary>
/// The key set of one issuer, as verifications ask it. A key that is known is answered at once from an immutable snapshot; one
/// that is not may wait for one fetch, if the budget allows it.
/// </summary>
internal sealed class IssuerKeys(KeySetRefresher refresher)
{
    private static readonly KeyLookup NoneNewer = JwtErrorCode.BadSignature;
    private static readonly KeyLookup Undecided = JwtErrorCode.KeysUnavailable;
    private MissMemory? _misses;

    /// <summary>What keeps the key set up to date.</summary>
    public KeySetRefresher Refresher => refresher;

    /// <summary>The keys as they are now, trusted or not; null before the first good fetch.</summary>
    public KeySnapshot? Snapshot => refresher.State.Snapshot;

    /// <inheritdoc cref="Find(ReadOnlySpan{byte}, JwtAlgorithms, TimeSpan)" />
    public KeyLookup Find(ReadOnlySpan<byte> keyId, JwtAlgorithms algorithm) => Find(keyId, algorithm, refresher.Now);

    /// <summary>
    /// The key, or why there is none, as things stand: no waiting, no allocation. A fetch that is due begins in the
    /// background.
    /// </summary>
    /// <param name="keyId">The <c>kid</c>.</param>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="now">The present, in the key set's monotonic time.</param>
    public KeyLookup Find(ReadOnlySpan<byte> keyId, JwtAlgorithms algorithm, TimeSpan now)
    {
        var state = refresher.State;
        var lookup = state.Find(keyId, algorithm, now);
        if (state.ScheduledReason(now) == FetchReason.Due)
        {
            refresher.RefreshIfDue();
        }
        else if (lookup.Error == JwtErrorCode.KeysUnavailable && state.Snapshot is { } expired)
        {
            refresher.News.TellExpired(expired);
        }

        return lookup;
    }

    /// <summary>Whether a fetch could change the answer.</summary>
    public static bool IsMissing(KeyLookup lookup) => MissingFor(lookup) is not null;

    /// <summary>
    /// Why no fetch would be made for a key that is missing, whatever its token says: <see cref="KeyMiss.Skipped"/>,
    /// <see cref="KeyMiss.Remembered"/>, or <see cref="KeyMiss.None"/> when one may begin or is under way.
    /// </summary>
    /// <param name="keyId">The <c>kid</c>.</param>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="now">The present.</param>
    /// <param name="lookup">The look-up in the state on which it was decided: a fetch may have brought the key since an earlier one.</param>
    /// <param name="tried">A key under which the signature did not hold; null when none was tried.</param>
    public KeyMiss WhyNoFetch(
        ReadOnlySpan<byte> keyId,
        JwtAlgorithms algorithm,
        TimeSpan now,
        out KeyLookup lookup,
        VerificationKey? tried = null
    )
    {
        var state = refresher.State;
        lookup = state.Find(keyId, algorithm, now);
        return MissingFor(lookup, tried) is { } reason ? WhyNoFetch(state, reason, keyId, now) : KeyMiss.None;
    }

    /// <summary>The final answer when no fetch is to be made.</summary>
    /// <remarks>A key that is not in the set may have been published since, as long as the latest fetch failed: nobody can tell.</remarks>
    public KeyLookup Settle(KeyLookup lookup) =>
        lookup.Error == JwtErrorCode.UnknownKeyId && refresher.State.History.FailingSince is not null
            ? JwtErrorCode.KeysUnavailable
            : lookup;

    /// <summary>Counts a look-up whose key is missing.</summary>
    public void Count(KeyMiss miss)
    {
        if (miss != KeyMiss.None)
        {
            refresher.Telemetry.Metrics.Miss(refresher.Telemetry.Provider, miss);
        }
    }

    /// <inheritdoc cref="SeekAsync(ReadOnlySpan{byte}, JwtAlgorithms, TimeSpan, CancellationToken)" />
    public ValueTask<KeyLookup> SeekAsync(
        ReadOnlySpan<byte> keyId,
        JwtAlgorithms algorithm,
        CancellationToken cancellationToken
    ) => SeekAsync(keyId, algorithm, refresher.Now, cancellationToken);

    /// <summary>The key for a token that may cause a fetch. Completes at once, without allocating, when the budget is spent.</summary>
    public ValueTask<KeyLookup> SeekAsync(
        ReadOnlySpan<byte> keyId,
        JwtAlgorithms algorithm,
        TimeSpan now,
        CancellationToken cancellationToken
    ) => SeekAsync(keyId, algorithm, now, tried: null, cancellationToken);

    /// <summary>
    /// Other material under the same <c>kid</c> than the key tried; <see cref="JwtErrorCode.BadSignature"/> when there is none
    /// to be had.
    /// </summary>
    public async ValueTask<KeyLookup> SeekNewerAsync(
        VerificationKey tried,
        JwtAlgorithms algorithm,
        CancellationToken cancellationToken
    )
    {
        var lookup = await SeekAsync(tried.KeyId.Span, algorithm, refresher.Now, tried, cancellationToken)
            .ConfigureAwait(false);
        return lookup.Key is { } key && key.Thumbprint != tried.Thumbprint ? lookup : NoneNewer.After(lookup.Miss);
    }

    private ValueTask<KeyLookup> SeekAsync(
        ReadOnlySpan<byte> keyId,
        JwtAlgorithms algorithm,
        TimeSpan now,
        VerificationKey? tried,
        CancellationToken cancellationToken
    )
    {
        var lookup = Look(keyId, algorithm, now, tried, out var flight, out var miss);
        if (tried is null)
        {
            Count(miss);
        }

        return flight is null
            ? ValueTask.FromResult(lookup.After(miss))
            : WaitAsync(keyId.ToArray(), algorithm, tried, flight, miss, cancellationToken);
    }

    private async ValueTask<KeyLookup> WaitAsync(
        byte[] keyId,
        JwtAlgorithms algorithm,
        VerificationKey? tried,
        Flight flight,
        KeyMiss miss,
        CancellationToken cancellationToken
    )
    {
        var begun = refresher.Now;
        await flight.Landed.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (miss != KeyMiss.Fetched)
        {
            // That fetch began before this token came, and what it brought may be older than the token's key.
            var lookup = Look(keyId, algorithm, refresher.Now, tried, out var second, out _);
            if (second is null)
            {
                return lookup.After(miss);
            }

            var left = KeySetFetch.Timeout - (refresher.Now - begun);
            if (!await second.LandsWithinAsync(left, refresher.Clock, cancellationToken).ConfigureAwait(false))
            {
                return Undecided.After(miss);
            }
        }

        var state = refresher.State;
        var final = state.Find(keyId, algorithm, refresher.Now);
        if (final.Error == JwtErrorCode.UnknownKeyId && state.History.FailingSince is null)
        {
            Remember(keyId, state.Snapshot!);
        }

        return Settle(final).After(miss);
    }

    /// <summary>The answer as things stand, or the fetch to wait for before there is one.</summary>
    /// <param name="keyId">The <c>kid</c>.</param>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="now">The present.</param>
    /// <param name="tried">A key under which the signature did not hold; null when none was tried.</param>
    /// <param name="flight">The fetch to wait for; null when the answer is final.</param>
    /// <param name="miss">What is done about the key that is missing.</param>
    private KeyLookup Look(
        ReadOnlySpan<byte> keyId,
        JwtAlgorithms algorithm,
        TimeSpan now,
        VerificationKey? tried,
        out Flight? flight,
        out KeyMiss miss
    )
    {
        while (true)
        {
            flight = null;
            miss = KeyMiss.None;
            var state = refresher.State;
            var lookup = state.Find(keyId, algorithm, now);
            if (MissingFor(lookup, tried) is not { } reason)
            {
                return lookup;
            }

            miss = WhyNoFetch(state, reason, keyId, now);
            if (miss != KeyMiss.None)
            {
                return Settle(lookup);
            }

            if (state.Flight is not null)
            {
                flight = state.Flight;
                miss = KeyMiss.Joined;
                return lookup;
            }

            flight = refresher.TryStart(state, reason, now, Helps(reason, keyId, algorithm, tried));
            miss = KeyMiss.Fetched;

            if (flight is not null)
            {
                return lookup;
            }

            // Another thread changed the state in between: look again.
        }
    }

    /// <summary>
    /// What a fetch could help against; null when the answer is final. A kid that is there, but refused or for another
    /// algorithm, may have been mended since: it is asked for as sparingly as after a bad signature.
    /// </summary>
    public static FetchReason? MissingFor(KeyLookup lookup, VerificationKey? tried = null) =>
        lookup.Error switch
        {
            JwtErrorCode.KeysUnavailable => FetchReason.NoKeys,
            JwtErrorCode.UnknownKeyId => FetchReason.UnknownKeyId,
            JwtErrorCode.KeyAlgorithmMismatch or JwtErrorCode.KeyRefused => FetchReason.BadSignature,
            _ => tried is not null && lookup.Key?.Thumbprint == tried.Thumbprint ? FetchReason.BadSignature : null,
        };

    private static Func<KeySetReading, bool>? Helps(
        FetchReason reason,
        ReadOnlySpan<byte> keyId,
        JwtAlgorithms algorithm,
        VerificationKey? tried
    )
    {
        if (!RefreshPolicy.IsCausedByToken(reason))
        {
            return null;
        }

        var wanted = keyId.ToArray();
        return reading =>
            reading.Keys.Any(key =>
                key.KeyId.Span.SequenceEqual(wanted)
                && (key.Algorithms & algorithm) != 0
                && (tried is null || key.Thumbprint != tried.Thumbprint)
            );
    }

    private KeyMiss WhyNoFetch(KeySetState state, FetchReason reason, ReadOnlySpan<byte> keyId, TimeSpan now) =>
        refresher.Decide(state, reason, now) switch
        {
            FetchDecision.Skip => KeyMiss.Skipped,
            FetchDecision.Start when IsKnownToMiss(reason, keyId, state, now) => KeyMiss.Remembered,
            _ => KeyMiss.None,
        };

    private bool IsKnownToMiss(FetchReason reason, ReadOnlySpan<byte> keyId, KeySetState state, TimeSpan now) =>
        reason == FetchReason.UnknownKeyId
        && Volatile.Read(ref _misses)?.Holds(keyId, state.Snapshot!.Generation, now) == true;

    private void Remember(byte[] keyId, KeySnapshot snapshot)
    {
        var misses = LazyInitializer.EnsureInitialized(ref _misses, static () => new MissMemory());
        misses.Add(keyId, snapshot.Generation, refresher.Now + refresher.Policy.CoolDown);
    }
}
