using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>Keys that were withdrawn or compromised, and entries of the shared cache that have them still.</summary>
public sealed class LostSharedKeysTests : IDisposable
{
    private readonly Fleet _fleet = new();
    private readonly LeakedKey _leaked = new();

    public void Dispose()
    {
        _fleet.Dispose();
        _leaked.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_entry_brings_no_compromised_key_back(bool isCacheFull)
    {
        _fleet.Endpoint.Serve(KeySets.Of([_leaked.Public]));
        var process = _fleet.Start();
        await _fleet.RefreshAsync(process);
        _fleet.Clock.Advance(TimeSpan.FromMinutes(5));
        await _fleet.RequestAsync(_fleet.Start());
        Assert.Equal(2, _fleet.Endpoint.Count);
        if (isCacheFull)
        {
            RefuseWrites("remove");
        }

        // The entry is newer than what the process holds.
        _fleet.Endpoint.Serve(KeySets.Of([_leaked.Private]));
        await _fleet.RequestAsync(process);
        Assert.Equal((3, KeySetError.NoUsableKey), (_fleet.Endpoint.Count, process.LastError));
        Assert.Equal(isCacheFull, _fleet.Counted.Contains("unavailable"));
        _fleet.Clock.Advance(TimeSpan.FromSeconds(1));
        var stolen = process.SeekAsync("lost");
        await _fleet.LandAsync();

        Assert.Null((await stolen).Key);
        Assert.Equal((4, KeySetError.NoUsableKey), (_fleet.Endpoint.Count, process.LastError));
    }

    [Fact]
    public async Task An_entry_with_a_key_that_was_given_away_is_taken_out_and_every_other_one_stays()
    {
        _fleet.Endpoint.Serve(KeySets.Of(_leaked.Public, KeySets.Rsa.ToJwk()));
        var process = _fleet.Start();
        await _fleet.RefreshAsync(process);
        _fleet.Endpoint.Serve("""{"keys":[]}""");
        await _fleet.RequestAsync(process);
        using (var other = new LeakedKey())
        {
            _fleet.Endpoint.Serve(KeySets.Of([other.Private]));
            await _fleet.RequestAsync(process);
        }

        Assert.DoesNotContain(_fleet.Cache.Calls, static call => IsRemoval(call.Verb, call.Key));

        _fleet.Endpoint.Serve(KeySets.Of([_leaked.Private]));
        await _fleet.RequestAsync(process);

        Assert.Single(_fleet.Cache.Calls, static call => IsRemoval(call.Verb, call.Key));
        var next = _fleet.Start();
        await _fleet.RefreshAsync(next);
        Assert.False(next.Knows("lost"));
    }

    [Fact]
    public async Task An_entry_brings_no_withdrawn_key_back_whatever_its_clock_says()
    {
        _fleet.Endpoint.Serve(KeySets.Of(KeySets.Rsa));
        _fleet.Clock.LeapWallClock(TimeSpan.FromMinutes(2));
        await _fleet.RefreshAsync(_fleet.Start());
        _fleet.Clock.LeapWallClock(TimeSpan.FromMinutes(-2));
        var process = _fleet.Start();
        await _fleet.RefreshAsync(process);
        _fleet.Clock.Advance(TimeSpan.FromSeconds(10));
        RefuseWrites("set");
        _fleet.Endpoint.Serve(KeySets.Of(KeySets.OtherRsa));
        await _fleet.RequestAsync(process);
        Assert.False(process.Knows("rsa-1"));

        var withdrawn = process.SeekAsync("rsa-1");
        await _fleet.LandAsync();

        Assert.Equal(JwtErrorCode.UnknownKeyId, (await withdrawn).Error);
        Assert.True(process.Knows("rsa-2"));
    }

    [Fact]
    public async Task An_entry_with_a_compromised_key_does_for_the_other_keys()
    {
        _fleet.Endpoint.Serve(KeySets.Of(_leaked.Private, KeySets.Rsa.ToJwk()));
        var process = _fleet.Start();
        await _fleet.RefreshAsync(process);
        _fleet.Clock.Advance(TimeSpan.FromMinutes(1));

        // Its public half alone again, and whoever was started since takes it for good.
        _fleet.Endpoint.Serve(KeySets.Of(_leaked.Public, KeySets.Rsa.ToJwk()));
        var other = _fleet.Start();
        await _fleet.RequestAsync(other);
        Assert.True(other.Knows("lost"));
        Assert.Equal(2, _fleet.Endpoint.Count);
        _fleet.Clock.Advance(TimeSpan.FromMinutes(7.5));

        await _fleet.RefreshAsync(process);
        Assert.Equal(2, _fleet.Endpoint.Count);
        Assert.True(process.Knows("rsa-1"));
        Assert.False(process.Knows("lost"));

        // What was given away helps no token.
        var stolen = process.SeekAsync("lost");
        await _fleet.LandAsync();
        Assert.Equal(JwtErrorCode.KeyRefused, (await stolen).Error);
    }

    [Fact]
    public async Task A_key_that_is_published_again_comes_back_from_the_endpoint()
    {
        _fleet.Endpoint.Serve(KeySets.Of(KeySets.Rsa));
        var process = _fleet.Start();
        await _fleet.RefreshAsync(process);
        _fleet.Endpoint.Serve(KeySets.Of(KeySets.OtherRsa));
        await _fleet.RequestAsync(process);
        _fleet.Clock.Advance(TimeSpan.FromMinutes(1));
        _fleet.Endpoint.Serve(KeySets.Of(KeySets.Rsa, KeySets.OtherRsa));
        await _fleet.RequestAsync(_fleet.Start());
        Assert.Equal(3, _fleet.Endpoint.Count);

        var back = process.SeekAsync("rsa-1");
        await _fleet.LandAsync();

        Assert.NotNull((await back).Key);
        Assert.Equal(4, _fleet.Endpoint.Count);
    }

    private static bool IsRemoval(string verb, string key) => verb == "remove" && !FleetCache.IsClaim(key);

    private void RefuseWrites(string verb) =>
        _fleet.Cache.Before = (called, key) =>
            called == verb && !FleetCache.IsClaim(key) ? Task.FromException(new IOException()) : Task.CompletedTask;
}
