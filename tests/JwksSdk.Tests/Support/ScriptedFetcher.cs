using JwksSdk.Keys;
using JwksSdk.Telemetry;
using JwksSdk.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace JwksSdk.Tests.Support;

/// <summary>A source of keys in memory that answers by script and counts; one set of keys stands on it.</summary>
internal sealed class ScriptedFetcher : IKeySetFetcher
{
    private int _count;

    public ScriptedFetcher(string? json = null)
    {
        if (json is not null)
        {
            Serve(json);
        }

        var telemetry = new KeySetTelemetry(
            "Test",
            "https://issuer.test/",
            Clock,
            NullLogger.Instance,
            TestMetrics.New()
        );
        Keys = new IssuerKeys(
            this,
            new RefreshPolicy(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30)),
            Clock,
            telemetry,
            CancellationToken.None
        );
    }

    public ManualTimeProvider Clock { get; } = new();

    public IssuerKeys Keys { get; }

    public int Count => Volatile.Read(ref _count);

    public Func<CancellationToken, Task<FetchResult>> Answer { get; set; } =
        static _ => Task.FromResult(new FetchResult(FetchError.Network));

    public void Serve(string json) => Answer = _ => Task.FromResult(FetchResult.Of(KeySets.Read(json)));

    public void Fail() => Answer = static _ => Task.FromResult(new FetchResult(FetchError.Status, Detail: "500"));

    /// <summary>Holds every fetch until the returned source is completed.</summary>
    public TaskCompletionSource<FetchResult> Hang()
    {
        var gate = new TaskCompletionSource<FetchResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Answer = _ => gate.Task;
        return gate;
    }

    public ValueTask<KeyLookup> FindAsync(string keyId) => FindUntilAsync(keyId, TestContext.Current.CancellationToken);

    public ValueTask<KeyLookup> FindUntilAsync(string keyId, CancellationToken cancellationToken) =>
        Keys.FindAsync(keyId.Utf8(), JwtAlgorithms.RS256, cancellationToken);

    /// <summary>Waits until the number of fetches reached a value; without it, a fetch in the background could not be seen.</summary>
    public Task ReachedAsync(int count) => Eventually.TrueAsync(() => Count >= count);

    Task<FetchResult> IKeySetFetcher.FetchAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        return Answer(cancellationToken);
    }
}
