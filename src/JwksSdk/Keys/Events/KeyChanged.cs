namespace JwksSdk.Keys;

/// <summary>
/// Another key stands under a <c>kid</c> that was in use. An issuer should give a new key a new <c>kid</c>: find out why this
/// one did not. Equal thumbprints mean the same key, for other algorithms.
/// </summary>
/// <param name="Provider">The full name of the declaring class.</param>
/// <param name="Issuer">The issuer, exactly as declared.</param>
/// <param name="At">When it was noticed, by the wall clock.</param>
/// <param name="Thumbprint">The RFC 7638 SHA-256 thumbprint, in base64url, of the key now in use.</param>
/// <param name="EarlierThumbprint">That of the key no longer in use.</param>
/// <param name="KeyIdHash">The first 16 hexadecimal digits of the SHA-256 of the <c>kid</c> of both.</param>
/// <param name="Algorithms">The algorithms the key now in use may be used with.</param>
public sealed record KeyChanged(
    string Provider,
    string Issuer,
    DateTimeOffset At,
    string Thumbprint,
    string EarlierThumbprint,
    string KeyIdHash,
    JwtAlgorithms Algorithms
) : KeySetEvent(Provider, Issuer, At);
