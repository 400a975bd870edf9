namespace JwksSdk.Keys;

/// <summary>A published key that is not used.</summary>
/// <param name="KeyId">Its <c>kid</c> in UTF-8; empty when it has none.</param>
/// <param name="Reason">Why.</param>
/// <param name="Thumbprint">The RFC 7638 thumbprint of its public numbers; null when they could not be read.</param>
internal sealed record RefusedKey(ReadOnlyMemory<byte> KeyId, KeyRefusal Reason, string? Thumbprint = null)
{
    /// <summary>What stands for the kid where it can be seen.</summary>
    public string KeyIdHash => KeyIds.Hash(KeyId.Span);

    /// <summary>Whether the other one is the same key refused for the same reason.</summary>
    public bool IsSameAs(RefusedKey other) =>
        Reason == other.Reason && Thumbprint == other.Thumbprint && KeyId.Span.SequenceEqual(other.KeyId.Span);
}
