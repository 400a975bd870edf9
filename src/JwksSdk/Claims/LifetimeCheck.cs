namespace JwksSdk.Claims;

/// <summary>
/// <c>exp</c>, <c>nbf</c> and <c>iat</c> against one reading of the clock (RFC 7519 §4.1.4 to §4.1.6). The clock skew
/// widens all three alike, and is applied to the clock: claims may lie at the very end of the calendar.
/// </summary>
internal static class LifetimeCheck
{
    /// <summary>"On or after" <c>exp</c> is too late.</summary>
    public static JwtError Expiry(JwtToken token, DateTimeOffset now, int skewSeconds) =>
        now.AddSeconds(-skewSeconds) >= token.ExpiresAt ? new JwtError(JwtErrorCode.Expired, "exp") : default;

    public static JwtError Begin(JwtToken token, DateTimeOffset now, int skewSeconds) =>
        token.NotBefore > now.AddSeconds(skewSeconds) ? new JwtError(JwtErrorCode.NotYetValid, "nbf") : default;

    public static JwtError Issue(JwtToken token, DateTimeOffset now, int skewSeconds) =>
        token.IssuedAt > now.AddSeconds(skewSeconds) ? new JwtError(JwtErrorCode.IssuedInFuture, "iat") : default;
}
