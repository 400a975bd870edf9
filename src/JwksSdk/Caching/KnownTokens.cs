using JwksSdk.Claims;
using JwksSdk.Keys;
using JwksSdk.Routing;
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
    /// <summary>The verified token, with what it rests on; null when it is to be verified. Allocates nothing.</summary>
    /// <typeparam name="TToken">The type that is asked for.</typeparam>
    /// <param name="text">The token, not longer than the limit.</param>
    /// <param name="kind">The number of the kind that is asked for; 0 for any.</param>
    /// <param name="key">What to <see cref="Keep"/> it by once it is verified.</param>
    public CachedToken? Find<TToken>(CompactToken text, int kind, out TokenCacheKey key)
        where TToken : JwtToken
    {
        if (!TokenCacheKey.TryOf(text, kind, TypeNumber<TToken>.Value, out key))
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

    /// <summary>Keeps a token that was verified just now.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="token">The token, with what it rests on.</param>
    /// <param name="bytes">How many bytes reading it allocated.</param>
    public void Keep(in TokenCacheKey key, CachedToken token, long bytes)
    {
        var end = token.Token.ExpiresAt - clock.GetUtcNow();
        var lifetime = end + TimeSpan.FromSeconds(token.Route.Provider.Facts.ClockSkewSeconds);
        if (lifetime > TimeSpan.Zero)
        {
            cache.Add(key, token, bytes, lifetime);
        }
    }

    private bool StillHolds(CachedToken known) =>
        ClaimsStep.CheckTimes(known.Token, known.Route, clock.GetUtcNow()).Code == JwtErrorCode.None
        && ReferenceEquals(keys.KeysOf(known.Route).Find(known.Key.KeyId.Span, known.Algorithm).Key, known.Key)
        && IsRouted(known.Route);

    /// <summary>Whether tokens of the issuer are still let in: always for a declared one, as long as it is approved for a tenant.</summary>
    private bool IsRouted(Route route)
    {
        if (route is not Tenant)
        {
            return true;
        }

        var lookup = tenants.FindAsync(route.IssuerUtf8.Span, route.Provider, CancellationToken.None);
        return lookup.IsCompletedSuccessfully && lookup.Result.Route == route;
    }
}
