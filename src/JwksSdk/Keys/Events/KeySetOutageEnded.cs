namespace JwksSdk.Keys;

/// <summary>A fetch succeeded, and the one before it had not.</summary>
/// <param name="Provider">The full name of the declaring class.</param>
/// <param name="Issuer">The issuer, exactly as declared.</param>
/// <param name="At">When it was noticed, by the wall clock.</param>
/// <param name="Duration">How long it was since the first failure, in monotonic time.</param>
public sealed record KeySetOutageEnded(string Provider, string Issuer, DateTimeOffset At, TimeSpan Duration)
    : KeySetEvent(Provider, Issuer, At);
