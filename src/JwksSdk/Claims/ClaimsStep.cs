using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Signatures;
using JwksSdk.Tokens;

namespace JwksSdk.Claims;

/// <summary>
/// The last step of the line: claims are read once, then checked in a fixed order: kind, shape, issuer, lifetime, age,
/// audience, binding, and the token's own checks last.
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
        where TToken : JwtToken, IJwtClaims<TToken>
    {
        var reader = token.OpenClaims();
        var claims = TToken.Read(ref reader);
        var error = reader.Complete();
        if (reader.IsBroken)
        {
            return error;
        }

        if (!claims.IsKind(token.Header))
        {
            return JwtErrorCode.WrongTokenKind;
        }

        error = Check(claims, error, route, kind, now);
        return error.Code == JwtErrorCode.None ? claims : error;
    }

    /// <summary>
    /// Reads and checks a token as the first kind of its provider that it is. A kind that this declaration cannot verify
    /// is told apart too, so that no looser kind takes its tokens in.
    /// </summary>
    public static JwtResult<JwtToken> VerifyAny(in AuthenticJwt token, Route route, DateTimeOffset now)
    {
        foreach (var kind in route.Provider.Declaration.Kinds)
        {
            var reader = token.OpenClaims();
            var claims = kind.Read(ref reader);
            var error = reader.Complete();
            if (reader.IsBroken)
            {
                return error;
            }

            if (!claims.IsKind(token.Header))
            {
                continue;
            }

            if (Facts(route, kind).Unavailable is not null)
            {
                break;
            }

            error = Check(claims, error, route, kind, now);
            return error.Code == JwtErrorCode.None ? claims : error;
        }

        return JwtErrorCode.WrongTokenKind;
    }

    private static JwtError Check(JwtToken claims, JwtError shape, Route route, TokenKind kind, DateTimeOffset now)
    {
        if (shape.Code != JwtErrorCode.None)
        {
            return shape;
        }

        var facts = route.Provider.Facts;
        var policy = Facts(route, kind).Policy;
        var error = IssuerCheck.Run(claims, route);
        error = error.Code == JwtErrorCode.None ? LifetimeCheck.Run(claims, now, facts.ClockSkewSeconds) : error;
        error = error.Code == JwtErrorCode.None ? TokenAgeCheck.Run(claims, now, facts) : error;
        error = error.Code == JwtErrorCode.None ? AuthenticationAgeCheck.Run(claims, now, facts) : error;
        error = error.Code == JwtErrorCode.None ? AudienceCheck.Run(claims, policy) : error;
        error = error.Code == JwtErrorCode.None ? BindingCheck.Run(claims, facts) : error;
        return error.Code == JwtErrorCode.None ? claims.Check(policy) : error;
    }

    private static TokenKindFacts Facts(Route route, TokenKind kind) => route.Provider.Facts.Kinds[kind.Index];
}
