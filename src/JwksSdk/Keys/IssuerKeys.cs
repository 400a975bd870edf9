using JwksSdk.Telemetry;

namespace JwksSdk.Keys;

/// <summary>
/// The key set of one issuer. What is known is one immutable state, read by one volatile read and swapped as a whole; the one
/// fetch under way belongs to it and not to the token that caused it.
/// </summary>
internal sealed class IssuerKeys
{
    /// <summary>How long a fetch may take in all, discovery and retries included.</summary>
    public static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(8);

    private readonly IKeySetFetcher? _fetcher;
    private readonly RefreshPolicy _policy;
    private readonly TimeProvider _clock;
    private readonly KeySetTelemetry _telemetry;
    private readonly CancellationToken _stopping;
    private readonly long _origin;
    private KeySetState _state = KeySetState.Cold;

    /// <summary>A key set that is fetched.</summary>
    public IssuerKeys(
        IKeySetFetcher fetcher,
        RefreshPolicy policy,
        TimeProvider clock,
        KeySetTelemetry telemetry,
        CancellationToken stopping
    )
        : this(policy, clock, telemetry)
    {
        _fetcher = fetcher;
        _stopping = stopping;
    }

    /// <summary>A key given beforehand, which no fetch replaces.</summary>
    public IssuerKeys(VerificationKey key, RefreshPolicy policy, TimeProvider clock, KeySetTelemetry telemetry)
        : this(policy, clock, telemetry) => _state = KeySetState.Cold with { Snapshot = KeySnapshot.Fixed(key) };

    private IssuerKeys(RefreshPolicy policy, TimeProvider clock, KeySetTelemetry telemetry)
    {
        _policy = policy;
        _clock = clock;
        _telemetry = telemetry;
        _origin = clock.GetTimestamp();
    }

    /// <summary>The keys as they are now; null before the first good fetch.</summary>
    public KeySnapshot? Snapshot => Volatile.Read(ref _state).Snapshot;

    private TimeSpan Now => _clock.GetElapsedTime(_origin);

    /// <summary>The key for a token. Completes at once, without allocating, when the key is known or the budget is spent.</summary>
    public ValueTask<KeyLookup> FindAsync(
        ReadOnlySpan<byte> keyId,
        JwtAlgorithms algorithm,
        CancellationToken cancellationToken
    ) => FindAsync(keyId, algorithm, tried: null, cancellationToken);

    /// <summary>Other material under the same <c>kid</c> than the key tried; null when there is none to be had.</summary>
    public async ValueTask<VerificationKey?> FindNewerAsync(
        VerificationKey tried,
        JwtAlgorithms algorithm,
        CancellationToken cancellationToken
    )
    {
        var lookup = await FindAsync(tried.KeyId.Span, algorithm, tried, cancellationToken).ConfigureAwait(false);
        return lookup.Key is { } key && key.Thumbprint != tried.Thumbprint ? key : null;
    }

    /// <summary>Begins a fetch if there are no fresh keys and none is under way. Does not wait for it.</summary>
    public void Refresh()
    {
        var state = Volatile.Read(ref _state);
        var reason = state.Snapshot is null ? FetchReason.NoKeys : FetchReason.Stale;
        var now = Now;
        if ((state.Snapshot?.FreshUntil ?? now) <= now && Decide(state, reason, now) == FetchDecision.Start)
        {
            TryStart(state, reason, now);
        }
    }

    private ValueTask<KeyLookup> FindAsync(
        ReadOnlySpan<byte> keyId,
        JwtAlgorithms algorithm,
        VerificationKey? tried,
        CancellationToken cancellationToken
    )
    {
        var lookup = Find(keyId, algorithm, tried, out var flight, out var isOwn);
        return flight is null
            ? ValueTask.FromResult(lookup)
            : WaitAsync(keyId.ToArray(), algorithm, tried, flight, isOwn, cancellationToken);
    }

    private async ValueTask<KeyLookup> WaitAsync(
        byte[] keyId,
        JwtAlgorithms algorithm,
        VerificationKey? tried,
        Flight flight,
        bool isOwn,
        CancellationToken cancellationToken
    )
    {
        await flight.Landed.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!isOwn)
        {
            // That fetch began before this token came, and what it brought may be older than the token's key.
            var lookup = Find(keyId, algorithm, tried, out var second, out _);
            if (second is null)
            {
                return lookup;
            }

            await second.Landed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        var state = Volatile.Read(ref _state);
        return Final(state.Find(keyId, algorithm, Now), state);
    }

    /// <summary>A key that is not in the set may have been published since, as long as the latest fetch failed: nobody can tell.</summary>
    private static KeyLookup Final(KeyLookup lookup, KeySetState state) =>
        lookup.Error == JwtErrorCode.UnknownKeyId && state.History.Failures > 0 ? JwtErrorCode.KeysUnavailable : lookup;

