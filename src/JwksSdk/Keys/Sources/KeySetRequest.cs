namespace JwksSdk.Keys;

/// <summary>What the store asks a source for.</summary>
public sealed class KeySetRequest
{
    /// <summary>Asks for the key set of an issuer.</summary>
    /// <param name="issuer">The issuer, exactly as declared.</param>
    public KeySetRequest(string issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        Issuer = issuer;
    }

    /// <summary>The issuer, exactly as declared.</summary>
    public string Issuer { get; }

    /// <summary>
    /// What identifies the key set that the store holds from this same source, for a conditional request; null when it
    /// holds none. Only then may the answer be <see cref="KeySetAnswer.NotModified"/>.
    /// </summary>
    public KeySetValidators? Validators { get; init; }

    /// <summary>Whether a token waits for the answer while there are other keys: a source should not try again and again then.</summary>
    public bool IsTokenWaiting { get; init; }

    /// <summary>When the key set that the store holds was fetched, from whichever source; null when it holds none.</summary>
    internal DateTimeOffset? HeldSince { get; init; }

    /// <summary>Why the store asks.</summary>
    internal FetchReason Reason { get; init; }

    /// <summary>How long the store waits for the answer.</summary>
    internal TimeSpan Time { get; init; } = KeySetFetch.Timeout;

    /// <summary>Whether a key set has what the fetch was begun for: a token's key, or other material under its kid.</summary>
    internal Func<KeySetReading, bool> Helps { get; init; } = static _ => true;

    /// <summary>The same request with other validators.</summary>
    internal KeySetRequest With(KeySetValidators? validators) =>
        new(Issuer)
        {
            Validators = validators,
            IsTokenWaiting = IsTokenWaiting,
            HeldSince = HeldSince,
            Reason = Reason,
            Time = Time,
            Helps = Helps,
        };
}

/// <summary>What identifies one version of a key set at its address (RFC 9110 §8.8).</summary>
/// <param name="Address">Where it was fetched; validators of another address say nothing.</param>
/// <param name="EntityTag">The <c>ETag</c> as it was sent; null when there was none.</param>
/// <param name="LastModified">The <c>Last-Modified</c>; null when there was none.</param>
public sealed record KeySetValidators(string Address, string? EntityTag, DateTimeOffset? LastModified);
