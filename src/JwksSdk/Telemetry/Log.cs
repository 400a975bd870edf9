using Microsoft.Extensions.Logging;

namespace JwksSdk.Telemetry;

/// <summary>Every log message of the library. Event ids are stable and never used again for another message.</summary>
internal static partial class Log
{
    [LoggerMessage(
        100,
        LogLevel.Information,
        "Fetched the key set of {Issuer} ({Reason}): usable keys: {Keys}, refused: {Refused}."
    )]
    public static partial void KeySetFetched(ILogger logger, string issuer, string reason, int keys, int refused);

    [LoggerMessage(
        101,
        LogLevel.Warning,
        "Could not fetch the key set of {Issuer} ({Reason}): {Error}. The keys fetched before stay in use."
    )]
    public static partial void KeySetFetchFailed(ILogger logger, string issuer, string reason, string error);

    [LoggerMessage(
        102,
        LogLevel.Error,
        "Could not fetch the key set of {Issuer} ({Reason}): {Error}. There are no keys: no token of this issuer can be verified."
    )]
    public static partial void NoKeys(ILogger logger, string issuer, string reason, string error);

    [LoggerMessage(
        103,
        LogLevel.Information,
        "A key of {Issuer} is not used: {Refusal}. SHA-256 of its kid: {KeyIdHash}; thumbprint: {Thumbprint}."
    )]
    public static partial void KeyRefused(
        ILogger logger,
        string issuer,
        string refusal,
        string keyIdHash,
        string thumbprint
    );

    [LoggerMessage(
        104,
        LogLevel.Information,
        "A key of {Issuer} is used from now on. SHA-256 of its kid: {KeyIdHash}; thumbprint: {Thumbprint}."
    )]
    public static partial void KeyAdded(ILogger logger, string issuer, string keyIdHash, string thumbprint);

    [LoggerMessage(
        105,
        LogLevel.Information,
        "A key of {Issuer} was withdrawn. SHA-256 of its kid: {KeyIdHash}; thumbprint: {Thumbprint}."
    )]
    public static partial void KeyWithdrawn(ILogger logger, string issuer, string keyIdHash, string thumbprint);

    [LoggerMessage(
        106,
        LogLevel.Information,
        "A key of {Issuer} was replaced under its kid. SHA-256 of the kid: {KeyIdHash}; thumbprint: {Thumbprint}, before: {EarlierThumbprint}."
    )]
    public static partial void KeyChanged(
        ILogger logger,
        string issuer,
        string keyIdHash,
        string thumbprint,
        string earlierThumbprint
    );

    [LoggerMessage(EventId = 107, Message = "An outage of the key set of {Issuer} begins: {Error}.")]
    public static partial void OutageBegun(ILogger logger, LogLevel level, string issuer, KeySetError error);

    [LoggerMessage(108, LogLevel.Information, "The outage of the key set of {Issuer} is over, after {Duration}.")]
    public static partial void OutageEnded(ILogger logger, string issuer, TimeSpan duration);

    [LoggerMessage(
        109,
        LogLevel.Error,
        "The keys of {Issuer} are too old to be trusted: no token of this issuer can be verified until they are fetched anew."
    )]
    public static partial void TrustExpired(ILogger logger, string issuer);

    [LoggerMessage(
        120,
        LogLevel.Error,
        "{Listener} threw while it was told what happened to a key set. Further failures of it are not logged."
    )]
    public static partial void ListenerFailed(ILogger logger, string listener, Exception exception);

    [LoggerMessage(
        121,
        LogLevel.Error,
        "Listeners of key set events are too slow: with {Capacity} waiting, further events are dropped. Told once."
    )]
    public static partial void EventsDropped(ILogger logger, int capacity);

    [LoggerMessage(
        122,
        LogLevel.Information,
        "The application asked for the key set of {Issuer} ({Reason}): {Status}."
    )]
    public static partial void RefreshRequested(ILogger logger, string issuer, string reason, string status);

    [LoggerMessage(
        110,
        LogLevel.Warning,
        "The entry of {Issuer} in the shared cache is not used: {Refusal}. The key set is fetched instead."
    )]
    public static partial void SharedEntryRefused(ILogger logger, string issuer, string refusal);

    [LoggerMessage(
        111,
        LogLevel.Warning,
        "The shared cache of key sets cannot be {Use}: {Error}. Until it can, this process fetches for itself alone."
    )]
    public static partial void SharedCacheDown(ILogger logger, string use, string error);

    [LoggerMessage(112, LogLevel.Information, "The shared cache of key sets can be {Use} again.")]
    public static partial void SharedCacheBack(ILogger logger, string use);

    [LoggerMessage(
        130,
        LogLevel.Warning,
        "The tenant resolver of {Provider} gave no answer: {Cause}. Tokens of tenants that it did not approve of late cannot be decided. Told once until it answers again."
    )]
    public static partial void NoTenantAnswer(ILogger logger, string provider, string cause);
}
