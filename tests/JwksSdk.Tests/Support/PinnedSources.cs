using JwksSdk.Keys;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Support;

/// <summary>A scripted source with a pinned file after it, and what else a test adds after that.</summary>
internal sealed class PinnedSources : IDisposable
{
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

    private readonly TemporaryFolder _folder = new();

    public PinnedSources(params IKeySetSource[] further)
    {
        var late = new LateSource();
        Http = new ScriptedSource(null, null, [late, .. further]);
        Path = _folder.File("keys.lock.json");
        late.Source = new PinnedFileSource(Path, MaxAge, Http.Clock);
        Http.Fail();
    }

    public ScriptedSource Http { get; }

    public ManualTimeProvider Clock => Http.Clock;

    public string Path { get; }

    /// <summary>Pins keys as they are published now.</summary>
    public PinnedSources Pin(params FakeSigningKey[] keys) => Pin(Clock.GetUtcNow(), keys);

    public PinnedSources Pin(DateTimeOffset capturedAt, params FakeSigningKey[] keys)
    {
        var keySet = PinnedKeySet.Create(ScriptedSource.Issuer, null, capturedAt, KeySets.Of(keys).Utf8());
        File.WriteAllBytes(Path, KeySetLock.Write(KeySetLockFile.Empty.With(keySet!)));
        return this;
    }

    public async Task<JwtErrorCode> FindAsync(string keyId) => (await Http.FindAsync(keyId)).Error;

    /// <summary>Lets the next fetch be due and allowed, and waits for it.</summary>
    public async Task RefreshAsync()
    {
        var before = Http.Count;
        Clock.Advance(TimeSpan.FromMinutes(11));
        Http.Refresher.RefreshIfDue();
        await Http.ReachedAsync(before + 1);
        await Http.LandedAsync();
    }

    public void Dispose()
    {
        Http.Dispose();
        _folder.Dispose();
    }

    private sealed class LateSource : IKeySetSource
    {
        public IKeySetSource? Source { get; set; }

        public string Name => Source!.Name;

        public Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken) =>
            Source!.GetAsync(request, cancellationToken);
    }
}
