using JwksSdk.Parsing;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Telemetry;
using JwksSdk.Tokens;

namespace JwksSdk.Keys;

/// <summary>
/// Whether a token whose key is not among those held is worth a request to its issuer. Costs nothing but time: everything it
/// looks at is in the token, so it keeps off honest leftovers and careless junk, and the budget does the rest. The verdict on a
/// token that is not worth one is the one that is given when the budget is spent, whatever its claims say.
/// </summary>
internal static class TokenPlausibility
{
    /// <summary>
    /// Why the token is worth no request: <see cref="KeyMiss.UnusualKeyId"/>, <see cref="KeyMiss.Expired"/>, or
    /// <see cref="KeyMiss.None"/> when it is worth one.
    /// </summary>
    /// <param name="token">The token. Its algorithm was accepted already.</param>
    /// <param name="route">Its issuer.</param>
    /// <param name="held">
    /// The keys that are trusted; null for none, and then every token is worth one: the first fetch is due anyway, within its own
    /// budget, and without it nothing can be said of any token.
    /// </param>
    /// <param name="now">The present.</param>
    public static KeyMiss Check(in UnverifiedJwt token, Route route, KeySnapshot? held, DateTimeOffset now) =>
        held is null ? KeyMiss.None
        : !HasUsualShape(token.KeyId, route.Provider.Facts.KeyIds, held) ? KeyMiss.UnusualKeyId
        : !IsCurrent(token, now - TimeSpan.FromSeconds(route.Provider.Facts.ClockSkewSeconds)) ? KeyMiss.Expired
        : KeyMiss.None;

    /// <summary>Whether a kid looks like its provider's; a published key of another shape shows that the shape says nothing.</summary>
    private static bool HasUsualShape(ReadOnlySpan<byte> keyId, KeyIdShape shape, KeySnapshot held)
    {
        if (KeyIdShapeMatch.Fits(shape, keyId))
        {
            return true;
        }

        for (var i = 0; i < held.Keys.Count; i++)
        {
            if (!KeyIdShapeMatch.Fits(shape, held.Keys[i].KeyId.Span))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCurrent(in UnverifiedJwt token, DateTimeOffset earliest) =>
        JwtDates.TryReadSeconds(token.ReadExpiry(), out var expiry) && expiry > earliest;
}
