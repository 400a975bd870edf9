namespace JwksSdk.Telemetry;

/// <summary>What was done about a key that was not held.</summary>
internal enum KeyMiss
{
    /// <summary>Nothing: it was held after all, or no fetch could help.</summary>
    None,

    /// <summary>A fetch was begun.</summary>
    Fetched,

    /// <summary>The fetch under way was waited for.</summary>
    Joined,

    /// <summary>Refused at once: the latest good fetch did not bring it either.</summary>
    Remembered,

    /// <summary>Answered at once: the budget is spent.</summary>
    Skipped,

    /// <summary>Answered at once: the <c>kid</c> is unlike all that its provider gives.</summary>
    UnusualKeyId,

    /// <summary>Answered at once: by its <c>exp</c>, for which nobody vouches, the token has expired or has no date of expiry.</summary>
    Expired,
}
