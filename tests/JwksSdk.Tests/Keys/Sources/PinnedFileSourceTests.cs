using JwksSdk.Keys;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys.Sources;

/// <summary>What the source of pinned files makes of a file.</summary>
public sealed class PinnedFileSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();

    private string Path => _folder.File("keys.lock.json");

    [Fact]
    public async Task A_key_set_is_handed_over_with_its_dates()
    {
        Pin(_clock.GetUtcNow() - TimeSpan.FromDays(3));

        var document = (await GetAsync()).Document!;

        Assert.Equal(
            ["rsa-1"],
            JwksReader
                .Read(document.Json)!
                .Keys.Select(static key => key.KeyId.ToArray())
                .Select(System.Text.Encoding.UTF8.GetString)
        );
        Assert.Equal(_clock.GetUtcNow() - TimeSpan.FromDays(3), document.FetchedAt);
        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromDays(4), document.TrustedUntil);
    }

    [Fact]
    public async Task A_missing_file_or_folder_is_a_failure()
    {
        Assert.Equal(KeySetError.NoSuchFile, (await GetAsync()).Error);
        Assert.Equal(KeySetError.NoSuchFile, (await GetAsync(_folder.File("no/keys.lock.json"))).Error);
    }

    [Fact]
    public async Task What_is_no_file_is_a_failure()
    {
        var answer = await GetAsync(_folder.Path);

        Assert.Equal(KeySetError.Unexpected, answer.Error);
        Assert.Equal(nameof(UnauthorizedAccessException), answer.Detail);
    }

    [Fact]
    public async Task An_issuer_that_is_not_in_the_file_is_a_failure()
    {
        Pin(_clock.GetUtcNow());

        Assert.Equal(KeySetError.NotPinned, (await GetAsync(issuer: "https://issuer.test")).Error);
    }

    [Theory]
    [InlineData(300, "None")]
    [InlineData(301, "NotPinned")]
    public async Task A_capture_is_at_most_five_minutes_in_the_future(int seconds, string error)
    {
        Pin(_clock.GetUtcNow() + TimeSpan.FromSeconds(seconds));

        var answer = await GetAsync();
        Assert.Equal(error, answer.Error.ToString());
        Assert.Equal(error == "None" ? null : "CapturedInFuture", answer.Detail);
    }

    [Fact]
    public async Task A_file_that_others_have_open_is_read()
    {
        Pin(_clock.GetUtcNow());
        await using var other = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read);

        Assert.Equal(KeySetError.None, (await GetAsync()).Error);
    }

    [Theory]
    [InlineData(1024 * 1024, "None")]
    [InlineData((1024 * 1024) + 1, "TooLarge")]
    [InlineData(50 * 1024 * 1024, "TooLarge")]
    public async Task A_file_has_at_most_one_mebibyte(int length, string error)
    {
        Pin(_clock.GetUtcNow());
        await File.WriteAllTextAsync(
            Path,
            (await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken)).PadRight(length),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(error, (await GetAsync()).Error.ToString());
    }

    [Fact]
    public async Task A_broken_file_is_a_failure_that_says_in_what_way()
    {
        await File.WriteAllTextAsync(Path, """{"version":2,"keySets":[]}""", TestContext.Current.CancellationToken);

        var answer = await GetAsync();

        Assert.Equal((KeySetError.NotAKeySet, "UnknownVersion"), (answer.Error, answer.Detail));
    }

    public void Dispose() => _folder.Dispose();

    private void Pin(DateTimeOffset capturedAt)
    {
        var keySet = PinnedKeySet.Create(ScriptedSource.Issuer, null, capturedAt, KeySets.Of(KeySets.Rsa).Utf8())!;
        File.WriteAllBytes(Path, KeySetLock.Write(KeySetLockFile.Empty.With(keySet)));
    }

    private Task<KeySetAnswer> GetAsync(string? path = null, string issuer = ScriptedSource.Issuer) =>
        new PinnedFileSource(path ?? Path, TimeSpan.FromDays(7), _clock).GetAsync(
            new KeySetRequest(issuer),
            TestContext.Current.CancellationToken
        );
}
