namespace JwksSdk.Keys;

/// <summary>
/// A fetch failed, and the one before it had not: keys held before go on answering until <see cref="KeySetTrustExpired"/>.
/// </summary>
/// <param name="Provider">The full name of the declaring class.</param>
/// <param name="Issuer">The issuer, exactly as declared.</param>
/// <param name="At">When it was noticed, by the wall clock.</param>
/// <param name="Error">Why the fetch failed.</param>
public sealed record KeySetOutageBegun(string Provider, string Issuer, DateTimeOffset At, KeySetError Error)
    : KeySetEvent(Provider, Issuer, At);
