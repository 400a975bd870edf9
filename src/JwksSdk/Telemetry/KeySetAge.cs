namespace JwksSdk.Telemetry;

/// <summary>How old one key set is, and how long it is trusted.</summary>
/// <param name="Provider">The declaration.</param>
/// <param name="Issuer">The issuer, as declared.</param>
/// <param name="Age">How long ago it was fetched; null when it was not.</param>
/// <param name="TrustLeft">How long it is trusted still; zero when it is not.</param>
internal readonly record struct KeySetAge(string Provider, string Issuer, TimeSpan? Age, TimeSpan TrustLeft);
