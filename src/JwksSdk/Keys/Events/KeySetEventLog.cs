using JwksSdk.Telemetry;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Keys;

/// <summary>The log message of each event that a fetch brings.</summary>
internal static class KeySetEventLog
{
    /// <summary>Writes it.</summary>
    /// <param name="logger">The provider's logger.</param>
    /// <param name="keySetEvent">The event.</param>
    /// <param name="hasKeys">Whether there are trusted keys after it.</param>
    public static void Write(ILogger logger, KeySetEvent keySetEvent, bool hasKeys)
    {
        var issuer = keySetEvent.Issuer;
        switch (keySetEvent)
        {
            case KeyAdded key:
                Log.KeyAdded(logger, issuer, key.KeyIdHash, key.Thumbprint);
                break;
            case KeyWithdrawn key:
                Log.KeyWithdrawn(logger, issuer, key.KeyIdHash, key.Thumbprint);
                break;
            case KeyChanged key:
                Log.KeyChanged(logger, issuer, key.KeyIdHash, key.Thumbprint, key.EarlierThumbprint);
                break;
            case KeyRefused key:
                Log.KeyRefused(logger, issuer, key.Reason.ToString(), key.KeyIdHash, key.Thumbprint ?? "not read");
                break;
            case KeySetOutageBegun outage:
                Log.OutageBegun(logger, hasKeys ? LogLevel.Warning : LogLevel.Error, issuer, outage.Error);
                break;
            case KeySetOutageEnded outage:
                Log.OutageEnded(logger, issuer, outage.Duration);
                break;
        }
    }
}
