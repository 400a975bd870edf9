using System.Buffers.Binary;
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

    /// <summary>How long a claim stands, if its process does not take it back; whatever the cache does with it.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(5);

    private const int OwnerLength = 16;

    /// <summary>Claims the fetch; false when another process has it, or the cache cannot tell.</summary>
    public async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        if (await IsTakenAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        var own = New(clock.GetUtcNow());
        var isWritten = await cache
            .SetAsync(identity.ClaimKey, identity.ClaimContext, own, Expiry, cancellationToken)
            .ConfigureAwait(false);
        if (!isWritten)
        {
            return false;
        }

        await Task.Delay(Settling, clock, cancellationToken).ConfigureAwait(false);
        var winner = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return own.AsSpan().SequenceEqual(winner);
    }

    /// <summary>Whether a process has claimed the fetch of late.</summary>
    public async Task<bool> IsTakenAsync(CancellationToken cancellationToken) =>
        await ReadAsync(cancellationToken).ConfigureAwait(false) is { } claim && IsStanding(claim);

    /// <summary>Takes an own claim back.</summary>
    public Task ReleaseAsync() => cache.RemoveAsync(identity.ClaimKey, CancellationToken.None);

    /// <summary>A claim before its protection: when it was made, in milliseconds since 1970, and a random owner.</summary>
    internal static byte[] New(DateTimeOffset madeAt)
    {
        var claim = new byte[sizeof(long) + OwnerLength];
        BinaryPrimitives.WriteInt64BigEndian(claim, madeAt.ToUnixTimeMilliseconds());
        RandomNumberGenerator.Fill(claim.AsSpan(sizeof(long)));
        return claim;
    }

    /// <summary>A kept claim that is put back does not stand: the cache's own expiry binds only who keeps to it.</summary>
    private bool IsStanding(byte[] claim)
    {
        if (claim.Length != sizeof(long) + OwnerLength)
        {
            return false;
        }

        var (madeAt, now) = (BinaryPrimitives.ReadInt64BigEndian(claim), clock.GetUtcNow().ToUnixTimeMilliseconds());
        return madeAt >= now - (long)Expiry.TotalMilliseconds
            && madeAt <= now + (long)KeySetJudge.ClockDifference.TotalMilliseconds;
    }

    private async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        var value = await cache
            .GetAsync(identity.ClaimKey, identity.ClaimContext, cancellationToken)
            .ConfigureAwait(false);
        return value.Bytes;
    }
}
