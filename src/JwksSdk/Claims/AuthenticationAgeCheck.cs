using JwksSdk.Providers;

namespace JwksSdk.Claims;

/// <summary>
/// Where the declaration limits how long ago the user signed in, <c>auth_time</c> is there, no older than that and the clock
/// skew, and no later than now and the clock skew (OpenID Connect Core §3.1.3.7 rule 13, RFC 9470 §6.1).
/// </summary>
internal static class AuthenticationAgeCheck
{
    public static JwtError Run(JwtToken token, DateTimeOffset now, ProviderFacts facts)
    {
        if (facts.MaxAuthenticationAgeSeconds is not { } age)
        {
            return default;
        }

        return token.AuthenticatedAt is not { } authenticated ? new JwtError(JwtErrorCode.ClaimMissing, "auth_time")
            : authenticated < now.AddSeconds(-age - facts.ClockSkewSeconds)
                ? new JwtError(JwtErrorCode.AuthenticationTooOld, "auth_time")
            : authenticated > now.AddSeconds(facts.ClockSkewSeconds)
                ? new JwtError(JwtErrorCode.AuthenticatedInFuture, "auth_time")
            : default;
    }
}
