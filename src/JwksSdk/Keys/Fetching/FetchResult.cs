namespace JwksSdk.Keys;

/// <summary>Why a fetch brought no keys. The names are the values of <c>error.type</c> in telemetry.</summary>
internal enum FetchError
{
    /// <summary>It did bring keys.</summary>
    None = 0,

    /// <summary>The address is neither https nor on this machine.</summary>
    InsecureAddress,

    /// <summary>The host leads to an address that the declaration does not allow, such as one of a private network.</summary>
    PrivateAddress,

    /// <summary>No connection, no TLS, or the connection broke.</summary>
    Network,

    /// <summary>The time for one try, or for all, was over.</summary>
    Timeout,

    /// <summary>Too many tries failed of late; none is made for a moment.</summary>
    CircuitOpen,

    /// <summary>The endpoint answered with a redirect: never followed (RFC 8725 §3.10).</summary>
    Redirect,

    /// <summary>The endpoint answered with another status than 200.</summary>
    Status,

    /// <summary>The answer is longer than the limit, after decompression.</summary>
    TooLarge,

    /// <summary>The answer is not a key set: HTML, truncated or ambiguous JSON, too many keys.</summary>
    NotAKeySet,

    /// <summary>The key set has no key that can be used.</summary>
    NoUsableKey,

    /// <summary>The discovery document is not a strict JSON object with an issuer and a key address.</summary>
    NotADiscoveryDocument,

    /// <summary>The discovery document is of another issuer (OpenID Connect Discovery §4.3).</summary>
    IssuerMismatch,

    /// <summary>The discovery document names a key address on a host that was not declared.</summary>
    ForeignKeyAddress,

    /// <summary>Something else went wrong, in a handler that the application added.</summary>
    Unexpected,
}

/// <summary>The outcome of a fetch.</summary>
/// <param name="Error">Why there are no keys; <see cref="FetchError.None"/> when there are.</param>
/// <param name="Reading">What was read, also when no key of it can be used; null when nothing was.</param>
/// <param name="Detail">A status code or the platform's name for a network error; never text of an answer.</param>
internal readonly record struct FetchResult(FetchError Error, KeySetReading? Reading = null, string? Detail = null)
{
    /// <summary>Judges a reading: a set without a usable key is a failed fetch.</summary>
    public static FetchResult Of(KeySetReading? reading) =>
        reading is null ? new(FetchError.NotAKeySet)
        : reading.Keys.Count == 0 ? new(FetchError.NoUsableKey, reading)
        : new(FetchError.None, reading);

    /// <summary>Names what a fetch threw.</summary>
    public static FetchResult Of(Exception exception) =>
        exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => new(
                FetchError.TooLarge
            ),
            HttpRequestException { InnerException: PrivateAddressException refused } => Of(refused),
            PrivateAddressException refused => new(FetchError.PrivateAddress, Detail: $"({refused.Message})"),
            HttpRequestException http => new(FetchError.Network, Detail: http.HttpRequestError.ToString()),
            IOException => new(FetchError.Network),
            TimeoutException or OperationCanceledException => new(FetchError.Timeout),
            CircuitOpenException => new(FetchError.CircuitOpen),
            _ => new(FetchError.Unexpected, Detail: exception.GetType().Name),
        };
}
