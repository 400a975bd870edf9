using JwksSdk.Claims;
using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Signatures;
using JwksSdk.Telemetry;

namespace JwksSdk.Caching;

/// <summary>
/// Tokens that were verified and are presented again: given without another signature check as long as all that their
/// verification rested on still holds.
/// </summary>
internal sealed class KnownTokens(
    VerifiedTokenCache cache,
    KeyStore keys,
    TenantStore tenants,
    TimeProvider clock,
    JwksMetrics metrics
)
{
    // No more than a bound on memory: dates are looked at each time.
    private static readonly TimeSpan LongestStay = TimeSpan.FromDays(1);

    /// <summary>The verified token, with what it rests on; null when it is to be verified. Allocates nothing.</summary>
    /// <typeparam name="TGiven">The type that is asked for.</typeparam>
    /// <param name="text">The token, not longer than the limit.</param>
    /// <param name="asked">The number of the kind or the federation that is asked for; 0 for any kind of any declaration.</param>
    public CachedToken? Find<TGiven>(CompactToken text, int asked)
        where TGiven : class
    {
        if (!TokenCacheKey.TryOf(text, asked, TypeNumber<TGiven>.Value, out var key))
        {
            return null;
        }

        var known = cache.Find(key);
        if (known is null || StillHolds(known))
        {
            metrics.CachedToken(known is null ? "miss" : "hit");
            return known;
        }

        cache.Remove(key);
        metrics.CachedToken("outdated");
        return null;
    }

    /// <summary>Keeps a token that was verified just now, by the bytes that were verified: its caller's may be others since.</summary>
    /// <typeparam name="TGiven">The type that was asked for.</typeparam>
    /// <param name="asked">The number of the kind or the federation that was asked for; 0 for any kind of any declaration.</param>
    /// <param name="given">What its callers are given.</param>
    /// <param name="authentic">The token whose signature held.</param>
    /// <param name="token">The verified token.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="route">The way of its issuer.</param>
    /// <param name="bytes">How many bytes reading it allocated.</param>
    public void Keep<TGiven>(
        int asked,
        TGiven given,
        in AuthenticJwt authentic,
        JwtToken token,
        TokenKind kind,
        Route route,
        long bytes
    )
        where TGiven : class
    {
        var facts = route.Provider.Facts;
        var left = token.ExpiresAt - clock.GetUtcNow() + TimeSpan.FromSeconds(facts.ClockSkewSeconds);
        if (left <= TimeSpan.Zero || !TokenCacheKey.TryOf(authentic.Text, asked, TypeNumber<TGiven>.Value, out var key))
        {
            return;
        }

        var policy = ClaimsStep.Facts(route, kind).Policy;
        cache.Add(
            key,
            new CachedToken(
                given,
                token,
                route.Provider,
                route is Tenant ? null : route,
                authentic.Key.Identity,
                authentic.Header.Algorithm,
                policy
            ),
            bytes,
            left < LongestStay ? left : LongestStay
        );
    }

    // The tenant first: the look-up of a key may begin a request to its issuer. The token's own checks may look at more than
    // the token, and are made each time as they are without the cache.
    private bool StillHolds(CachedToken known) =>
        RouteOf(known) is { } route
        && ClaimsStep.CheckTimes(known.Token, route, clock.GetUtcNow()).Code == JwtErrorCode.None
        && keys.KeysOf(route).Find(known.Key.KeyId.Span, known.Algorithm).Key?.Identity == known.Key
        && OwnCheck.Run(known.Token, known.Policy).Code == JwtErrorCode.None;

    /// <summary>The way of a known token's issuer; null for a tenant that is approved no more.</summary>
    /// <remarks>A tenant that went and came back has keys of its own, which are not those that its earlier tokens rest on.</remarks>
    private Route? RouteOf(CachedToken known) => known.Declared ?? tenants.FindNow(known.Token.Issuer, known.Provider);
}
