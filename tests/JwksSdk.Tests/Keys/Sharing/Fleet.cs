using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using JwksSdk.Keys;
using JwksSdk.Telemetry;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.Caching.Distributed;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>Processes that share the key set of one issuer through one cache, on one clock.</summary>
internal sealed class Fleet : IDisposable
{
    public static readonly SharedIdentity Identity = new("Test", ScriptedSource.Issuer, FleetEndpoint.Address);

    private readonly JwksMetrics _metrics;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _counted = new();
    private readonly List<FleetProcess> _processes = [];

    public Fleet(IDistributedCache? cache = null)
    {
        Cache = new FleetCache(Clock);
        Shared = cache ?? Cache;
        var meters = new TestMetrics();
        _metrics = new JwksMetrics(meters);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name == "jwkssdk.keyset.shared")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            (_, _, tags, _) =>
                _counted.Enqueue(
                    string.Join(
                        ' ',
                        tags.ToArray()
                            .Where(static tag => tag.Key != JwksMetrics.ProviderTag)
                            .Select(static tag => tag.Value)
                    )
                )
        );
        _listener.Start();
    }

    public static string KeyOne { get; } = AesKey(1);

    public FleetClock Clock { get; } = new();

    public FleetCache Cache { get; }

    public FleetEndpoint Endpoint { get; } = new();

    public RecordingLogger Log { get; } = new();

    /// <summary>What was logged about sharing.</summary>
    public IReadOnlyList<string> SharingLog => [.. Log.Of([.. Enumerable.Range(110, 10)])];

    public RefreshPolicy Policy { get; set; } = new() { Jitter = 0 };

    public IKeySetProtector Protector { get; set; } = Aes(("one", KeyOne));

    /// <summary>What was counted of shared entries, as outcome and refusal.</summary>
    public IReadOnlyList<string> Counted => [.. _counted];

    private IDistributedCache Shared { get; }

    public static string AesKey(byte seed) =>
        Convert.ToBase64String([.. Enumerable.Range(seed, 32).Select(static value => (byte)value)]);

    public static AesGcmKeySetProtector Aes(params (string Name, string Base64)[] keys) =>
        new(keys.Select(static key => new KeySharingKey(key.Name, key.Base64)));

    /// <summary>Starts a process; nothing is fetched yet.</summary>
    public FleetProcess Start(
        double? jitter = null,
        IDistributedCache? cache = null,
        SharedIdentity? identity = null,
        params IKeySetSource[] further
    )
    {
        var policy = Policy with { Jitter = jitter ?? Policy.Jitter };
        identity ??= Identity;
        var source = Source(policy, cache ?? Shared, identity);
        var process = new FleetProcess(identity.Issuer, [source, .. further], policy, Clock, Log, _metrics);
        _processes.Add(process);
        return process;
    }

    /// <summary>The endpoint behind the cache, as a process asks it.</summary>
    public SharedKeySetSource Source() => Source(Policy, Shared, Identity);

    /// <summary>Moves the clock over the short waits of the fetches under way, until each has landed.</summary>
    /// <param name="pace">Awaited in between; where real input and output is under way, giving way to threads is not enough.</param>
    public async Task LandAsync(Func<Task>? pace = null)
    {
        while (true)
        {
            await Eventually.TrueAsync(() => Clock.Waiting == InFlight, pace);
            if (InFlight == 0)
            {
                return;
            }

            Clock.Advance(SharedClaim.Settling);
        }
    }

    /// <summary>Lets a process fetch for want of keys or freshness, and waits for it.</summary>
    public async Task RefreshAsync(FleetProcess process)
    {
        process.Refresher.RefreshIfDue();
        await LandAsync();
    }

    /// <summary>Lets a process fetch for a reason, whatever its budget, and waits for it.</summary>
    public async Task FetchAsync(FleetProcess process, FetchReason reason)
    {
        var begun = process.Refresher.TryStart(process.Refresher.State, reason, process.Refresher.Now);
        await LandAsync();
        Assert.NotNull(begun);
    }

    /// <summary>Lets a process fetch because the application asked for it, and waits for it.</summary>
    public async Task<FetchOutcome> RequestAsync(FleetProcess process)
    {
        var refresher = process.Refresher;
        var flight = refresher.TryStart(refresher.State, FetchReason.Requested, refresher.Now);
        Assert.NotNull(flight);
        await LandAsync();
        return await flight.Landed;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _processes.ForEach(static process => process.Refresher.Timer!.Stop());
    }

    private SharedKeySetSource Source(RefreshPolicy policy, IDistributedCache cache, SharedIdentity identity) =>
        new KeySetSharing(cache, Protector, Clock, Log, _metrics).Share(
            Endpoint,
            identity,
            policy,
            new SharedKeysTelemetry(identity.Declaration, identity.Issuer, Log, _metrics)
        );

    private int InFlight => _processes.Count(static process => process.Refresher.State.Flight is not null);
}
