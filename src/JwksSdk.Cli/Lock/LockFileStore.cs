using JwksSdk.Keys;

namespace JwksSdk.Cli.Lock;

/// <summary>Reads and replaces the file of pinned key sets.</summary>
internal static class LockFileStore
{
    /// <summary>Reads the file; empty when there is none.</summary>
    /// <exception cref="ToolException">It is none of ours.</exception>
    public static async Task<KeySetLockFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return KeySetLockFile.Empty;
        }

        if (new FileInfo(path).Length > KeySetLock.MaxLength)
        {
            throw Unreadable(path, KeySetLockProblem.TooLarge);
        }

        var problem = KeySetLock.Read(
            await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false),
            out var file
        );
        return file ?? throw Unreadable(path, problem);
    }

    /// <summary>Replaces the file at once, so that an application that reads it meanwhile sees the old or the new one.</summary>
    public static async Task WriteAsync(string path, KeySetLockFile file, CancellationToken cancellationToken)
    {
        var text = KeySetLock.Write(file);
        // A name that nobody can foresee, and only a file that was not there: no link is followed.
        var draft = $"{path}.{System.IO.Path.GetRandomFileName()}";
        var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write);
        try
        {
            await using (stream.ConfigureAwait(false))
            {
                await stream.WriteAsync(text, cancellationToken).ConfigureAwait(false);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    private static ToolException Unreadable(string path, KeySetLockProblem problem) =>
        new($"{path} is no file of pinned key sets: {problem}. Mend it, or delete it and lock every issuer anew.");
}