    /// <summary>The answer as things stand, or the fetch to wait for before there is one.</summary>
    /// <param name="keyId">The <c>kid</c>.</param>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="tried">A key under which the signature did not hold; null when none was tried.</param>
    /// <param name="flight">The fetch to wait for; null when the answer is final.</param>
    /// <param name="isOwn">Whether the fetch was begun by this call.</param>
    private KeyLookup Find(
        ReadOnlySpan<byte> keyId,
        JwtAlgorithms algorithm,
        VerificationKey? tried,
        out Flight? flight,
        out bool isOwn
    )
    {
        while (true)
        {
            flight = null;
            isOwn = false;
            var state = Volatile.Read(ref _state);
            var now = Now;
            var lookup = state.Find(keyId, algorithm, now);
            if (MissingFor(lookup, tried) is not { } reason)
            {
                Refresh();
                return lookup;
            }

            switch (Decide(state, reason, now))
            {
                case FetchDecision.Skip:
                    return Final(lookup, state);
                case FetchDecision.Join:
                    flight = state.Flight;
                    return lookup;
                default:
                    flight = TryStart(state, reason, now);
                    isOwn = true;
                    break;
            }

            if (flight is not null)
            {
                return lookup;
            }

            // Another thread changed the state in between: look again.
        }
    }

    /// <summary>What a fetch could help against; null when the answer is final.</summary>
    private static FetchReason? MissingFor(KeyLookup lookup, VerificationKey? tried) =>
        lookup.Error switch
        {
            JwtErrorCode.KeysUnavailable => FetchReason.NoKeys,
            JwtErrorCode.UnknownKeyId => FetchReason.UnknownKeyId,
            _ => tried is not null && lookup.Key?.Thumbprint == tried.Thumbprint ? FetchReason.BadSignature : null,
        };

    private FetchDecision Decide(KeySetState state, FetchReason reason, TimeSpan now) =>
        _fetcher is null ? FetchDecision.Skip : RefreshPolicy.Decide(state, reason, now);

    private Flight? TryStart(KeySetState state, FetchReason reason, TimeSpan now)
    {
        var flight = new Flight();
        var next = state with { History = _policy.Begun(state.History, reason, now), Flight = flight };
        if (Interlocked.CompareExchange(ref _state, next, state) != state)
        {
            return null;
        }

        // The fetch is shared: what flows with the request that caused it (log scopes, activity) is not its own.
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _ = FetchAsync(flight, reason, now);
        }

        return flight;
    }

    private async Task FetchAsync(Flight flight, FetchReason reason, TimeSpan begun)
    {
        // Not even the sending may hold up the caller, who may have its key already.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        KeySetFetchSpan? span = null;
        FetchResult result;
        try
        {
            span = _telemetry.Begin(reason.ToString());
            result = await FetchInTimeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Whatever an added handler or listener throws, the flight must land: everyone waits for it.
            result = FetchResult.Of(exception);
        }

        // While a flight is up nobody else swaps the state.
        var state = Volatile.Read(ref _state);
        var good = result.Error == FetchError.None;
        var snapshot = good
            ? new KeySnapshot(result.Reading!, begun, begun + _policy.Lifetime, state.Snapshot)
            {
                TrustedUntil = begun + _policy.Lifetime + _policy.StaleLimit,
            }
            : state.Snapshot;
        Volatile.Write(ref _state, new KeySetState(snapshot, RefreshPolicy.Ended(state.History, good, Now), null));
        flight.Land();
        Report(span, result, state.Snapshot);
        span?.Dispose();
    }

    private async Task<FetchResult> FetchInTimeAsync()
    {
        using var deadline = new CancellationTokenSource(FetchTimeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _stopping);

        // Awaited with the token as well: a handler that does not listen to it, or even blocks its thread, must not keep the
        // flight up for ever.
        return await FetchApartAsync(both.Token).WaitAsync(both.Token).ConfigureAwait(false);
    }

    private async Task<FetchResult> FetchApartAsync(CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return await _fetcher!.FetchAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Report(KeySetFetchSpan? span, FetchResult result, KeySnapshot? earlier)
    {
        foreach (var key in result.Reading?.Refused ?? [])
        {
            if (earlier?.Refused.Any(key.IsSameAs) != true)
            {
                _telemetry.KeyRefused(key.KeyIdHash, key.Reason.ToString(), key.Thumbprint);
            }
        }

        if (result.Error == FetchError.None)
        {
            span?.Fetched(result.Reading!.Keys.Count, result.Reading.Refused.Count);
        }
        else
        {
            span?.Failed(result.Error.ToString(), result.Detail, hasKeys: earlier is not null);
        }
    }
}
