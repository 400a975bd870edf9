using JwksSdk.Testing;

namespace JwksSdk.Tests.Testing;

/// <summary>The manual clock where it must do as the system's does.</summary>
public sealed class ManualTimeProviderTests
{
    [Fact]
    public void A_timer_that_was_disposed_of_is_not_set_again()
    {
        var clock = new ManualTimeProvider();
        var fired = 0;
        var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Dispose();

        Assert.False(timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, fired);
    }
}
