using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>Fifty processes make one request.</summary>
public sealed class FleetTests : IDisposable
{
    private const int Processes = 50;

    private static readonly string OneKey = KeySets.Of(KeySets.Rsa);
    private static readonly string TwoKeys = KeySets.Of(KeySets.Rsa, KeySets.OtherRsa);

    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task All_cold_at_once_they_make_one_request_and_one_more_when_it_is_time()
    {
        Serve(OneKey);
        var processes = Start(static number => number / (double)Processes);

        await RefreshTogetherAsync(processes);
        Assert.Equal(1, _fleet.Endpoint.Count);
        Assert.All(processes, static process => Assert.True(process.Knows("rsa-1")));

        // Due at 80 % to 90 % of 10 minutes, each at its own moment.
        Serve(TwoKeys);
        for (var minutes = 0.0; minutes < 10; minutes += 0.05)
        {
            _fleet.Clock.Advance(TimeSpan.FromMinutes(0.05));
            Array.ForEach(processes, static process => process.Refresher.RefreshIfDue());
            await _fleet.LandAsync();
        }

        Assert.Equal(2, _fleet.Endpoint.Count);
        Assert.All(processes, static process => Assert.True(process.Knows("rsa-2")));
    }

    [Fact]
    public async Task All_due_at_the_same_moment_they_make_one_request()
    {
        Serve(OneKey);
        var processes = Start(static _ => 0);
        Array.ForEach(processes, static process => process.Refresher.RefreshIfDue());
        await _fleet.LandAsync();
        Serve(TwoKeys);
        _fleet.Clock.Advance(TimeSpan.FromMinutes(8.5));
        await RefreshTogetherAsync(processes);

        Assert.Equal(2, _fleet.Endpoint.Count);
        Assert.All(processes, static process => Assert.True(process.Knows("rsa-2")));
    }

    [Fact]
    public async Task The_first_tokens_after_a_rotation_make_one_request()
    {
        Serve(OneKey);
        var processes = Start(static _ => 0);
        Array.ForEach(processes, static process => process.Refresher.RefreshIfDue());
        await _fleet.LandAsync();
        Serve(TwoKeys);
        _fleet.Clock.Advance(TimeSpan.FromMinutes(1));
        var sought = processes.Select(static process => process.SeekAsync("rsa-2")).ToArray();
        await _fleet.LandAsync();

        Assert.All(await Task.WhenAll(sought), static lookup => Assert.NotNull(lookup.Key));
        Assert.Equal(2, _fleet.Endpoint.Count);
    }

    [Fact]
    public async Task Those_that_wait_fetch_as_soon_as_the_one_they_wait_for_has_failed()
    {
        var gate = new TaskCompletionSource<KeySetAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _fleet.Endpoint.Answer = (_, _) => gate.Task;
        var first = _fleet.Start();
        first.Refresher.RefreshIfDue();
        await Eventually.TrueAsync(() => _fleet.Clock.Waiting == 1);
        _fleet.Clock.Advance(SharedClaim.Settling);
        await Eventually.TrueAsync(() => _fleet.Endpoint.Count == 1);
        var second = _fleet.Start();
        second.Refresher.RefreshIfDue();
        await Eventually.TrueAsync(() => _fleet.Clock.Waiting == 1);
        var begun = _fleet.Clock.GetUtcNow();
        _fleet.Endpoint.Serve(OneKey);
        gate.SetResult(KeySetAnswer.Failed(KeySetError.Status, "503"));
        await Eventually.TrueAsync(() => first.Refresher.State.Flight is null);
        await _fleet.LandAsync();

        Assert.Equal(KeySetError.Status, first.LastError);
        Assert.True(second.Knows("rsa-1"));
        Assert.Equal(SharedKeySetSource.PollInterval, _fleet.Clock.GetUtcNow() - begun);
        Assert.DoesNotContain(_fleet.Cache.Keys, FleetCache.IsClaim);
    }

    /// <summary>Takes its time for each answer, so that whoever does not wait for another's asks as well.</summary>
    private void Serve(string json) =>
        _fleet.Endpoint.Answer = async (_, cancellationToken) =>
        {
            await Task.Delay(SharedKeySetSource.PollInterval, _fleet.Clock, cancellationToken);
            return ScriptedSource.AnswerOf(json);
        };

    /// <summary>
    /// The worst start: each has seen that there is neither entry nor claim to go by before any of them writes its claim.
    /// </summary>
    private async Task RefreshTogetherAsync(FleetProcess[] processes)
    {
        var claimed = 0;
        var allClaim = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _fleet.Cache.Before = (verb, key) =>
        {
            if (verb != "set" || !FleetCache.IsClaim(key))
            {
                return Task.CompletedTask;
            }

            if (Interlocked.Increment(ref claimed) == processes.Length)
            {
                allClaim.SetResult();
            }

            return allClaim.Task;
        };
        Array.ForEach(processes, static process => process.Refresher.RefreshIfDue());
        await _fleet.LandAsync();
        Assert.Equal(processes.Length, claimed);
        _fleet.Cache.Before = static (_, _) => Task.CompletedTask;
    }

    private FleetProcess[] Start(Func<int, double> jitter) =>
        [.. Enumerable.Range(0, Processes).Select(number => _fleet.Start(jitter(number)))];
}
