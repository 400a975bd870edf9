namespace JwksSdk.Keys;

/// <summary>A key is in use that was not before. The first good fetch adds every key of the set.</summary>
/// <param name="Provider">The full name of the declaring class.</param>
/// <param name="Issuer">The issuer, exactly as declared.</param>
/// <param name="At">When it was noticed, by the wall clock.</param>
/// <param name="Thumbprint">Its RFC 7638 SHA-256 thumbprint in base64url.</param>
/// <param name="KeyIdHash">The first 16 hexadecimal digits of the SHA-256 of its <c>kid</c>.</param>
/// <param name="Algorithms">The algorithms it may be used with.</param>
public sealed record KeyAdded(
    string Provider,
    string Issuer,
    DateTimeOffset At,
    string Thumbprint,
    string KeyIdHash,
    JwtAlgorithms Algorithms
) : KeySetEvent(Provider, Issuer, At);
