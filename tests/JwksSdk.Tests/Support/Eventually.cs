namespace JwksSdk.Tests.Support;

/// <summary>Waits for what other threads do, by giving way to them; no clock is involved.</summary>
internal static class Eventually
{
    /// <param name="condition">What is waited for.</param>
    /// <param name="pace">How to give way; by a yield when left out.</param>
    public static async Task TrueAsync(Func<bool> condition, Func<Task>? pace = null)
    {
        for (var turn = 0; turn < 1_000_000; turn++)
        {
            if (condition())
            {
                return;
            }

            if (pace is null)
            {
                await Task.Yield();
            }
            else
            {
                await pace();
            }
        }

        Assert.Fail("What was waited for did not come about.");
    }
}
