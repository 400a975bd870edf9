namespace JwksSdk.Keys;

/// <summary>One public key of a pinned key set. Two are equal when nothing that matters differs.</summary>
/// <param name="KeyId">The <c>kid</c>. Text of others: show the thumbprint instead.</param>
/// <param name="Thumbprint">The RFC 7638 SHA-256 thumbprint in base64url.</param>
/// <param name="Algorithms">The algorithms that its type, curve and own <c>alg</c> allow.</param>
public sealed record PinnedKey(string KeyId, string Thumbprint, JwtAlgorithms Algorithms);
