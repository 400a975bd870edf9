using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>The kids that are known to be missing: few, and not for long.</summary>
public sealed class MissMemoryTests
{
    private static readonly TimeSpan Until = TimeSpan.FromSeconds(30);
    private readonly MissMemory _memory = new();

    [Fact]
    public void A_kid_is_remembered_byte_for_byte()
    {
        _memory.Add("kid".Utf8(), 1, Until);

        Assert.True(Holds("kid"));
        Assert.False(Holds("Kid"));
        Assert.False(Holds("ki"));
        Assert.False(Holds("kid "));
        Assert.False(Holds(""));
    }

    [Fact]
    public void A_further_good_fetch_makes_it_void()
    {
        _memory.Add("kid".Utf8(), 1, Until);

        Assert.False(_memory.Holds("kid"u8, 2, TimeSpan.Zero));
        Assert.False(_memory.Holds("kid"u8, 0, TimeSpan.Zero));
    }

    [Fact]
    public void The_cool_down_makes_it_void()
    {
        _memory.Add("kid".Utf8(), 1, Until);

        Assert.True(_memory.Holds("kid"u8, 1, Until - TimeSpan.FromTicks(1)));
        Assert.False(_memory.Holds("kid"u8, 1, Until));
    }

    [Fact]
    public void A_newer_miss_overwrites_the_oldest_alone()
    {
        for (var i = 0; i <= MissMemory.Size; i++)
        {
            _memory.Add($"kid-{i}".Utf8(), 1, Until);
        }

        Assert.False(Holds("kid-0"));
        Assert.All(Enumerable.Range(1, MissMemory.Size), i => Assert.True(Holds($"kid-{i}")));
    }

    [Fact]
    public void A_million_misses_take_no_more_room_than_thirty_two()
    {
        var kid = "kid".Utf8();
        for (var i = 0; i < 1_000_000; i++)
        {
            _memory.Add(kid, i, Until);
        }

        Assert.True(_memory.Holds(kid, 999_999, TimeSpan.Zero));
        Assert.True(_memory.Holds(kid, 999_999 - MissMemory.Size + 1, TimeSpan.Zero));
        Assert.False(_memory.Holds(kid, 999_999 - MissMemory.Size, TimeSpan.Zero));
    }

    [Fact]
    public void Several_threads_may_add_and_ask_at_once()
    {
        Parallel.For(
            0,
            10_000,
            i =>
            {
                _memory.Add($"kid-{i}".Utf8(), 1, Until);
                Holds($"kid-{i}");
            }
        );

        Assert.Equal(MissMemory.Size, Enumerable.Range(0, 10_000).Count(i => Holds($"kid-{i}")));
    }

    private bool Holds(string keyId) => _memory.Holds(keyId.Utf8(), 1, TimeSpan.Zero);
}
