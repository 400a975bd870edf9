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
