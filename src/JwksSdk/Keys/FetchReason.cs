namespace JwksSdk.Keys;

/// <summary>Why a fetch is asked for.</summary>
internal enum FetchReason
{
    /// <summary>There are no keys that may be trusted.</summary>
    NoKeys,

    /// <summary>The keys are about to be no longer fresh, or are so already.</summary>
    Due,

    /// <summary>A token names a key that is not in the set.</summary>
    UnknownKeyId,

    /// <summary>A signature does not hold under the key it names: the issuer may have reused the kid.</summary>
    BadSignature,

    /// <summary>The application asked for it.</summary>
    Requested,
}

/// <summary>What to do when a fetch is asked for.</summary>
internal enum FetchDecision
{
    /// <summary>Answer with what there is: the budget is spent.</summary>
    Skip,

    /// <summary>Share the fetch under way.</summary>
    Join,

    /// <summary>Begin a fetch.</summary>
    Start,
}
