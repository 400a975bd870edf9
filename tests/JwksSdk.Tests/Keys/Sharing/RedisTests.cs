using JwksSdk.Keys;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>Sharing over a real Redis server, which each test has for itself.</summary>
public sealed class RedisTests : IAsyncLifetime
{
    private const int Processes = 50;

    private static readonly string OneKey = KeySets.Of(KeySets.Rsa);
    private static readonly string TwoKeys = KeySets.Of(KeySets.Rsa, KeySets.OtherRsa);

    private readonly RedisServer _redis = new();
    private readonly Fleet _fleet = new();
    private readonly List<RedisCache> _caches = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _redis.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        _fleet.Dispose();
        _caches.ForEach(static cache => cache.Dispose());
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Fifty_processes_with_connections_of_their_own_make_one_request_cold_and_one_when_it_is_time()
    {
        _fleet.Endpoint.Serve(OneKey, "\"v1\"");
        var processes = new FleetProcess[Processes];
        for (var i = 0; i < Processes; i++)
        {
            processes[i] = _fleet.Start(jitter: 0, cache: await ConnectAsync());
        }

        await LandAllAsync(processes);
        Assert.Equal(1, _fleet.Endpoint.Count);
        Assert.All(processes, static process => Assert.True(process.Knows("rsa-1")));

        _fleet.Endpoint.Serve(TwoKeys, "\"v2\"");
        _fleet.Clock.Advance(TimeSpan.FromMinutes(8.5));
        await LandAllAsync(processes);
        Assert.Equal(2, _fleet.Endpoint.Count);
        Assert.Equal("\"v1\"", _fleet.Endpoint.LastRequest!.Validators!.EntityTag);
        Assert.All(processes, static process => Assert.True(process.Knows("rsa-2")));
        Assert.Empty(_fleet.SharingLog);
    }

    [Fact]
    public async Task What_somebody_writes_into_redis_is_refused()
    {
        _fleet.Endpoint.Serve(OneKey);
        var cache = await ConnectAsync();
        await cache.SetAsync(Fleet.Identity.CacheKey, TwoKeys.Utf8(), Cancellation);
        var process = _fleet.Start(cache: cache);
        await LandAllAsync(process);

        Assert.Equal(1, _fleet.Endpoint.Count);
        Assert.False(process.Knows("rsa-2"));
        Assert.Equal(["refused Tampered", "stored"], _fleet.Counted.Distinct());
        var stored = await cache.GetAsync(Fleet.Identity.CacheKey, Cancellation);
        Assert.Equal(-1, stored.AsSpan().IndexOf("\"keys\""u8));
    }

    [Fact]
    public async Task A_redis_that_dies_costs_nothing_but_the_sharing()
    {
        _fleet.Endpoint.Serve(OneKey);
        var cache = await ConnectAsync();
        var process = _fleet.Start(cache: cache);
        await LandAllAsync(process);
        await _redis.StopAsync();
        _fleet.Endpoint.Serve(TwoKeys);
        var spent = TimeSpan.Zero;
        for (var fetch = 2; fetch <= 3; fetch++)
        {
            _fleet.Clock.Advance(TimeSpan.FromMinutes(9));
            spent = TimeSpan.Zero;
            process.Refresher.RefreshIfDue();
            await Eventually.TrueAsync(() => process.Refresher.State.Flight is null, RunOutAsync);
            Assert.Equal(fetch, _fleet.Endpoint.Count);
        }

        Assert.True(process.Knows("rsa-2"));
        Assert.Equal(KeySetError.None, process.LastError);
        Assert.StartsWith("111 ", Assert.Single(_fleet.SharingLog), StringComparison.Ordinal);

        // The driver may say at once that it has no connection, or wait for one: then the time limit of each question to it ends
        // it. Not so far that on a busy machine the fetch as a whole would run out of time.
        async Task RunOutAsync()
        {
            await Task.Yield();
            if (spent < KeySetFetch.Timeout / 2)
            {
                var step = TimeSpan.FromMilliseconds(1);
                spent += step;
                _fleet.Clock.Advance(step);
            }
        }
    }

    /// <summary>A process's own connection; up already, so that no time limit of a test depends on how long that takes.</summary>
    private async Task<RedisCache> ConnectAsync()
    {
        var cache = new RedisCache(new RedisCacheOptions { Configuration = _redis.Address });
        _caches.Add(cache);
        await cache.GetAsync("ping", Cancellation);
        return cache;
    }

    private async Task LandAllAsync(params FleetProcess[] processes)
    {
        Array.ForEach(processes, static process => process.Refresher.RefreshIfDue());

        // Paced by Redis itself: each turn waits for one answer of its.
        await _fleet.LandAsync(() => _caches[0].GetAsync("ping", Cancellation));
    }
}
