using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>A shared fetch without time left, and one that is cut off.</summary>
public sealed class SharedKeySetTimeTests : IDisposable
{
    private readonly Fleet _fleet = new();

    public SharedKeySetTimeTests() => _fleet.Endpoint.Serve(KeySets.Of(KeySets.Rsa));

    public void Dispose() => _fleet.Dispose();

    [Theory]
    [InlineData(1_251, 1, KeySetError.None)]
    [InlineData(1_250, 0, KeySetError.Timeout)]
    [InlineData(1_000, 0, KeySetError.Timeout)]
    public async Task A_request_without_time_left_asks_nobody(int milliseconds, int asked, KeySetError error)
    {
        // Kept for sharing the answer: 1.25 seconds.
        var request = Requested(FetchReason.Requested, TimeSpan.FromMilliseconds(milliseconds));
        var answer = await _fleet.Source().GetAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(error, answer.Error);
        Assert.Equal(asked, _fleet.Endpoint.Count);
    }

    [Fact]
    public async Task A_fetch_that_is_cut_off_at_the_endpoint_brings_no_old_entry()
    {
        await _fleet.RefreshAsync(_fleet.Start());
        _fleet.Clock.Advance(TimeSpan.FromMinutes(15));
        _fleet.Endpoint.Answer = static (_, _) => new TaskCompletionSource<KeySetAnswer>().Task;
        using var stopping = new CancellationTokenSource();
        var asked = _fleet.Source().GetAsync(Requested(FetchReason.Requested, KeySetFetch.Timeout), stopping.Token);
        await Eventually.TrueAsync(() => _fleet.Endpoint.Count == 2);
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.DoesNotContain("stand_in", _fleet.Counted);
    }

    [Fact]
    public async Task A_fetch_that_is_cut_off_before_it_has_the_claim_leaves_that_of_another()
    {
        _fleet.Cache[Fleet.Identity.ClaimKey] = _fleet.Protector.Protect(
            SharedClaim.New(_fleet.Clock.GetUtcNow()),
            Fleet.Identity.ClaimContext
        );
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _fleet.Cache.Before = (verb, key) =>
        {
            if (verb != "get" || !FleetCache.IsClaim(key))
            {
                return Task.CompletedTask;
            }

            hangs.TrySetResult();
            return new TaskCompletionSource().Task;
        };
        using var stopping = new CancellationTokenSource();
        var asked = _fleet.Source().GetAsync(Requested(FetchReason.NoKeys, KeySetFetch.Timeout), stopping.Token);
        await hangs.Task;
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Equal([Fleet.Identity.ClaimKey], _fleet.Cache.Keys);
    }

    private static KeySetRequest Requested(FetchReason reason, TimeSpan time) =>
        new(ScriptedSource.Issuer) { Reason = reason, Time = time };
}
