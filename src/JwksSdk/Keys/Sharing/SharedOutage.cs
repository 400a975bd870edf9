using JwksSdk.Telemetry;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Keys;

/// <summary>Tells of an outage of the shared cache once, when it begins, and of its end; not of each call that fails.</summary>
/// <param name="logger">Where to tell it.</param>
/// <param name="use">What cannot be done: a cache may be readable and yet take nothing in.</param>
internal sealed class SharedOutage(ILogger logger, string use)
{
    private int _isDown;

    /// <summary>A call failed.</summary>
    public void Failed(string error)
    {
        if (Interlocked.Exchange(ref _isDown, 1) == 0)
        {
            Log.SharedCacheDown(logger, use, error);
        }
    }

    /// <summary>A call did not fail.</summary>
    public void Succeeded()
    {
        if (Volatile.Read(ref _isDown) == 1 && Interlocked.Exchange(ref _isDown, 0) == 1)
        {
            Log.SharedCacheBack(logger, use);
        }
    }
}
