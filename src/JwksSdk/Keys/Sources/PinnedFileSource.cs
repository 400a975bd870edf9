namespace JwksSdk.Keys;

/// <summary>
/// A file of pinned key sets, for when an issuer cannot be reached. Read anew at each use, which is rare. What it has is a
/// stand-in: trusted for a limited time after it was captured, while the sources before this one are asked again and again.
/// </summary>
internal sealed class PinnedFileSource(string path, TimeSpan maxAge, TimeProvider clock) : IKeySetSource
{
    /// <summary>How far the clock of the machine that captured the file may be ahead.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public string Name => "pinned-file";

    public async Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var problem = KeySetLock.Read(await ReadAsync(cancellationToken).ConfigureAwait(false), out var file);
            return problem switch
            {
                KeySetLockProblem.None => Find(file!, request.Issuer),
                KeySetLockProblem.TooLarge => KeySetAnswer.Failed(KeySetError.TooLarge),
                _ => KeySetAnswer.Failed(KeySetError.NotAKeySet, problem.ToString()),
            };
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return KeySetAnswer.Failed(KeySetError.NoSuchFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return KeySetAnswer.Failed(KeySetError.Unexpected, exception.GetType().Name);
        }
    }

    private KeySetAnswer Find(KeySetLockFile file, string issuer)
    {
        if (file.Find(issuer) is not { } keySet)
        {
            return KeySetAnswer.Failed(KeySetError.NotPinned);
        }

        // A date in the future would make the maximum age mean nothing.
        return keySet.CapturedAt > clock.GetUtcNow() + ClockSkew
            ? KeySetAnswer.Failed(KeySetError.NotPinned, "CapturedInFuture")
            : KeySetAnswer.Of(
                new KeySetDocument(keySet.Json)
                {
                    FetchedAt = keySet.CapturedAt,
                    TrustedUntil = keySet.CapturedAt + maxAge,
                }
            );
    }

    /// <summary>The file, or one byte more than it may have.</summary>
    private async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0,
            FileOptions.Asynchronous
        );
        await using (file.ConfigureAwait(false))
        {
            var buffer = new byte[KeySetLock.MaxLength + 1];
            var length = await file.ReadAtLeastAsync(
                    buffer,
                    buffer.Length,
                    throwOnEndOfStream: false,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return buffer.AsMemory(0, length);
        }
    }
}
