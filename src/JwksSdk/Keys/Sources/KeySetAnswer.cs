namespace JwksSdk.Keys;

/// <summary>The answer of a source: a key set, the news that it did not change, or why there is none.</summary>
public sealed class KeySetAnswer
{
    private KeySetAnswer() { }

    /// <summary>The key set; null when there is none, or it did not change.</summary>
    public KeySetDocument? Document { get; private init; }

    /// <summary>Whether the key set that the store holds is still the one that is published.</summary>
    public bool IsNotModified { get; private init; }

    /// <summary>How long a key set that did not change is fresh from now on; null for as long as before.</summary>
    public TimeSpan? Lifetime { get; private init; }

    /// <summary>Why there is no key set; <see cref="KeySetError.None"/> when there is one, or it did not change.</summary>
    public KeySetError Error { get; private init; }

    /// <summary>A status code or the platform's name for a failure. Goes to logs, so it is never text of an answer.</summary>
    public string? Detail { get; private init; }

    /// <summary>An older key set, to be used beside a failure if the store holds none that is newer; null for none.</summary>
    internal KeySetDocument? StandIn { get; private init; }

    /// <summary>A key set.</summary>
    public static KeySetAnswer Of(KeySetDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new KeySetAnswer { Document = document };
    }

    /// <summary>The key set did not change since the store got it from this source.</summary>
    /// <param name="lifetime">How long it is fresh from now on; null for as long as before.</param>
    public static KeySetAnswer NotModified(TimeSpan? lifetime = null) =>
        new() { IsNotModified = true, Lifetime = lifetime };

    /// <summary>There is no key set.</summary>
    /// <param name="error">Why.</param>
    /// <param name="detail">A status code or the platform's name for a failure; never text of an answer, never a secret.</param>
    /// <exception cref="ArgumentException">The error is <see cref="KeySetError.None"/>.</exception>
    public static KeySetAnswer Failed(KeySetError error, string? detail = null) =>
        error == KeySetError.None
            ? throw new ArgumentException("A failure needs an error.", nameof(error))
            : new KeySetAnswer { Error = error, Detail = detail };

    /// <summary>The same answer, which is a failure, with an older key set beside it.</summary>
    internal KeySetAnswer With(KeySetDocument standIn) =>
        new()
        {
            Document = Document,
            Error = Error,
            Detail = Detail,
            StandIn = standIn,
        };

    /// <summary>Names what a source threw.</summary>
    internal static KeySetAnswer Failed(Exception exception) =>
        exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => Failed(
                KeySetError.TooLarge
            ),
            HttpRequestException { InnerException: PrivateAddressException refused } => Failed(refused),
            PrivateAddressException refused => Failed(KeySetError.PrivateAddress, $"({refused.Message})"),
            HttpRequestException http => Failed(KeySetError.Network, http.HttpRequestError.ToString()),
            IOException => Failed(KeySetError.Network),
            TimeoutException or OperationCanceledException => Failed(KeySetError.Timeout),
            _ when HttpResilience.IsTimeout(exception) => Failed(KeySetError.Timeout),
            _ => Failed(KeySetError.Unexpected, exception.GetType().Name),
        };
}
