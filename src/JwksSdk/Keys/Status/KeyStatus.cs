namespace JwksSdk;

/// <summary>One key in use.</summary>
/// <param name="Thumbprint">Its RFC 7638 SHA-256 thumbprint in base64url.</param>
/// <param name="KeyIdHash">The first 16 hexadecimal digits of the SHA-256 of its <c>kid</c>; <c>none</c> for a key given beforehand.</param>
/// <param name="Algorithms">The algorithms it may be used with.</param>
public sealed record KeyStatus(string Thumbprint, string KeyIdHash, JwtAlgorithms Algorithms);
