namespace JwksSdk;

/// <summary>Why a fetch brought no keys. The names are the values of <c>error.type</c> in telemetry.</summary>
public enum KeySetError
{
    /// <summary>It did bring keys.</summary>
    None = 0,

    /// <summary>The address is neither https nor on this machine.</summary>
    InsecureAddress = 1,

    /// <summary>The host leads to an address that the declaration does not allow, such as one of a private network.</summary>
    PrivateAddress = 2,

    /// <summary>No connection, no TLS, or the connection broke.</summary>
    Network = 3,

    /// <summary>The time for one try, or for all, was over.</summary>
    Timeout = 4,

    /// <summary>The endpoint answered with a redirect: never followed (RFC 8725 §3.10).</summary>
    Redirect = 5,

    /// <summary>The endpoint answered with another status than 200, or 304 without having been asked for it.</summary>
    Status = 6,

    /// <summary>The answer is longer than the limit, after decompression.</summary>
    TooLarge = 7,

    /// <summary>The answer is not a key set: HTML, truncated or ambiguous JSON, too many keys.</summary>
    NotAKeySet = 8,

    /// <summary>The key set has keys, and each of them was refused, with a reason of its own (log event 103).</summary>
    NoUsableKey = 9,

    /// <summary>The discovery document is not a strict JSON object with an issuer and a key address.</summary>
    NotADiscoveryDocument = 10,

    /// <summary>The discovery document is of another issuer (OpenID Connect Discovery §4.3).</summary>
    IssuerMismatch = 11,

    /// <summary>The discovery document names a key address on a host that was not declared.</summary>
    ForeignKeyAddress = 12,

    /// <summary>The key set was fetched too long ago to be trusted still.</summary>
    TooOld = 13,

    /// <summary>The file of pinned key sets is not there.</summary>
    NoSuchFile = 14,

    /// <summary>The file of pinned key sets has none of the issuer, or one that was captured in the future.</summary>
    NotPinned = 15,

    /// <summary>Something else went wrong, in a handler or a source that the application added.</summary>
    Unexpected = 16,

    /// <summary>The key set is dated in the future, by more than clocks may differ.</summary>
    FromFuture = 17,

    /// <summary>The key set is well-formed, and has no keys at all: nothing was published.</summary>
    EmptyKeySet = 18,
}
