using JwksSdk.Keys;
using JwksSdk.Telemetry;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>One process of a fleet: its key set.</summary>
internal sealed class FleetProcess
{
    public FleetProcess(
        string issuer,
        IReadOnlyList<IKeySetSource> sources,
        RefreshPolicy policy,
        TimeProvider clock,
        ILogger logger,
        JwksMetrics metrics
    )
    {
        Refresher = new KeySetRefresher(
            new KeySetFetch(issuer, sources, policy, clock),
            policy,
            clock,
            new KeySetNews(new KeySetTelemetry("Test", issuer, clock, logger, metrics)),
            CancellationToken.None
        );
        Keys = new IssuerKeys(Refresher);
    }

    public KeySetRefresher Refresher { get; }

    public IssuerKeys Keys { get; }

    public KeySnapshot? Snapshot => Refresher.State.Snapshot;

    public KeySetError LastError => Refresher.State.History.LastError;

    /// <summary>Looks a key up as the store does for a plausible token.</summary>
    public Task<KeyLookup> SeekAsync(string keyId) =>
        Keys.SeekAsync(keyId.Utf8(), JwtAlgorithms.RS256, TestContext.Current.CancellationToken).AsTask();

    public bool Knows(string keyId) => Keys.Find(keyId.Utf8(), JwtAlgorithms.RS256).Key is not null;
}
