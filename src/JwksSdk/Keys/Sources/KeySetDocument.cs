namespace JwksSdk.Keys;

/// <summary>A key set as it was published, with what its source knows about its age.</summary>
public sealed class KeySetDocument
{
    /// <summary>Hands over a key set.</summary>
    /// <param name="json">The whole JSON text in UTF-8 (RFC 7517 §5). Must not change afterwards.</param>
    public KeySetDocument(ReadOnlyMemory<byte> json) => Json = json;

    /// <summary>The whole JSON text in UTF-8.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>When it was fetched from the issuer; null for just now.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>
    /// How long it is fresh, counted from when it was fetched; null when its source does not say. The store keeps it between
    /// <see cref="KeySetOptions.MinLifetime"/> and <see cref="KeySetOptions.MaxLifetime"/>.
    /// </summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>
    /// Until when its keys may be trusted at all; null for as long as <see cref="KeySetOptions.StaleLimit"/> says. A key set
    /// with this limit is a stand-in: the store goes on asking the sources before it.
    /// </summary>
    public DateTimeOffset? TrustedUntil { get; init; }

    /// <summary>What a conditional request needs; null when the source makes none.</summary>
    public KeySetValidators? Validators { get; init; }
}
