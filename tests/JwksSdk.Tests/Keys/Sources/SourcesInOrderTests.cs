using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Sources;

/// <summary>The issuer first, then a pinned file, then a pinned key: who answers, and for how long.</summary>
public sealed class SourcesInOrderTests
{
    private static readonly PinnedPemSource Pem = new(
        new PinnedPem("rsa-2", PinnedPemTests.PublicKeyOf(KeySets.OtherRsa))
    );

    [Fact]
    public async Task The_pinned_file_answers_while_the_issuer_does_not()
    {
        using var sources = new PinnedSources().Pin(KeySets.Rsa);

        Assert.Equal(JwtErrorCode.None, await sources.FindAsync("rsa-1"));
        Assert.Equal("pinned-file", sources.Http.Keys.Snapshot!.Source);
    }

    [Fact]
    public async Task A_key_that_is_not_pinned_cannot_be_decided_meanwhile()
    {
        using var sources = new PinnedSources().Pin(KeySets.Rsa);
        await sources.FindAsync("rsa-1");

        Assert.Equal(JwtErrorCode.KeysUnavailable, await sources.FindAsync("rsa-2"));
    }

    [Fact]
    public async Task The_issuer_is_asked_first_and_again_until_it_answers()
    {
        using var sources = new PinnedSources().Pin(KeySets.Rsa);
        await sources.FindAsync("rsa-1");
        await sources.RefreshAsync();
        await sources.RefreshAsync();
        Assert.Equal(3, sources.Http.Count);
        Assert.Equal("pinned-file", sources.Http.Keys.Snapshot!.Source);

        sources.Http.Serve(KeySets.Of(KeySets.Rsa));
        await sources.RefreshAsync();

        Assert.Equal("scripted", sources.Http.Keys.Snapshot.Source);
        Assert.Null(sources.Http.Refresher.State.History.FailingSince);
    }

    [Fact]
    public async Task A_pinned_key_that_was_withdrawn_is_gone_as_soon_as_the_issuer_answers()
    {
        using var sources = new PinnedSources().Pin(KeySets.Rsa);
        Assert.Equal(JwtErrorCode.None, await sources.FindAsync("rsa-1"));
        sources.Http.Serve(KeySets.Of(KeySets.OtherRsa));

        await sources.RefreshAsync();

        Assert.Equal(JwtErrorCode.UnknownKeyId, await sources.FindAsync("rsa-1"));
        Assert.Equal(JwtErrorCode.None, await sources.FindAsync("rsa-2"));
    }

    [Fact]
    public async Task Pinned_keys_take_no_place_of_newer_ones_that_are_trusted()
    {
        using var sources = new PinnedSources(Pem);
        sources.Pin(sources.Clock.GetUtcNow() - TimeSpan.FromSeconds(1), KeySets.Rsa);
        sources.Http.Serve(KeySets.Of(KeySets.OtherRsa));
        Assert.Equal(JwtErrorCode.None, await sources.FindAsync("rsa-2"));
        sources.Http.Fail();

        await sources.RefreshAsync();

        Assert.Equal("scripted", sources.Http.Keys.Snapshot!.Source);
        Assert.Equal(JwtErrorCode.KeysUnavailable, await sources.FindAsync("rsa-1"));
    }

    [Fact]
    public async Task A_pinned_key_takes_no_place_of_fetched_ones_that_are_trusted()
    {
        using var sources = new PinnedSources(Pem);
        sources.Http.Serve(KeySets.Of(KeySets.Rsa));
        Assert.Equal(JwtErrorCode.None, await sources.FindAsync("rsa-1"));
        sources.Http.Fail();

        await sources.RefreshAsync();

        Assert.Equal("scripted", sources.Http.Keys.Snapshot!.Source);
    }

    [Fact]
    public async Task Pinned_keys_take_the_place_of_fetched_ones_that_are_trusted_no_more()
    {
        using var sources = new PinnedSources();
        sources.Pin(sources.Clock.GetUtcNow() - TimeSpan.FromDays(1), KeySets.Rsa);
        sources.Http.Serve(KeySets.Of(KeySets.OtherRsa));
        await sources.FindAsync("rsa-2");
        sources.Http.Fail();
        sources.Clock.Advance(TimeSpan.FromMinutes(71));

        Assert.Equal(JwtErrorCode.None, await sources.FindAsync("rsa-1"));
    }

