using System.Globalization;
using JwksSdk.Caching;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using JwksSdk.Tokens;
using Microsoft.Extensions.Options;

namespace JwksSdk.Tests.Caching;

/// <summary>What the cache holds never goes beyond its bounds, whatever comes and in whatever order.</summary>
public sealed class VerifiedTokenCacheTests
{
    private static readonly SampleProvider Provider = new();
    private readonly ManualTimeProvider _clock = new();

    [Theory]
    [InlineData(16, 1_000_000, 0)]
    [InlineData(100, 65_536, 0)]
    [InlineData(1_000, 65_536, 3_000)]
    [InlineData(10_000_000, 100_000, 10)]
    public void Neither_the_number_nor_the_bytes_go_beyond_their_bounds(int entries, long bytes, int each)
    {
        using var cache = New(entries, bytes);
        for (var i = 0; i < 2_000; i++)
        {
            cache.Add(Key(i), Token(), each, TimeSpan.FromHours(1));
            Assert.InRange(cache.Count, 0, entries);
            Assert.InRange(cache.Size, 0, bytes);
        }

        Assert.NotEqual(0, cache.Count);
    }

    [Fact]
    public void An_entry_counts_with_what_reading_it_allocated_and_its_place()
    {
        using var cache = New(1_000, 1_000_000);
        cache.Add(Key(1), Token(), 2_000, TimeSpan.FromHours(1));

        Assert.Equal(2_000 + VerifiedTokenCache.EntryBytes, cache.Size);
        cache.Add(Key(2), Token(), 0, TimeSpan.FromHours(1));
        Assert.Equal(2_000 + VerifiedTokenCache.EntryBytes + 1_000, cache.Size);
    }

    [Fact]
    public void An_entry_goes_when_its_token_expires()
    {
        using var cache = New(1_000, 1_000_000);
        cache.Add(Key(1), Token(), 0, TimeSpan.FromSeconds(60));

        _clock.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        Assert.NotNull(cache.Find(Key(1)));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(cache.Find(Key(1)));
    }

    [Fact]
    public void An_entry_that_is_removed_is_gone_and_no_other()
    {
        using var cache = New(1_000, 1_000_000);
        var (first, second) = (Token(), Token());
        cache.Add(Key(1), first, 0, TimeSpan.FromSeconds(60));
        cache.Add(Key(2), second, 0, TimeSpan.FromSeconds(60));
        cache.Remove(Key(1));

        Assert.Null(cache.Find(Key(1)));
        Assert.Same(second, cache.Find(Key(2)));
    }

    [Fact]
    public void Finding_an_entry_allocates_nothing()
    {
        using var cache = New(1_000, 1_000_000);
        cache.Add(Key(1), Token(), 0, TimeSpan.FromHours(1));
        var key = Key(1);
        for (var i = 0; i < 100; i++)
        {
            cache.Find(key);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            cache.Find(key);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private VerifiedTokenCache New(int entries, long bytes) =>
        new(Options.Create(new TokenCacheOptions { MaxEntries = entries, MaxBytes = bytes }), _clock);

    private static TokenCacheKey Key(int number) =>
        TokenCacheKey.TryOf(number.ToString(CultureInfo.InvariantCulture), 1, 1, out var key) ? key : default;

    private static CachedToken Token()
    {
        var token = new SampleAccessToken
        {
            Issuer = SampleProvider.Issuer,
            ExpiresAt = SampleProvider.Now,
            Client = "c",
        };
        return new(
            token,
            token,
            Provider.Route.Provider,
            Provider.Route,
            SampleProvider.Key.Identity,
            JwtAlgorithms.RS256,
            new(AudienceRule.NotUsed)
        );
    }
}
