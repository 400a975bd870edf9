using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Signatures;
using JwksSdk.Tokens;

namespace JwksSdk.Claims;

/// <summary>
/// The last step of the line: claims are read once, then checked in a fixed order: kind, shape, issuer, lifetime, audience,
/// binding, and the token's own checks last.
/// </summary>
internal static class ClaimsStep
{
    /// <summary>Reads and checks a token as one kind.</summary>
    public static JwtResult<TToken> Verify<TToken>(
        in AuthenticJwt token,
        Route route,
        TokenKind kind,
        DateTimeOffset now
    )
        where TToken : JwtToken, IJwtClaims<TToken> => throw new NotImplementedException();

    /// <summary>Reads and checks a token as the one kind of its provider that it is.</summary>
    public static JwtResult<JwtToken> VerifyAny(in AuthenticJwt token, Route route, DateTimeOffset now) =>
        throw new NotImplementedException();
}
