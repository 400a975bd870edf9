using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Keys;

/// <summary>
/// The application's distributed cache behind the protector, with a time limit and without exceptions: one that is down, slow
/// or blocks its thread is as if there were none.
/// </summary>
internal sealed class SharedCache(
    IDistributedCache cache,
    IKeySetProtector protector,
    TimeProvider clock,
    ILogger logger
)
{
    /// <summary>The longest that one call may take.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest value that is looked at, protection included.</summary>
    public const int MaxLength = SharedEntryFormat.MaxLength + 1024;

    private readonly SharedOutage _reads = new(logger, "read");
    private readonly SharedOutage _writes = new(logger, "written");

    /// <summary>Gets a value.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="context">What it was protected for.</param>
    /// <param name="cancellationToken">Ends the fetch; only this throws.</param>
    public async Task<SharedValue> GetAsync(string key, byte[] context, CancellationToken cancellationToken)
    {
        byte[]? bytes = null;
        var isReachable = await TryAsync(
                async token => bytes = await cache.GetAsync(key, token).ConfigureAwait(false),
                _reads,
                cancellationToken
            )
            .ConfigureAwait(false);

        // What comes in after the time limit is not looked at: the cache was as if there were none.
        return !isReachable ? default
            : bytes is null ? new SharedValue(true)
            : bytes.Length > MaxLength ? new SharedValue(true, SharedEntryRefusal.TooLarge)
            : Unprotect(bytes, context) is { } plain ? new SharedValue(true, Bytes: plain)
            : new SharedValue(true, SharedEntryRefusal.Tampered);
    }

    /// <summary>Puts a value in; false when the cache could not be reached.</summary>
    public Task<bool> SetAsync(
        string key,
        byte[] context,
        byte[] plain,
        TimeSpan expiry,
        CancellationToken cancellationToken
    )
    {
        var options = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = expiry };
        return TryAsync(
            token => cache.SetAsync(key, protector.Protect(plain, context), options, token),
            _writes,
            cancellationToken
        );
    }

    /// <summary>Takes a value out; false when the cache could not be reached.</summary>
    public Task<bool> RemoveAsync(string key, CancellationToken cancellationToken) =>
        TryAsync(token => cache.RemoveAsync(key, token), _writes, cancellationToken);

    private async Task<bool> TryAsync(
        Func<CancellationToken, Task> call,
        SharedOutage outage,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(TimeLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        Exception? failure;
        try
        {
            failure = await ApartAsync(call, both.Token).WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException left)
        {
            failure = left;
        }

        if (failure is null)
        {
            outage.Succeeded();
            return true;
        }

        cancellationToken.ThrowIfCancellationRequested();
        outage.Failed(limit.IsCancellationRequested ? nameof(KeySetError.Timeout) : failure.GetType().Name);
        return false;
    }

    private byte[]? Unprotect(byte[] bytes, byte[] context)
    {
        try
        {
            return protector.TryUnprotect(bytes, context, out var plain) ? plain : null;
        }
        catch (Exception)
        {
            // A protector of the application's may throw where it should say no.
            return null;
        }
    }

    /// <summary>Gives why the call failed, or null. Thrown after the time limit it would be an exception that nobody saw.</summary>
    private static async Task<Exception?> ApartAsync(
        Func<CancellationToken, Task> call,
        CancellationToken cancellationToken
    )
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await call(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}

/// <summary>What the cache answered.</summary>
/// <param name="IsReachable">Whether it answered.</param>
/// <param name="Refusal">Why the value is not used.</param>
/// <param name="Bytes">The value without its protection; null when there is none, or it is not used.</param>
internal readonly record struct SharedValue(
    bool IsReachable,
    SharedEntryRefusal Refusal = SharedEntryRefusal.None,
    byte[]? Bytes = null
);
