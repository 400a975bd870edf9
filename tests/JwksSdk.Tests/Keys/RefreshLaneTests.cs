using JwksSdk.Keys;

namespace JwksSdk.Tests.Keys;

/// <summary>One lane of the budget as a table; <see cref="RefreshPolicyPropertyTests"/> has the bound.</summary>
public sealed class RefreshLaneTests
{
    private static readonly RefreshLane Lane = new(2, TimeSpan.FromSeconds(30));

    [Theory]
    // What is left at second 100, after fetches at these seconds.
    [InlineData(new int[0], 2)]
    [InlineData(new[] { 100 }, 1)]
    [InlineData(new[] { 100, 100 }, 0)]
    [InlineData(new[] { 71, 71 }, 0)]
    [InlineData(new[] { 70, 70 }, 1)]
    [InlineData(new[] { 41, 41 }, 1)]
    [InlineData(new[] { 40, 40 }, 2)]
    [InlineData(new[] { 70, 85 }, 1)]
    [InlineData(new[] { 0, 0, 30, 60, 90 }, 0)]
    public void A_lane_refills_by_one_each_time_and_up_to_its_capacity(int[] fetches, int left)
    {
        var fullAt = TimeSpan.Zero;
        foreach (var at in fetches)
        {
            Assert.True(TimeSpan.FromSeconds(at) >= Lane.OpensAt(fullAt));
            fullAt = Lane.Spend(fullAt, TimeSpan.FromSeconds(at));
        }

        var now = TimeSpan.FromSeconds(100);
        Assert.Equal(left > 0, now >= Lane.OpensAt(fullAt));
        Assert.Equal(left > 1, now >= Lane.OpensAt(fullAt, spare: 1));
    }

    [Fact]
    public void What_is_left_to_others_is_not_taken()
    {
        var fullAt = Lane.Spend(TimeSpan.Zero, TimeSpan.FromSeconds(100));

        Assert.Equal(TimeSpan.FromSeconds(100), Lane.OpensAt(fullAt));
        Assert.Equal(TimeSpan.FromSeconds(130), Lane.OpensAt(fullAt, spare: 1));
    }
}