    [Fact]
    public async Task Pinned_keys_are_trusted_for_their_maximum_age_and_not_longer()
    {
        using var sources = new PinnedSources();
        sources.Pin(sources.Clock.GetUtcNow() - TimeSpan.FromDays(10), KeySets.Rsa);
        await sources.FindAsync("rsa-1");

        sources.Clock.Advance(TimeSpan.FromDays(20) - TimeSpan.FromSeconds(1));
        Assert.Equal(JwtErrorCode.None, await sources.FindAsync("rsa-1"));
        await sources.Http.LandedAsync();
        sources.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(JwtErrorCode.KeysUnavailable, await sources.FindAsync("rsa-1"));
    }

    [Fact]
    public async Task A_file_that_is_too_old_is_not_used_at_all()
    {
        using var sources = new PinnedSources();
        sources.Pin(sources.Clock.GetUtcNow() - PinnedSources.MaxAge, KeySets.Rsa);

        Assert.Equal(JwtErrorCode.KeysUnavailable, await sources.FindAsync("rsa-1"));
        Assert.Null(sources.Http.Keys.Snapshot);
    }

    [Fact]
    public async Task A_pinned_key_is_the_last_resort_after_a_file_that_is_too_old()
    {
        using var sources = new PinnedSources(Pem);
        sources.Pin(sources.Clock.GetUtcNow(), KeySets.Rsa);
        await sources.FindAsync("rsa-1");
        Assert.Equal("pinned-file", sources.Http.Keys.Snapshot!.Source);

        sources.Clock.Advance(PinnedSources.MaxAge);

        Assert.Equal(JwtErrorCode.None, await sources.FindAsync("rsa-2"));
        sources.Clock.Advance(TimeSpan.FromDays(3_650));
        Assert.Equal(JwtErrorCode.None, await sources.FindAsync("rsa-2"));
        Assert.Equal("pinned-pem", sources.Http.Keys.Snapshot.Source);
    }

    [Fact]
    public async Task A_newer_capture_takes_the_place_of_an_older_one_while_the_application_runs()
    {
        using var sources = new PinnedSources().Pin(KeySets.Rsa);
        await sources.FindAsync("rsa-1");
        sources.Pin(sources.Clock.GetUtcNow() + TimeSpan.FromMinutes(1), KeySets.OtherRsa);

        await sources.RefreshAsync();

        Assert.Equal(JwtErrorCode.None, await sources.FindAsync("rsa-2"));
    }

    [Fact]
    public async Task A_source_that_hangs_leaves_each_that_follows_a_second()
    {
        var second = new FurtherSource(static token => new TaskCompletionSource<KeySetAnswer>().Task.WaitAsync(token));
        using var http = new ScriptedSource(null, null, second, Pem);
        http.Hang();
        var search = http.FindAsync("rsa-2").AsTask();
        await http.ReachedAsync(1);

        http.Clock.Advance(TimeSpan.FromSeconds(5.999));
        Assert.Equal(0, second.Count);
        http.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Eventually.TrueAsync(() => second.Count == 1);
        http.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(JwtErrorCode.None, (await search).Error);
    }

    [Fact]
    public async Task A_load_ends_well_when_a_stand_in_has_keys()
    {
        using var sources = new PinnedSources().Pin(KeySets.Rsa);

        var error = await sources.Http.Refresher.LoadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(KeySetError.None, error);
        Assert.NotEqual(KeySetError.None, sources.Http.Refresher.State.History.LastError);
    }

    [Fact]
    public async Task A_source_that_throws_or_answers_nothing_is_one_that_failed()
    {
        var throwing = new FurtherSource(static _ => throw new InvalidOperationException("secret"));
        var silent = new FurtherSource(static _ => Task.FromResult<KeySetAnswer>(null!));
        using var http = new ScriptedSource(null, null, throwing, silent, Pem);

        Assert.Equal(JwtErrorCode.None, (await http.FindAsync("rsa-2")).Error);
        Assert.Equal((1, 1), (throwing.Count, silent.Count));
    }

    private sealed class FurtherSource(Func<CancellationToken, Task<KeySetAnswer>> answer) : IKeySetSource
    {
        private int _count;

        public string Name => "further";

        public int Count => Volatile.Read(ref _count);

        public Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            return answer(cancellationToken);
        }
    }
}
