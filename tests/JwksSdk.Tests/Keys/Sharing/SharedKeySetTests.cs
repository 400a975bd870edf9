using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>What processes take from each other, and what they fetch for themselves.</summary>
public sealed class SharedKeySetTests : IDisposable
{
    private static readonly string OneKey = KeySets.Of(KeySets.Rsa);
    private static readonly string TwoKeys = KeySets.Of(KeySets.Rsa, KeySets.OtherRsa);

    private readonly Fleet _fleet = new();

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task What_one_process_fetched_another_takes_with_its_age()
    {
        _fleet.Endpoint.Serve(OneKey, "\"v1\"", TimeSpan.FromMinutes(20));
        await _fleet.RefreshAsync(_fleet.Start());
        _fleet.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = _fleet.Start();
        await _fleet.RefreshAsync(second);

        Assert.Equal(1, _fleet.Endpoint.Count);
        Assert.True(second.Knows("rsa-1"));
        Assert.Equal("http", second.Snapshot!.Source);
        Assert.Equal("\"v1\"", second.Snapshot.Validators!.EntityTag);
        // Fresh for 20 minutes from the fetch, of which 5 have passed; due after 16 of them.
        var left = second.Snapshot.Times.FreshUntil - second.Refresher.Now;
        Assert.InRange(left, TimeSpan.FromMinutes(14.99), TimeSpan.FromMinutes(15.01));
        Assert.Equal(["stored", "used"], _fleet.Counted);
    }

