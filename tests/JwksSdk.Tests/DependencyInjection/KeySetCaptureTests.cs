using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.DependencyInjection;

/// <summary>Where a capture may connect to, on a network of its own.</summary>
public sealed class KeySetCaptureTests
{
    private readonly FakeNetwork _network = new() { Answers = static _ => ["10.0.0.5"] };

    [Theory]
    [InlineData("https://login.acme.test/")]
    [InlineData("https://10.0.0.5/")]
    public async Task A_private_network_is_not_reached_unless_it_is_declared(string issuer)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var refused = await CaptureAsync(issuer, isPrivateNetwork: false, stop.Token);
        Assert.Equal(KeySetError.PrivateAddress, refused.Error);
        Assert.Empty(_network.Connections);

        var capture = CaptureAsync(issuer, isPrivateNetwork: true, stop.Token);
        await Eventually.TrueAsync(() => _network.Connections.Count > 0 || capture.IsCompleted);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => capture);
        Assert.Equal("10.0.0.5:443", _network.Connections.First());
    }

    private Task<KeySetCaptureResult> CaptureAsync(
        string issuer,
        bool isPrivateNetwork,
        CancellationToken cancellationToken
    ) =>
        KeySetCapture.FetchAsync(
            issuer,
            new KeySetCaptureOptions { PrivateNetwork = isPrivateNetwork, Clock = new ManualTimeProvider() },
            _network,
            cancellationToken
        );
}
