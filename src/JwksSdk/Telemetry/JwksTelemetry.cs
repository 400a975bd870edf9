namespace JwksSdk;

/// <summary>
/// The names under which the library can be observed. Log categories are <c>JwksSdk.{ClassName}</c>, one for each declared
/// provider. No name, tag or message ever holds token text, a claim value, a <c>kid</c> as it was sent, or a secret.
/// </summary>
public static class JwksTelemetry
{
    /// <summary>
    /// The meter: <c>jwkssdk.tokens</c>, <c>jwkssdk.keyset.fetches</c>, <c>jwkssdk.keyset.fetch.duration</c> (seconds) and
    /// <c>jwkssdk.keyset.shared</c>.
    /// </summary>
    public const string MeterName = "JwksSdk";

    /// <summary>The activity source: one activity for each fetch of a key set, none for a token.</summary>
    public const string ActivitySourceName = "JwksSdk";
}
