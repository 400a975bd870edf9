namespace JwksSdk;

/// <summary>The state of a signing key in OneLogin's administrative list.</summary>
public enum OneLoginSigningKeyStatus
{
    /// <summary>A state that this library does not know.</summary>
    Unknown = 0,

    /// <summary>New tokens are signed with the key.</summary>
    Active = 1,

    /// <summary>The key signs nothing any more; tokens it signed verify until it is revoked.</summary>
    Draining = 2,
}

/// <summary>One signing key of a OneLogin account, as its administrative list shows it. For people and tools, never for verifying.</summary>
/// <param name="KeyId"><c>kid</c>: the key's id.</param>
/// <param name="Status"><c>status</c>: whether the key is active or draining.</param>
/// <param name="KeyType"><c>kty</c>: the key type; null when the list leaves it out.</param>
/// <param name="Use"><c>use</c>: what the key is for; null when the list leaves it out.</param>
/// <param name="Modulus"><c>n</c>: an RSA key's modulus in base64url (RFC 7518 §6.3.1.1); null when the list leaves it out.</param>
/// <param name="Exponent"><c>e</c>: an RSA key's exponent in base64url (RFC 7518 §6.3.1.2); null when the list leaves it out.</param>
public sealed record OneLoginSigningKey(
    string KeyId,
    OneLoginSigningKeyStatus Status,
    string? KeyType,
    string? Use,
    string? Modulus,
    string? Exponent
);
