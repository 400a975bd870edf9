namespace JwksSdk.Claims;

/// <summary>
/// <c>exp</c>, <c>nbf</c> and <c>iat</c> against one reading of the clock (RFC 7519 §4.1.4 to §4.1.6). The clock skew
/// widens all three alike.
/// </summary>
internal static class LifetimeCheck
{
    public static JwtError Run(JwtToken token, DateTimeOffset now, int skewSeconds)
    {
        var skew = TimeSpan.FromSeconds(skewSeconds);
        // The skew is applied to the clock: claims may lie at the very end of the calendar. "On or after" exp is too late.
        if (now - skew >= token.ExpiresAt)
        {
            return new JwtError(JwtErrorCode.Expired, "exp");
        }

        var latest = now + skew;
        return token.NotBefore > latest ? new JwtError(JwtErrorCode.NotYetValid, "nbf")
            : token.IssuedAt > latest ? new JwtError(JwtErrorCode.IssuedInFuture, "iat")
            : default;
    }
}
