using JwksSdk.Parsing;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Tokens;

namespace JwksSdk.Keys;

/// <summary>
/// Whether a token whose key is not known is worth a request to its issuer. Costs nothing but time: everything it looks at is
/// in the token. What it finds is in no verdict.
/// </summary>
internal static class TokenPlausibility
{
    /// <summary>Whether the token has not expired, and its <c>kid</c> is shaped like that issuer's.</summary>
    /// <param name="token">The token. Its algorithm was accepted already.</param>
    /// <param name="route">Its issuer.</param>
    /// <param name="held">The keys that are trusted, null for none; a published key of another shape shows that the shape says nothing.</param>
    /// <param name="now">The present.</param>
    public static bool Check(in UnverifiedJwt token, Route route, KeySnapshot? held, DateTimeOffset now) =>
        HasUsualShape(token.KeyId, route.Provider.Facts.KeyIds, held)
        && IsCurrent(token, now - TimeSpan.FromSeconds(route.Provider.Facts.ClockSkewSeconds));

    private static bool HasUsualShape(ReadOnlySpan<byte> keyId, KeyIdShape shape, KeySnapshot? held)
    {
        // A guess at what kids look like must not keep the first keys from being fetched.
        if (held is null || KeyIdShapeMatch.Fits(shape, keyId))
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
