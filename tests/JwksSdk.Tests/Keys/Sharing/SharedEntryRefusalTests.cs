using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>Entries that somebody else wrote, moved, kept or bent: refused, reported, and fetched anew.</summary>
public sealed class SharedEntryRefusalTests : IDisposable
{
    private const string Issuer = ScriptedSource.Issuer;

    private static readonly string OneKey = KeySets.Of(KeySets.Rsa);
    private static readonly string TwoKeys = KeySets.Of(KeySets.Rsa, KeySets.OtherRsa);

    private readonly Fleet _fleet = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public async Task An_entry_with_any_byte_changed_is_refused()
    {
        await FetchFirstAsync();
        var good = _fleet.Cache.Entry;
        var cache = Cache();

        for (var at = 0; at < good.Length; at++)
        {
            var bad = good.ToArray();
            bad[at] ^= 1;
            _fleet.Cache.Entry = bad;
            var value = await cache.GetAsync(Fleet.Identity.CacheKey, Fleet.Identity.EntryContext, Cancellation);
            Assert.Equal(new SharedValue(true, SharedEntryRefusal.Tampered), value);
        }

        _fleet.Cache.Entry = good;
        var whole = await cache.GetAsync(Fleet.Identity.CacheKey, Fleet.Identity.EntryContext, Cancellation);
        Assert.NotNull(whole.Bytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(-1)]
    [InlineData(-17)]
    public async Task A_cut_entry_is_refused_reported_and_replaced(int length)
    {
        await FetchFirstAsync();
        var good = _fleet.Cache.Entry;
        _fleet.Cache.Entry = length < 0 ? good[..^-length] : good[..length];
        await AssertRefusedAsync("Tampered");
    }

    [Fact]
    public async Task An_entry_with_more_at_its_end_is_refused()
    {
        await FetchFirstAsync();
        _fleet.Cache.Entry = [.. _fleet.Cache.Entry, 0];
        await AssertRefusedAsync("Tampered");
    }

    [Theory]
    [InlineData("Other", Issuer, FleetEndpoint.Address)]
    [InlineData("Test", "https://other.test/", FleetEndpoint.Address)]
    [InlineData("Test", Issuer, "https://issuer.test/other.json")]
    public async Task An_entry_copied_from_another_key_of_the_cache_is_refused(
        string declaration,
        string issuer,
        string address
    )
    {
        var other = new SharedIdentity(declaration, issuer, address);
        _fleet.Endpoint.Serve(OneKey);
        await _fleet.RefreshAsync(_fleet.Start(identity: other));
        _fleet.Cache[Fleet.Identity.CacheKey] = _fleet.Cache[other.CacheKey];
        await AssertRefusedAsync("Tampered");
    }

    [Theory]
    [InlineData("Other", Issuer, FleetEndpoint.Address)]
    [InlineData("Test", "https://other.test/", FleetEndpoint.Address)]
    [InlineData("Test", Issuer, "https://issuer.test/other.json")]
    public async Task An_entry_that_names_another_owner_is_refused_whatever_the_protector_let_through(
        string declaration,
        string issuer,
        string address
    )
    {
        Put(Entry() with { Identity = new SharedIdentity(declaration, issuer, address) });
        await AssertRefusedAsync("Foreign");
    }

    [Fact]
    public async Task A_claim_is_no_entry()
    {
        _fleet.Cache[Fleet.Identity.CacheKey] = _fleet.Protector.Protect(
            SharedEntryFormat.Write(Entry())!,
            Fleet.Identity.ClaimContext
        );
        await AssertRefusedAsync("Tampered");
    }

    [Fact]
    public async Task An_entry_under_an_unknown_key_is_refused()
    {
        _fleet.Protector = Fleet.Aes(("one", Fleet.AesKey(9)));
        await FetchFirstAsync();
        _fleet.Protector = Fleet.Aes(("one", Fleet.KeyOne));
        await AssertRefusedAsync("Tampered");
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, "OverAged")]
    public async Task An_entry_is_refused_once_it_is_no_longer_trusted(int milliseconds, string? refusal)
    {
        var age = TimeSpan.FromMinutes(70) + TimeSpan.FromMilliseconds(milliseconds);
        Put(Entry() with { FetchedAt = _fleet.Clock.GetUtcNow() - age });
        _fleet.Endpoint.Fail();
        var process = _fleet.Start();
        // The entry is read once, and no time passes.
        await _fleet.FetchAsync(process, FetchReason.Requested);

        Assert.Equal(refusal is null, process.Knows("rsa-1"));
        AssertReported(refusal);
    }

