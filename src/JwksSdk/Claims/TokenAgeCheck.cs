using JwksSdk.Providers;

namespace JwksSdk.Claims;

/// <summary>Where the declaration limits the age of tokens, <c>iat</c> is there and no older than that and the clock skew.</summary>
internal static class TokenAgeCheck
{
    public static JwtError Run(JwtToken token, DateTimeOffset now, ProviderFacts facts) =>
        facts.MaxTokenAgeSeconds is not { } age ? default
        : token.IssuedAt is not { } issued ? new JwtError(JwtErrorCode.ClaimMissing, "iat")
        : issued < now.AddSeconds(-age - facts.ClockSkewSeconds) ? new JwtError(JwtErrorCode.TokenTooOld, "iat")
        : default;
}
