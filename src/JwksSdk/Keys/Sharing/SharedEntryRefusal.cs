namespace JwksSdk.Keys;

/// <summary>Why an entry of the shared cache is not used. The names are values of <c>error.type</c> in telemetry.</summary>
internal enum SharedEntryRefusal
{
    /// <summary>It is used.</summary>
    None,

    /// <summary>It is longer than any entry of this library.</summary>
    TooLarge,

    /// <summary>
    /// It was changed, moved from another cache key, or protected with a key that this process does not have: the protector
    /// cannot tell which.
    /// </summary>
    Tampered,

    /// <summary>It is authentic, but not in the format of this version, or its key set is none.</summary>
    Malformed,

    /// <summary>It is authentic, but says of itself that it is another issuer's, declaration's or address's.</summary>
    Foreign,

    /// <summary>It was fetched later than clocks of one fleet may differ.</summary>
    FromFuture,

    /// <summary>It was fetched too long ago to be trusted still.</summary>
    OverAged,
}
