using System.Collections.Concurrent;
using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>The parts of sharing one by one: the cache behind its limits, claims, and the age of an entry.</summary>
public sealed class SharedCacheTests : IDisposable
{
    private readonly Fleet _fleet = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SharedCache Cache => new(_fleet.Cache, _fleet.Protector, _fleet.Clock, _fleet.Log);

    public void Dispose() => _fleet.Dispose();

    [Theory]
    [InlineData(0, "Tampered")]
    [InlineData(1, "TooLarge")]
    public async Task A_value_that_is_too_long_is_not_even_unprotected(int more, string refusal)
    {
        _fleet.Cache["key"] = new byte[SharedCache.MaxLength + more];

        var value = await Cache.GetAsync("key", [], Cancellation);

        Assert.Equal(refusal, value.Refusal.ToString());
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_no_outage_of_the_cache()
    {
        // An answer that came first would count.
        _fleet.Cache.Before = static (_, _) => new TaskCompletionSource().Task;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Cache.GetAsync("key", [], new CancellationToken(canceled: true))
        );
    }

    [Fact]
    public async Task What_fails_after_its_time_limit_is_no_exception_that_nobody_saw()
    {
        var unseen = new ConcurrentQueue<Exception>();
        void See(object? sender, UnobservedTaskExceptionEventArgs seen) =>
            unseen.Enqueue(seen.Exception.InnerException!);
        TaskScheduler.UnobservedTaskException += See;
        try
        {
            var late = new IOException("late");
            await FailLateAsync(late);
            GC.Collect();
            GC.WaitForPendingFinalizers();

            Assert.DoesNotContain(late, unseen);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= See;
        }
    }

    [Fact]
    public async Task A_claim_that_could_not_be_written_is_not_held()
    {
        _fleet.Cache.Before = static (verb, _) => verb == "set" ? throw new IOException("down") : Task.CompletedTask;

        Assert.False(await new SharedClaim(Fleet.Identity, Cache, _fleet.Clock).TryTakeAsync(Cancellation));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(60, 60)]
    [InlineData(3_600, 3_600)]
    // By how far another clock is ahead makes no entry younger than now.
    [InlineData(-1, 0)]
    [InlineData(-240, 0)]
    public void The_age_of_an_entry_is_never_less_than_none(int secondsAgo, int age)
    {
        var entries = new SharedEntries(Fleet.Identity, Cache, _fleet.Policy, _fleet.Clock, null!);
        var fetchedAt = _fleet.Clock.GetUtcNow() - TimeSpan.FromSeconds(secondsAgo);
        var entry = new SharedEntry(Fleet.Identity, fetchedAt, TimeSpan.FromMinutes(5), null, "{}".Utf8());

        Assert.Equal(_fleet.Policy.Times(TimeSpan.FromSeconds(-age), TimeSpan.FromMinutes(5)), entries.TimesOf(entry));
    }

    private async Task FailLateAsync(Exception failure)
    {
        var hangs = new TaskCompletionSource();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _fleet.Cache.Before = (_, _) =>
        {
            entered.SetResult();
            return hangs.Task;
        };
        var asked = Cache.GetAsync("key", [], Cancellation);
        await entered.Task;
        _fleet.Clock.Advance(SharedCache.TimeLimit);
        Assert.False((await asked).IsReachable);

        // What waits for it runs on this thread, to its end.
        hangs.SetException(failure);
    }
}
