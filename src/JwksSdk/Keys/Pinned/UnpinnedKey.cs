namespace JwksSdk.Keys;

/// <summary>A published key that is not pinned, because no token would be verified with it.</summary>
/// <param name="Reason">Why, as one word: <c>PrivateMember</c>, <c>Symmetric</c>, <c>ModulusSize</c>, …</param>
/// <param name="KeyIdHash">What stands for its <c>kid</c>: the begin of the SHA-256 in hexadecimal; <c>none</c> when it has none.</param>
/// <param name="Thumbprint">Its RFC 7638 SHA-256 thumbprint in base64url; null when its numbers could not be read.</param>
public sealed record UnpinnedKey(string Reason, string KeyIdHash, string? Thumbprint);
