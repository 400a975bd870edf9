namespace JwksSdk.Tests.Support;

/// <summary>Waits for what other threads do, by giving way to them; no clock is involved.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<bool> condition)
    {
        for (var turn = 0; turn < 1_000_000; turn++)
        {
            if (condition())
            {
                return;
            }

            await Task.Yield();
        }

        Assert.Fail("What was waited for did not come about.");
    }
}
