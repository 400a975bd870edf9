namespace JwksSdk.Keys;

/// <summary>
/// Stands for one <see cref="VerificationKey"/> object where the key itself must not be kept alive: the same identity is the
/// same key, of the same key set, with the same material and algorithms.
/// </summary>
/// <param name="keyId">The <c>kid</c> in UTF-8.</param>
internal sealed class KeyIdentity(ReadOnlyMemory<byte> keyId)
{
    /// <summary>The <c>kid</c> in UTF-8.</summary>
    public ReadOnlyMemory<byte> KeyId => keyId;
}
