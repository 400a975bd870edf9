using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>A shared cache that is down is as if there were none, and is spoken of once.</summary>
public sealed class SharedOutageTests : IDisposable
{
    private static readonly string OneKey = KeySets.Of(KeySets.Rsa);

    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task A_cache_that_throws_costs_nothing_but_the_sharing()
    {
        _fleet.Cache.Before = static (_, _) => throw new InvalidOperationException("secret of the cache");
        _fleet.Endpoint.Serve(OneKey, "\"v1\"");
        var process = _fleet.Start();
        await _fleet.RefreshAsync(process);
        _fleet.Clock.Advance(TimeSpan.FromMinutes(9));
        _fleet.Endpoint.Serve(KeySetAnswer.NotModified());
        await _fleet.RefreshAsync(process);

        // The second request was conditional on what the process itself holds.
        Assert.Equal("\"v1\"", _fleet.Endpoint.LastRequest!.Validators!.EntityTag);
        Assert.Equal(KeySetError.None, process.LastError);
        Assert.True(process.Snapshot!.Times.FetchedAt >= TimeSpan.FromMinutes(9));
        Assert.Equal(
            [
                "111 Warning: The shared cache of key sets cannot be read: InvalidOperationException. Until it can, this process fetches for itself alone.",
            ],
            _fleet.SharingLog
        );
        Assert.Equal(["unavailable", "unavailable"], _fleet.Counted);
        Assert.All(_fleet.Cache.Calls, static call => Assert.Equal("get", call.Verb));
    }

    [Fact]
    public async Task Its_return_is_told_and_sharing_goes_on()
    {
        _fleet.Cache.Before = static (_, _) => throw new InvalidOperationException();
        _fleet.Endpoint.Serve(OneKey);
        var process = _fleet.Start();
        await _fleet.RefreshAsync(process);
        _fleet.Cache.Before = static (_, _) => Task.CompletedTask;
        _fleet.Clock.Advance(TimeSpan.FromMinutes(9));
        await _fleet.RefreshAsync(process);
        await _fleet.RefreshAsync(_fleet.Start());

        Assert.Equal(2, _fleet.Endpoint.Count);
        Assert.Equal("112 Information: The shared cache of key sets can be read again.", _fleet.SharingLog[1]);
        Assert.Equal(2, _fleet.SharingLog.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cache_that_hangs_is_left_after_half_a_second(bool blocksItsThread)
    {
        using var gate = new ManualResetEventSlim();
        var never = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        _fleet.Cache.Before = (_, _) =>
        {
            entered.TrySetResult();
            if (blocksItsThread)
            {
                gate.Wait(TestContext.Current.CancellationToken);
            }

            return never.Task;
        };
        _fleet.Endpoint.Serve(OneKey);
        var process = _fleet.Start();
        process.Refresher.RefreshIfDue();
        await entered.Task;
        _fleet.Clock.Advance(SharedCache.TimeLimit - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, _fleet.Endpoint.Count);
        _fleet.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await _fleet.LandAsync();
        gate.Set();

        Assert.True(process.Knows("rsa-1"));
        Assert.Contains("cannot be read: Timeout.", Assert.Single(_fleet.SharingLog));
        never.SetException(new InvalidOperationException());
    }

    [Fact]
    public async Task A_cache_that_takes_nothing_in_is_spoken_of_once_and_waits_for_nobody()
    {
        _fleet.Cache.Before = static (verb, _) =>
            verb == "get" ? Task.CompletedTask : throw new InvalidOperationException();
        _fleet.Endpoint.Serve(OneKey);
        var process = _fleet.Start();
        for (var fetch = 0; fetch < 3; fetch++)
        {
            await _fleet.RefreshAsync(process);
            _fleet.Clock.Advance(TimeSpan.FromMinutes(9));
        }

        Assert.Equal(3, _fleet.Endpoint.Count);
        Assert.Contains("cannot be written: InvalidOperationException.", Assert.Single(_fleet.SharingLog));
        Assert.Equal(["unavailable", "unavailable", "unavailable"], _fleet.Counted);
    }
}
