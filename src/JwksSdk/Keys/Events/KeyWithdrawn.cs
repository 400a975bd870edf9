namespace JwksSdk.Keys;

/// <summary>A key is no longer in the set: tokens that name it are refused from now on.</summary>
/// <param name="Provider">The full name of the declaring class.</param>
/// <param name="Issuer">The issuer, exactly as declared.</param>
/// <param name="At">When it was noticed, by the wall clock.</param>
/// <param name="Thumbprint">Its RFC 7638 SHA-256 thumbprint in base64url.</param>
/// <param name="KeyIdHash">The first 16 hexadecimal digits of the SHA-256 of its <c>kid</c>.</param>
public sealed record KeyWithdrawn(
    string Provider,
    string Issuer,
    DateTimeOffset At,
    string Thumbprint,
    string KeyIdHash
) : KeySetEvent(Provider, Issuer, At);
