using JwksSdk.Cli.Lock;
using JwksSdk.Keys;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Cli;

/// <summary>How the file of pinned key sets is replaced.</summary>
public sealed class LockFileStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("keys.lock.json");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_link_laid_where_a_draft_was_expected_is_not_followed()
    {
        var victim = _folder.File("victim");
        await File.WriteAllTextAsync(victim, "as it was", Cancellation);
        File.CreateSymbolicLink(Path + ".new", victim);

        await LockFileStore.WriteAsync(Path, KeySetLockFile.Empty, Cancellation);

        Assert.Equal("as it was", await File.ReadAllTextAsync(victim, Cancellation));
        Assert.Null(new FileInfo(Path).LinkTarget);
        Assert.Equal(KeySetLock.Write(KeySetLockFile.Empty), await File.ReadAllBytesAsync(Path, Cancellation));
        Assert.Equal(["keys.lock.json", "keys.lock.json.new", "victim"], Names());
    }

    [Fact]
    public async Task A_file_that_cannot_be_replaced_leaves_no_draft()
    {
        Directory.CreateDirectory(Path);

        await Assert.ThrowsAnyAsync<SystemException>(() =>
            LockFileStore.WriteAsync(Path, KeySetLockFile.Empty, Cancellation)
        );

        Assert.Equal(["keys.lock.json"], Names());
    }

    private string[] Names() =>
        [
            .. Directory
                .GetFileSystemEntries(_folder.Path)
                .Select(static path => new FileInfo(path).Name)
                .Order(StringComparer.Ordinal),
        ];
}
