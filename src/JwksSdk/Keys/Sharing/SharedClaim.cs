using System.Security.Cryptography;

namespace JwksSdk.Keys;

/// <summary>
/// The word of one process that it is fetching a key set, so that the others wait a moment for what it brings. A distributed
/// cache cannot compare and set: two processes may both win, and the endpoint then sees two requests; nothing worse.
/// </summary>
internal sealed class SharedClaim(SharedIdentity identity, SharedCache cache, TimeProvider clock)
{
    /// <summary>How long a claim is left to be written over by those that came at the same moment.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a claim stands, if its process does not take it back.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(5);

    private const int OwnerLength = 16;

    /// <summary>Claims the fetch; false when another process has it, or the cache cannot tell.</summary>
    public async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        if (await IsTakenAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        var owner = RandomNumberGenerator.GetBytes(OwnerLength);
        var isWritten = await cache
            .SetAsync(identity.ClaimKey, identity.ClaimContext, owner, Expiry, cancellationToken)
            .ConfigureAwait(false);
        if (!isWritten)
        {
            return false;
        }

        await Task.Delay(Settling, clock, cancellationToken).ConfigureAwait(false);
        var winner = await OwnerAsync(cancellationToken).ConfigureAwait(false);
        return owner.AsSpan().SequenceEqual(winner);
    }

    /// <summary>Whether a process has claimed the fetch.</summary>
    public async Task<bool> IsTakenAsync(CancellationToken cancellationToken) =>
        await OwnerAsync(cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Takes an own claim back.</summary>
    public Task ReleaseAsync() => cache.RemoveAsync(identity.ClaimKey, CancellationToken.None);

    private async Task<byte[]?> OwnerAsync(CancellationToken cancellationToken)
    {
        var value = await cache
            .GetAsync(identity.ClaimKey, identity.ClaimContext, cancellationToken)
            .ConfigureAwait(false);
        return value.Bytes;
    }
}
