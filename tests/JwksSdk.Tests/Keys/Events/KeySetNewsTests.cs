using JwksSdk.Keys;
using JwksSdk.Telemetry;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Events;

/// <summary>Who waits for what is told of a key set.</summary>
public sealed class KeySetNewsTests
{
    [Fact]
    public async Task Whoever_notices_that_keys_expired_does_not_wait_for_the_log()
    {
        using var isNoticing = new ThreadLocal<bool>();
        var isHeldUp = new TaskCompletionSource<bool>();
        var log = new RecordingLogger { Act = () => isHeldUp.SetResult(isNoticing.Value) };
        var news = new KeySetNews(
            new KeySetTelemetry("Test", ScriptedSource.Issuer, new ManualTimeProvider(), log, TestMetrics.New())
        );
        var snapshot = KeySnapshot.Fixed(KeySets.Read(KeySets.Of(KeySets.Rsa))!.Keys.Single());

        isNoticing.Value = true;
        news.TellExpired(snapshot);
        isNoticing.Value = false;

        Assert.False(await isHeldUp.Task.WaitAsync(TestContext.Current.CancellationToken));
    }
}
