namespace JwksSdk.Keys;

/// <summary>What all events of one moment have in common.</summary>
/// <param name="Provider">The full name of the declaring class.</param>
/// <param name="Issuer">The issuer.</param>
/// <param name="At">The wall time.</param>
internal readonly record struct KeySetOrigin(string Provider, string Issuer, DateTimeOffset At);
