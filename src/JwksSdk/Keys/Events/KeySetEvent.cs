namespace JwksSdk.Keys;

/// <summary>
/// Something that happened to the key set of one issuer. A closed family: its records are all in this namespace. None holds a
/// <c>kid</c> as it was published, which is text of others: a key is named by its RFC 7638 thumbprint and a hash of its
/// <c>kid</c>.
/// </summary>
public abstract record KeySetEvent
{
    private protected KeySetEvent(string provider, string issuer, DateTimeOffset at)
    {
        Provider = provider;
        Issuer = issuer;
        At = at;
    }

    /// <summary>The full name of the declaring class.</summary>
    public string Provider { get; init; }

    /// <summary>The issuer, exactly as declared.</summary>
    public string Issuer { get; init; }

    /// <summary>When it was noticed, by the wall clock.</summary>
    public DateTimeOffset At { get; init; }
}
