using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>Whatever stands in the cache as a claim, the endpoint is asked within two seconds.</summary>
public sealed class SharedClaimTests : IDisposable
{
    private readonly Fleet _fleet = new();
    private readonly DateTimeOffset _begun;

    public SharedClaimTests()
    {
        _begun = _fleet.Clock.GetUtcNow();
        _fleet.Endpoint.Serve(KeySets.Of(KeySets.Rsa));
    }

    private TimeSpan Elapsed => _fleet.Clock.GetUtcNow() - _begun;

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task A_claim_whose_process_died_holds_the_others_up_for_two_seconds_at_most()
    {
        Claim(TimeSpan.Zero);
        await AssertFetchedAfterAsync(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task In_a_slow_cache_too_it_holds_them_up_for_two_seconds_at_most()
    {
        Claim(TimeSpan.Zero);
        _fleet.Cache.Before = async (verb, _) =>
        {
            for (var step = 0; verb == "get" && step < 5; step++)
            {
                await Task.Delay(SharedClaim.Settling, _fleet.Clock);
            }
        };
        await AssertFetchedAfterAsync(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_call_to_the_cache_is_left_when_the_two_seconds_are_over()
    {
        Claim(TimeSpan.Zero);
        var never = new TaskCompletionSource<byte[]>();
        var entered = false;
        _fleet.Cache.Before = (verb, _) =>
        {
            var hangs = verb == "get" && Elapsed >= TimeSpan.FromSeconds(1.8);
            Volatile.Write(ref entered, hangs);
            return hangs ? never.Task : Task.CompletedTask;
        };
        var process = _fleet.Start();
        process.Refresher.RefreshIfDue();
        while (!Volatile.Read(ref entered))
        {
            await Eventually.TrueAsync(() => _fleet.Clock.Waiting == 1);
            _fleet.Clock.Advance(SharedKeySetSource.PollInterval);
            await Eventually.TrueAsync(() => _fleet.Clock.Waiting == 1 || Volatile.Read(ref entered));
        }

        Assert.Equal(0, _fleet.Endpoint.Count);
        _fleet.Clock.Advance(TimeSpan.FromSeconds(2) - Elapsed);
        await _fleet.LandAsync();
        Assert.True(process.Knows("rsa-1"));
        Assert.Empty(_fleet.SharingLog);
    }

    [Theory]
    [InlineData(-5, true)]
    [InlineData(-5.001, false)]
    [InlineData(300, true)]
    [InlineData(300.001, false)]
    public async Task A_claim_stands_for_five_seconds_and_not_from_far_in_the_future(double madeAfter, bool stands)
    {
        Claim(TimeSpan.FromSeconds(madeAfter));
        Assert.Equal(stands, await NewClaim().IsTakenAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Of_two_that_claim_at_the_same_moment_one_wins()
    {
        var written = 0;
        var bothWrite = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _fleet.Cache.Before = (verb, _) =>
        {
            if (verb == "get")
            {
                return Task.CompletedTask;
            }

            if (Interlocked.Increment(ref written) == 2)
            {
                bothWrite.SetResult();
            }

            return bothWrite.Task;
        };
        var claims = new[] { NewClaim(), NewClaim() };
        var taken = claims.Select(static claim => claim.TryTakeAsync(TestContext.Current.CancellationToken)).ToArray();
        await Eventually.TrueAsync(() => _fleet.Clock.Waiting == 2);
        _fleet.Clock.Advance(SharedClaim.Settling);

        Assert.Single(await Task.WhenAll(taken), static isTaken => isTaken);
    }

    [Fact]
    public async Task A_claim_that_is_put_back_later_holds_nobody_up()
    {
        Claim(TimeSpan.FromMinutes(-1));
        await AssertFetchedAfterAsync(SharedClaim.Settling);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Something_else_in_its_place_holds_nobody_up(bool isProtected)
    {
        var junk = "junk"u8.ToArray();
        _fleet.Cache[Fleet.Identity.ClaimKey] = isProtected
            ? _fleet.Protector.Protect(junk, Fleet.Identity.ClaimContext)
            : junk;
        await AssertFetchedAfterAsync(SharedClaim.Settling);
    }

    private SharedClaim NewClaim() =>
        new(Fleet.Identity, new SharedCache(_fleet.Cache, _fleet.Protector, _fleet.Clock, _fleet.Log), _fleet.Clock);

    private void Claim(TimeSpan madeAfter) =>
        _fleet.Cache[Fleet.Identity.ClaimKey] = _fleet.Protector.Protect(
            SharedClaim.New(_begun + madeAfter),
            Fleet.Identity.ClaimContext
        );

    /// <summary>A process fetches, and its endpoint is asked after so long.</summary>
    private async Task AssertFetchedAfterAsync(TimeSpan expected)
    {
        var answer = _fleet.Endpoint.Answer;
        var asked = TimeSpan.MinValue;
        _fleet.Endpoint.Answer = (request, cancellationToken) =>
        {
            asked = Elapsed;
            return answer(request, cancellationToken);
        };
        var process = _fleet.Start();
        await _fleet.RefreshAsync(process);

        Assert.True(process.Knows("rsa-1"));
        Assert.Equal(expected, asked);
    }
}
