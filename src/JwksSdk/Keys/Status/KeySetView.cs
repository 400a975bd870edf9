using JwksSdk.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Keys;

/// <summary>The store, as it is seen from outside.</summary>
internal sealed class KeySetView(KeyStore store, IServiceProvider services, TimeProvider clock) : IKeySets
{
    /// <summary>The longest reason that is logged.</summary>
    public const int MaxReason = 100;

    public IReadOnlyList<KeySetStatus> All
    {
        get
        {
            var wallNow = clock.GetUtcNow();
            return [.. store.All.Values.Select(keys => KeySetStatusReader.Read(keys, wallNow))];
        }
    }

    public KeySetStatus? Find(string issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        return KeysOf(issuer) is { } keys ? KeySetStatusReader.Read(keys, clock.GetUtcNow()) : null;
    }

    public async Task<KeySetRefresh> RefreshAsync(string issuer, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        ArgumentNullException.ThrowIfNull(reason);
        var keys =
            KeysOf(issuer)
            ?? throw new ArgumentException(
                "No registered declaration has this issuer, and no tenant that is held.",
                nameof(issuer)
            );
        var refresh = await RefreshAsync(keys.Refresher, cancellationToken).ConfigureAwait(false);
        var telemetry = keys.Refresher.Telemetry;
        Log.RefreshRequested(telemetry.Logger, telemetry.Issuer, Shown(reason), refresh.Status.ToString());
        return refresh;
    }

    private async Task<KeySetRefresh> RefreshAsync(KeySetRefresher refresher, CancellationToken cancellationToken)
    {
        if (!refresher.CanFetch)
        {
            return new KeySetRefresh(KeySetRefreshStatus.Fixed);
        }

        var older = refresher.State.Latest;
        if (older is not null)
        {
            await older.Landed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        while (true)
        {
            var state = refresher.State;
            if (state.Latest is { } newer && newer != older)
            {
                // It began after the call, whoever began it.
                var outcome = await newer.Landed.WaitAsync(cancellationToken).ConfigureAwait(false);
                return Of(outcome, RetryAt(refresher));
            }

            var now = refresher.Now;
            if (refresher.Decide(state, FetchReason.Requested, now) != FetchDecision.Start)
            {
                return new KeySetRefresh(KeySetRefreshStatus.Skipped) { RetryAt = RetryAt(refresher) };
            }

            refresher.TryStart(state, FetchReason.Requested, now);
        }
    }

    // Resolved late: a tenant resolver, which the tenants need, may need this.
    private IssuerKeys? KeysOf(string issuer) =>
        store.All.Values.FirstOrDefault(keys =>
            string.Equals(keys.Refresher.Telemetry.Issuer, issuer, StringComparison.Ordinal)
        ) ?? services.GetRequiredService<TenantStore>().Held(issuer)?.Keys;

    private static KeySetRefresh Of(FetchOutcome outcome, DateTimeOffset? retryAt) =>
        new(
            outcome.Error != KeySetError.None ? KeySetRefreshStatus.Failed
            : outcome.IsNotModified ? KeySetRefreshStatus.NotModified
            : KeySetRefreshStatus.Refreshed
        )
        {
            Error = outcome.Error,
            KeysAdded = outcome.Events.Count(static happened => happened is KeyAdded),
            KeysWithdrawn = outcome.Events.Count(static happened => happened is KeyWithdrawn),
            KeysChanged = outcome.Events.Count(static happened => happened is KeyChanged),
            RetryAt = retryAt,
        };

    private DateTimeOffset? RetryAt(KeySetRefresher refresher)
    {
        var (opens, now) = (refresher.Policy.OpensAt(refresher.State.History, FetchReason.Requested), refresher.Now);
        return opens > now ? clock.GetUtcNow() + (opens - now) : null;
    }

    /// <summary>Text of the application, made fit for one line of a log.</summary>
    private static string Shown(string reason) =>
        string.Concat(reason.Take(MaxReason).Select(static letter => char.IsControl(letter) ? ' ' : letter));
}
