namespace JwksSdk.Keys;

/// <summary>A published key is not used. Told once, not at every fetch that brings it again.</summary>
/// <param name="Provider">The full name of the declaring class.</param>
/// <param name="Issuer">The issuer, exactly as declared.</param>
/// <param name="At">When it was noticed, by the wall clock.</param>
/// <param name="Reason">Why it is not used.</param>
/// <param name="Thumbprint">Its RFC 7638 SHA-256 thumbprint in base64url; null when its material was not readable.</param>
/// <param name="KeyIdHash">The first 16 hexadecimal digits of the SHA-256 of its <c>kid</c>; <c>none</c> without one.</param>
public sealed record KeyRefused(
    string Provider,
    string Issuer,
    DateTimeOffset At,
    KeyRefusal Reason,
    string? Thumbprint,
    string KeyIdHash
) : KeySetEvent(Provider, Issuer, At);
