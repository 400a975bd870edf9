using JwksSdk.Keys;

namespace JwksSdk.Tests.Keys.Tenants;

/// <summary>What is remembered of tenants that are gone, by itself: for how long, and for how many.</summary>
public sealed class TenantHistoriesTests
{
    private static readonly TimeSpan Ten = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Twenty = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Fact]
    public void What_holds_no_fetch_back_any_more_is_not_kept()
    {
        var histories = new TenantHistories(1);
        histories.Add("one", Until(Ten), now: Ten);
        Assert.Equal(0, histories.Count);

        histories.Add("one", Until(Ten), now: Ten - Tick);

        Assert.Equal(1, histories.Count);
        Assert.Equal(Until(Ten), histories.Find("one"));
        Assert.Equal(FetchHistory.None, histories.Find("other"));
    }

    [Theory]
    [InlineData(10, 20)]
    [InlineData(20, 10)]
    public void There_is_room_again_as_soon_as_one_holds_no_fetch_back_any_more(int first, int second)
    {
        var histories = new TenantHistories(2);
        histories.Add("one", Until(TimeSpan.FromSeconds(first)), TimeSpan.Zero);
        histories.Add("two", Until(TimeSpan.FromSeconds(second)), TimeSpan.Zero);

        Assert.False(histories.HasRoomFor("new", evicted: 1, Ten - Tick));
        Assert.True(histories.HasRoomFor("new", evicted: 1, Ten));
        Assert.Equal(1, histories.Count);
        histories.Add("three", Until(2 * Twenty), Ten);
        Assert.False(histories.HasRoomFor("new", evicted: 1, Twenty - Tick));
        Assert.True(histories.HasRoomFor("new", evicted: 1, Twenty));
        Assert.Equal(1, histories.Count);
    }

    [Fact]
    public void One_that_is_remembered_gives_its_own_place_back()
    {
        var histories = new TenantHistories(1);
        histories.Add("one", Until(Ten), TimeSpan.Zero);
        Assert.True(histories.HasRoomFor("one", evicted: 0, TimeSpan.Zero));
        Assert.True(histories.HasRoomFor("one", evicted: 1, TimeSpan.Zero));
        Assert.False(histories.HasRoomFor("new", evicted: 0, TimeSpan.Zero));

        // As many again may have been withdrawn.
        histories.Add("two", Until(Ten), TimeSpan.Zero);

        Assert.True(histories.HasRoomFor("one", evicted: 0, TimeSpan.Zero));
        Assert.False(histories.HasRoomFor("one", evicted: 1, TimeSpan.Zero));
    }

    private static FetchHistory Until(TimeSpan voidAt) => new() { TokensFullAt = voidAt };
}