    [Fact]
    public async Task An_entry_that_is_due_is_not_taken_but_renewed()
    {
        _fleet.Endpoint.Serve(OneKey);
        var first = _fleet.Start();
        await _fleet.RefreshAsync(first);
        _fleet.Clock.Advance(TimeSpan.FromMinutes(8));
        _fleet.Endpoint.Serve(TwoKeys);
        var second = _fleet.Start();
        await _fleet.RefreshAsync(second);
        await _fleet.RefreshAsync(first);

        Assert.Equal(2, _fleet.Endpoint.Count);
        Assert.True(second.Knows("rsa-2"));
        Assert.True(first.Knows("rsa-2"));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 2)]
    public async Task An_entry_is_due_to_the_millisecond(int milliseconds, int asked)
    {
        var begun = _fleet.Clock.GetUtcNow();
        _fleet.Endpoint.Serve(OneKey);
        await _fleet.RefreshAsync(_fleet.Start());
        _fleet.Clock.Advance(begun.AddMinutes(8).AddMilliseconds(milliseconds) - _fleet.Clock.GetUtcNow());
        await _fleet.RefreshAsync(_fleet.Start());

        Assert.Equal(asked, _fleet.Endpoint.Count);
    }

    [Theory]
    [InlineData(1_000, 3)]
    [InlineData(1_001, 2)]
    public async Task An_entry_is_newer_than_what_is_held_by_more_than_a_second(int milliseconds, int asked)
    {
        var begun = _fleet.Clock.GetUtcNow();
        _fleet.Endpoint.Serve(OneKey);
        var process = _fleet.Start();
        await _fleet.RefreshAsync(process);
        _fleet.Clock.Advance(begun.AddMilliseconds(milliseconds) - _fleet.Clock.GetUtcNow());
        await _fleet.FetchAsync(_fleet.Start(), FetchReason.Requested);
        await _fleet.FetchAsync(process, FetchReason.Due);

        Assert.Equal(asked, _fleet.Endpoint.Count);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    public async Task What_is_no_longer_trusted_when_it_comes_by_the_wall_clock_is_not_shared(
        int milliseconds,
        int kept
    )
    {
        // Fresh for 10 minutes and trusted for an hour more; a correction of the clock makes the fetch as long.
        _fleet.Endpoint.Answer = (_, _) =>
        {
            _fleet.Clock.LeapWallClock(TimeSpan.FromMinutes(70) + TimeSpan.FromMilliseconds(milliseconds));
            return Task.FromResult(ScriptedSource.AnswerOf(OneKey));
        };
        var process = _fleet.Start();
        await _fleet.FetchAsync(process, FetchReason.Requested);

        Assert.True(process.Knows("rsa-1"));
        Assert.Equal(KeySetError.None, process.LastError);
        Assert.Equal(kept, _fleet.Cache.Keys.Count);
    }

    [Fact]
    public async Task An_entry_is_not_taken_twice()
    {
        _fleet.Endpoint.Serve(OneKey);
        await _fleet.RefreshAsync(_fleet.Start());
        _fleet.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = _fleet.Start();
        await _fleet.RefreshAsync(second);
        var taken = second.Snapshot;
        _fleet.Clock.Advance(TimeSpan.FromMinutes(1));

        // A corrected wall clock makes the entry look a little newer than it was when it was taken.
        _fleet.Clock.LeapWallClock(TimeSpan.FromMilliseconds(-900));
        await _fleet.FetchAsync(second, FetchReason.Due);

        Assert.Equal(2, _fleet.Endpoint.Count);
        Assert.True(second.Snapshot!.Times.FetchedAt > taken!.Times.FetchedAt + TimeSpan.FromSeconds(59));
    }

    [Fact]
    public async Task Validators_are_those_of_the_entry_and_a_304_renews_it()
    {
        _fleet.Endpoint.Serve(OneKey, "\"v1\"", TimeSpan.FromMinutes(10));
        await _fleet.RefreshAsync(_fleet.Start());
        _fleet.Clock.Advance(TimeSpan.FromMinutes(9));
        _fleet.Endpoint.Serve(KeySetAnswer.NotModified(TimeSpan.FromMinutes(30)));
        var second = _fleet.Start();
        await _fleet.RefreshAsync(second);
        _fleet.Clock.Advance(TimeSpan.FromMinutes(20));
        var third = _fleet.Start();
        await _fleet.RefreshAsync(third);

        Assert.Equal(
            new KeySetValidators(FleetEndpoint.Address, "\"v1\"", null),
            _fleet.Endpoint.LastRequest!.Validators
        );
        Assert.Equal(2, _fleet.Endpoint.Count);
        Assert.True(second.Knows("rsa-1"));
        Assert.True(third.Knows("rsa-1"));
        Assert.Equal("\"v1\"", third.Snapshot!.Validators!.EntityTag);
    }

    [Fact]
    public async Task An_entry_that_came_while_the_claim_was_taken_needs_no_fetch()
    {
        _fleet.Endpoint.Serve(OneKey);
        await _fleet.RefreshAsync(_fleet.Start());
        var (key, entry) = (_fleet.Cache.EntryKey, _fleet.Cache.Entry);
        await _fleet.Cache.RemoveAsync(key, TestContext.Current.CancellationToken);
        _fleet.Cache.Before = (verb, asked) =>
        {
            if (verb == "set" && FleetCache.IsClaim(asked))
            {
                _fleet.Cache[key] = entry;
            }

            return Task.CompletedTask;
        };
        var second = _fleet.Start();
        await _fleet.RefreshAsync(second);

        Assert.Equal(1, _fleet.Endpoint.Count);
        Assert.True(second.Knows("rsa-1"));
    }

    [Fact]
    public async Task A_304_that_says_nothing_of_freshness_renews_it_for_as_long_as_before()
    {
        _fleet.Endpoint.Serve(OneKey, "\"v1\"", TimeSpan.FromHours(2));
        await _fleet.RefreshAsync(_fleet.Start());
        _fleet.Clock.Advance(TimeSpan.FromMinutes(110));
        _fleet.Endpoint.Serve(KeySetAnswer.NotModified());
        var second = _fleet.Start();
        await _fleet.RefreshAsync(second);

        Assert.Equal(TimeSpan.FromHours(2), second.Snapshot!.Lifetime);
    }

    [Theory]
    [InlineData("\"v1\"", true)]
    [InlineData("\"v2\"", false)]
    public async Task A_304_for_what_a_process_holds_is_no_new_key_set(string shared, bool isNotModified)
    {
        _fleet.Endpoint.Serve(OneKey, "\"v1\"");
        var process = _fleet.Start();
        await _fleet.RefreshAsync(process);
        _fleet.Endpoint.Serve(OneKey, shared);
        await _fleet.RequestAsync(_fleet.Start());
        var held = process.Snapshot!;
        _fleet.Clock.Advance(TimeSpan.FromMinutes(1));
        _fleet.Endpoint.Serve(KeySetAnswer.NotModified(TimeSpan.FromMinutes(30)));

        var outcome = await _fleet.RequestAsync(process);

        Assert.Equal(KeySetError.None, outcome.Error);
        Assert.Equal(isNotModified, outcome.IsNotModified);
        Assert.Equal(isNotModified, ReferenceEquals(held.Keys, process.Snapshot!.Keys));
        Assert.Equal(shared, process.Snapshot.Validators!.EntityTag);
        Assert.Equal(TimeSpan.FromMinutes(30), process.Snapshot.Times.FreshUntil - process.Snapshot.Times.FetchedAt);

        // And the entry is as new for the others.
        await _fleet.RefreshAsync(_fleet.Start());
        Assert.Equal(3, _fleet.Endpoint.Count);
    }

    [Fact]
    public async Task A_304_by_the_date_alone_is_no_word_of_what_a_process_holds()
    {
        // Two versions of the same second.
        var date = new DateTimeOffset(2026, 9, 21, 14, 0, 0, TimeSpan.Zero);
        var validators = new KeySetValidators(FleetEndpoint.Address, null, date);
        _fleet.Endpoint.Serve(KeySetAnswer.Of(new KeySetDocument(OneKey.Utf8()) { Validators = validators }));
        var process = _fleet.Start();
        await _fleet.RefreshAsync(process);
        _fleet.Endpoint.Serve(KeySetAnswer.Of(new KeySetDocument(TwoKeys.Utf8()) { Validators = validators }));
        await _fleet.RequestAsync(_fleet.Start());
        _fleet.Clock.Advance(TimeSpan.FromMinutes(1));
        _fleet.Endpoint.Serve(KeySetAnswer.NotModified());

        await _fleet.RequestAsync(process);

        Assert.True(process.Knows("rsa-2"));
    }

    [Fact]
    public async Task Without_an_entry_the_whole_key_set_is_asked_for_so_that_there_is_one()
    {
        _fleet.Endpoint.Serve(OneKey, "\"v1\"");
        var process = _fleet.Start();
        await _fleet.RefreshAsync(process);
        await _fleet.Cache.RemoveAsync(_fleet.Cache.EntryKey, TestContext.Current.CancellationToken);
        _fleet.Clock.Advance(TimeSpan.FromMinutes(9));
        await _fleet.RefreshAsync(process);

        Assert.Equal(2, _fleet.Endpoint.Count);
        Assert.Null(_fleet.Endpoint.LastRequest!.Validators);
        Assert.NotEmpty(_fleet.Cache.Entry);
    }

    [Fact]
    public async Task A_token_takes_an_entry_that_has_its_key_and_fetches_when_it_has_not()
    {
        _fleet.Endpoint.Serve(OneKey);
        var first = _fleet.Start();
        var second = _fleet.Start();
        await _fleet.RefreshAsync(first);
        await _fleet.RefreshAsync(second);
        _fleet.Clock.Advance(TimeSpan.FromMinutes(1));
        _fleet.Endpoint.Serve(TwoKeys);

        var firstSought = first.SeekAsync("rsa-2");
        await _fleet.LandAsync();
        var secondSought = second.SeekAsync("rsa-2");
        await _fleet.LandAsync();
        Assert.NotNull((await firstSought).Key);
        Assert.NotNull((await secondSought).Key);
        Assert.Equal(2, _fleet.Endpoint.Count);

        _fleet.Clock.Advance(TimeSpan.FromMinutes(1));
        var unknown = second.SeekAsync("rsa-3");
        await _fleet.LandAsync();
        Assert.Equal(JwtErrorCode.UnknownKeyId, (await unknown).Error);
        Assert.Equal(3, _fleet.Endpoint.Count);
        _ = first.SeekAsync("rsa-3");
        await _fleet.LandAsync();
        Assert.Equal(4, _fleet.Endpoint.Count);
    }

    [Fact]
    public async Task A_refresh_that_is_asked_for_reaches_the_endpoint_at_once()
    {
        _fleet.Endpoint.Serve(OneKey);
        var first = _fleet.Start();
        var second = _fleet.Start();
        await _fleet.RefreshAsync(first);
        await _fleet.RefreshAsync(second);
        _fleet.Clock.Advance(TimeSpan.FromMinutes(2));
        await _fleet.FetchAsync(first, FetchReason.Requested);
        await _fleet.FetchAsync(second, FetchReason.Requested);

        Assert.Equal(3, _fleet.Endpoint.Count);
    }

    [Fact]
    public async Task While_the_endpoint_is_down_an_old_entry_serves_and_the_failure_stays_one()
    {
        _fleet.Endpoint.Serve(OneKey);
        await _fleet.RefreshAsync(_fleet.Start());
        _fleet.Clock.Advance(TimeSpan.FromMinutes(15));
        _fleet.Endpoint.Fail();
        var second = _fleet.Start();
        var sought = second.SeekAsync("rsa-2");
        await _fleet.LandAsync();

        // Its keys serve; one that is not in it may have been published since, so nobody can tell.
        Assert.Equal(JwtErrorCode.KeysUnavailable, (await sought).Error);
        Assert.True(second.Knows("rsa-1"));
        Assert.Equal(KeySetError.Status, second.LastError);
        Assert.Contains("stand_in", _fleet.Counted);
        // Trusted for 10 minutes and an hour, of which 15 minutes have passed.
        var left = second.Snapshot!.Times.DeadAt - second.Refresher.Now;
        Assert.InRange(left, TimeSpan.FromMinutes(54.9), TimeSpan.FromMinutes(55));
    }

    [Fact]
    public async Task While_the_endpoint_hangs_an_old_entry_serves()
    {
        _fleet.Endpoint.Serve(OneKey);
        await _fleet.RefreshAsync(_fleet.Start());
        _fleet.Clock.Advance(TimeSpan.FromMinutes(15));
        var asked = _fleet.Endpoint.Count;
        _fleet.Endpoint.Answer = static (_, _) => new TaskCompletionSource<KeySetAnswer>().Task;
        var second = _fleet.Start();
        second.Refresher.RefreshIfDue();
        await Eventually.TrueAsync(() => _fleet.Clock.Waiting == 1);
        _fleet.Clock.Advance(SharedClaim.Settling);
        await Eventually.TrueAsync(() => _fleet.Endpoint.Count > asked);
        _fleet.Clock.Advance(TimeSpan.FromSeconds(6.75));
        await _fleet.LandAsync();

        Assert.True(second.Knows("rsa-1"));
        Assert.Equal(KeySetError.Timeout, second.LastError);
    }

    [Theory]
    [InlineData("<html>", KeySetError.NotAKeySet)]
    [InlineData("""{"keys":[]}""", KeySetError.EmptyKeySet)]
    public async Task What_has_no_keys_is_not_shared_and_an_old_entry_serves(string published, KeySetError error)
    {
        _fleet.Endpoint.Serve(published);
        var cold = _fleet.Start();
        await _fleet.RefreshAsync(cold);
        Assert.Equal(error, cold.LastError);
        Assert.Empty(_fleet.Cache.Keys);

        _fleet.Endpoint.Serve(OneKey);
        await _fleet.RefreshAsync(_fleet.Start());
        _fleet.Clock.Advance(TimeSpan.FromMinutes(15));
        _fleet.Endpoint.Serve(published);
        var late = _fleet.Start();
        await _fleet.RefreshAsync(late);
        Assert.Equal(error, late.LastError);
        Assert.True(late.Knows("rsa-1"));
    }

    [Fact]
    public async Task An_older_entry_never_takes_the_place_of_newer_keys()
    {
        _fleet.Endpoint.Serve(TwoKeys);
        var process = _fleet.Start();
        await _fleet.RefreshAsync(process);
        var withdrawn = _fleet.Cache.Entry;
        _fleet.Clock.Advance(TimeSpan.FromMinutes(9));
        _fleet.Endpoint.Serve(OneKey);
        await _fleet.RefreshAsync(process);
        _fleet.Cache.Entry = withdrawn;
        _fleet.Clock.Advance(TimeSpan.FromMinutes(9));
        _fleet.Endpoint.Fail();
        await _fleet.RefreshAsync(process);

        Assert.True(process.Knows("rsa-1"));
        Assert.False(process.Knows("rsa-2"));
        Assert.DoesNotContain("stand_in", _fleet.Counted);
    }

    [Fact]
    public async Task An_old_entry_does_not_keep_the_sources_after_it_from_being_asked()
    {
        _fleet.Endpoint.Serve(OneKey);
        await _fleet.RefreshAsync(_fleet.Start());
        _fleet.Clock.Advance(TimeSpan.FromMinutes(15));
        _fleet.Endpoint.Fail();
        var mirror = new FleetEndpoint();
        mirror.Serve(TwoKeys);
        var mirrored = _fleet.Start(further: mirror);
        await _fleet.RefreshAsync(mirrored);
        Assert.True(mirrored.Knows("rsa-2"));
        Assert.Equal(KeySetError.None, mirrored.LastError);

        // A stand-in that is older than the entry does not take its place.
        var pinned = new FleetEndpoint();
        pinned.Serve(
            KeySetAnswer.Of(
                new KeySetDocument(TwoKeys.Utf8())
                {
                    FetchedAt = _fleet.Clock.GetUtcNow().AddDays(-1),
                    TrustedUntil = DateTimeOffset.MaxValue,
                }
            )
        );
        var pinning = _fleet.Start(further: pinned);
        await _fleet.RefreshAsync(pinning);
        Assert.Equal(1, pinned.Count);
        Assert.True(pinning.Knows("rsa-1"));
        Assert.False(pinning.Knows("rsa-2"));
    }

    [Fact]
    public async Task An_entry_stays_in_the_cache_for_as_long_as_it_is_trusted()
    {
        _fleet.Endpoint.Serve(OneKey, lifetime: TimeSpan.FromMinutes(30));
        var begun = _fleet.Clock.GetUtcNow();
        await _fleet.RefreshAsync(_fleet.Start());

        Assert.InRange(
            _fleet.Cache.Until(_fleet.Cache.EntryKey) - begun,
            TimeSpan.FromMinutes(90),
            TimeSpan.FromMinutes(90.01)
        );
        Assert.Equal([_fleet.Cache.EntryKey], _fleet.Cache.Keys);
    }
}
