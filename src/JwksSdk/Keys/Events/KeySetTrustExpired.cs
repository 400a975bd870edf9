namespace JwksSdk.Keys;

/// <summary>
/// The keys that are held are too old to be trusted, and no newer ones could be had: tokens of the issuer cannot be decided
/// (<see cref="JwtErrorCode.KeysUnavailable"/>) until a fetch succeeds. Told once for each key set that expires: by the timer,
/// or by the first token that meets it.
/// </summary>
/// <param name="Provider">The full name of the declaring class.</param>
/// <param name="Issuer">The issuer, exactly as declared.</param>
/// <param name="At">When it was noticed, by the wall clock.</param>
public sealed record KeySetTrustExpired(string Provider, string Issuer, DateTimeOffset At)
    : KeySetEvent(Provider, Issuer, At);