    [Theory]
    [InlineData(300, null)]
    [InlineData(301, "FromFuture")]
    public async Task Clocks_may_differ_by_five_minutes(int seconds, string? refusal)
    {
        Put(Entry() with { FetchedAt = _fleet.Clock.GetUtcNow().AddSeconds(seconds) });
        _fleet.Endpoint.Serve(TwoKeys);
        var process = _fleet.Start();
        await _fleet.RefreshAsync(process);

        Assert.Equal(refusal is null ? 0 : 1, _fleet.Endpoint.Count);
        AssertReported(refusal);

        // Less than that counts as now: the keys live no longer than those of a fetch.
        var lived = process.Snapshot!.Times.DeadAt - process.Refresher.Now;
        Assert.True(lived <= TimeSpan.FromMinutes(70), $"{lived}");
    }

    [Fact]
    public async Task An_entry_that_is_authentic_but_no_entry_is_refused()
    {
        _fleet.Cache[Fleet.Identity.CacheKey] = Protected("something else"u8);
        await AssertRefusedAsync("Malformed");
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("""{"keys":[]}""")]
    public async Task An_entry_without_keys_is_refused(string json)
    {
        Put(Entry() with { Json = json.Utf8() });
        await AssertRefusedAsync("Malformed");
    }

    [Fact]
    public async Task An_entry_longer_than_any_is_refused_before_it_is_decrypted()
    {
        _fleet.Cache[Fleet.Identity.CacheKey] = new byte[SharedCache.MaxLength + 1];
        await AssertRefusedAsync("TooLarge");
    }

    [Fact]
    public async Task A_protector_that_throws_is_one_that_says_no()
    {
        Put(Entry());
        _fleet.Protector = new ThrowingProtector();
        await AssertRefusedAsync("Tampered", isStored: false);
        Assert.Contains(_fleet.SharingLog, static message => message.StartsWith("111 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_is_told_again_after_a_good_entry_and_not_after_none()
    {
        _fleet.Endpoint.Fail();
        var process = _fleet.Start();
        await ReadAsync("junk"u8.ToArray());
        await _fleet.Cache.RemoveAsync(Fleet.Identity.CacheKey, Cancellation);
        await _fleet.FetchAsync(process, FetchReason.Requested);
        await ReadAsync("junk"u8.ToArray());
        Assert.Single(_fleet.SharingLog);

        await ReadAsync(Protected(SharedEntryFormat.Write(Entry())));
        await ReadAsync("junk"u8.ToArray());
        Assert.Equal(2, _fleet.SharingLog.Count);

        Task ReadAsync(byte[] entry)
        {
            _fleet.Cache[Fleet.Identity.CacheKey] = entry;
            return _fleet.FetchAsync(process, FetchReason.Requested);
        }
    }

    private async Task FetchFirstAsync()
    {
        _fleet.Endpoint.Serve(OneKey);
        await _fleet.RefreshAsync(_fleet.Start());
    }

    /// <summary>A further process refuses the entry, says why, fetches, and puts a good one in its place.</summary>
    private async Task AssertRefusedAsync(string refusal, bool isStored = true)
    {
        var asked = _fleet.Endpoint.Count;
        _fleet.Endpoint.Serve(TwoKeys);
        var process = _fleet.Start();
        await _fleet.RefreshAsync(process);

        Assert.Equal(asked + 1, _fleet.Endpoint.Count);
        Assert.True(process.Knows("rsa-2"));
        AssertReported(refusal);
        if (isStored)
        {
            var next = _fleet.Start();
            await _fleet.RefreshAsync(next);
            Assert.Equal(asked + 1, _fleet.Endpoint.Count);
            Assert.True(next.Knows("rsa-2"));
        }
    }

    private void AssertReported(string? refusal)
    {
        var refused = _fleet.Counted.Where(static counted => counted.StartsWith("refused", StringComparison.Ordinal));
        var logged = _fleet.SharingLog.Where(static message => message.StartsWith("110 ", StringComparison.Ordinal));
        Assert.Equal(refusal is null ? [] : [$"refused {refusal}"], refused.Distinct());
        Assert.Equal(
            refusal is null
                ? []
                :
                [
                    $"110 Warning: The entry of {Issuer} in the shared cache is not used: {refusal}. The key set is fetched instead.",
                ],
            logged
        );
    }

    private SharedCache Cache() => new(_fleet.Cache, _fleet.Protector, _fleet.Clock, _fleet.Log);

    private SharedEntry Entry() => new(Fleet.Identity, _fleet.Clock.GetUtcNow(), null, null, OneKey.Utf8());

    private void Put(SharedEntry entry) =>
        _fleet.Cache[Fleet.Identity.CacheKey] = Protected(SharedEntryFormat.Write(entry));

    private byte[] Protected(ReadOnlySpan<byte> plain) => _fleet.Protector.Protect(plain, Fleet.Identity.EntryContext);

    private sealed class ThrowingProtector : IKeySetProtector
    {
        public byte[] Protect(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> context) =>
            throw new InvalidOperationException();

        public bool TryUnprotect(ReadOnlySpan<byte> protectedEntry, ReadOnlySpan<byte> context, out byte[] entry) =>
            throw new InvalidOperationException();
    }
}
