using Microsoft.Extensions.Internal;

namespace JwksSdk.Keys;

/// <summary>
/// The clock of a memory cache, by which it tells what was used last and what has expired: monotonic, because a wall clock
/// that is set back would turn that about.
/// </summary>
internal sealed class CacheClock(TimeProvider clock, long origin) : ISystemClock
{
    public DateTimeOffset UtcNow => DateTimeOffset.UnixEpoch + clock.GetElapsedTime(origin);
}
