using JwksSdk.Keys;
using JwksSdk.Telemetry;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Support;

/// <summary>A source of keys in memory that answers by script and counts; one set of keys stands on it.</summary>
internal sealed class ScriptedSource : IKeySetSource, IDisposable
{
    public const string Issuer = "https://issuer.test/";

    private int _count;

    public ScriptedSource(string? json = null, RefreshPolicy? policy = null, params IKeySetSource[] further)
    {
        if (json is not null)
        {
            Serve(json);
        }

        policy ??= new RefreshPolicy();
        Events = Listener.NewEvents();
        var news = new KeySetNews(new KeySetTelemetry("Test", Issuer, Clock, Log, TestMetrics.New()), Events);
        Refresher = new KeySetRefresher(
            new KeySetFetch(Issuer, [this, .. further], policy, Clock),
            policy,
            Clock,
            news,
            CancellationToken.None
        );
        Keys = new IssuerKeys(Refresher);
    }

    public string Name => "scripted";

    public ManualTimeProvider Clock { get; } = new();

    /// <summary>What was logged.</summary>
    public RecordingLogger Log { get; } = new();

    /// <summary>What was told to listeners.</summary>
    public RecordingListener Listener { get; } = new();

    public KeySetEvents Events { get; }

    public KeySetRefresher Refresher { get; }

    public IssuerKeys Keys { get; }

    public int Count => Volatile.Read(ref _count);

    /// <summary>The last request.</summary>
    public KeySetRequest? LastRequest { get; private set; }

    public Func<CancellationToken, Task<KeySetAnswer>> Answer { get; set; } =
        static _ => Task.FromResult(KeySetAnswer.Failed(KeySetError.Network));

    public static KeySetAnswer AnswerOf(string json) => KeySetAnswer.Of(new KeySetDocument(json.Utf8()));

    public void Serve(string json) => Serve(AnswerOf(json));

    public void Serve(KeySetAnswer answer) => Answer = _ => Task.FromResult(answer);

    public void Fail() => Serve(KeySetAnswer.Failed(KeySetError.Status, "500"));

    /// <summary>Holds every fetch until the returned source is completed.</summary>
    public TaskCompletionSource<KeySetAnswer> Hang()
    {
        var gate = new TaskCompletionSource<KeySetAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        Answer = _ => gate.Task;
        return gate;
    }

    public ValueTask<KeyLookup> FindAsync(string keyId) => FindUntilAsync(keyId, TestContext.Current.CancellationToken);

    /// <summary>Looks a key up as the store does for a plausible token.</summary>
    public ValueTask<KeyLookup> FindUntilAsync(string keyId, CancellationToken cancellationToken)
    {
        var lookup = Keys.Find(keyId.Utf8(), JwtAlgorithms.RS256);
        return IssuerKeys.IsMissing(lookup)
            ? Keys.SeekAsync(keyId.Utf8(), JwtAlgorithms.RS256, cancellationToken)
            : ValueTask.FromResult(lookup);
    }

    /// <summary>Spends what tokens may spend: a first fetch and the spare.</summary>
    public async Task SpendOnJunkAsync()
    {
        await FindAsync("junk, the first");
        await FindAsync("junk, the second");
    }

    /// <summary>Waits until the number of fetches reached a value; without it, a fetch in the background could not be seen.</summary>
    public Task ReachedAsync(int count) => Eventually.TrueAsync(() => Count >= count);

    /// <summary>Waits until no fetch is under way.</summary>
    public Task LandedAsync() => Eventually.TrueAsync(() => Refresher.State.Flight is null);

    public void Dispose() => Refresher.Timer!.Stop();

    Task<KeySetAnswer> IKeySetSource.GetAsync(KeySetRequest request, CancellationToken cancellationToken)
    {
        LastRequest = request;
        Interlocked.Increment(ref _count);
        return Answer(cancellationToken);
    }
}
