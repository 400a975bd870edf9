using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Signatures;
using JwksSdk.Tokens;

namespace JwksSdk.Claims;

/// <summary>
/// The last step of the line: claims are read once, then checked in a fixed order: kind, shape, <see cref="ClaimsRules"/>, and
/// the token's own checks last.
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
        return Check(Judge(claims, kind, ref reader, token), route, now);
    }

    /// <summary>Reads and checks a token as the first kind of its provider that it is.</summary>
    public static JwtResult<JwtToken> VerifyAny(in AuthenticJwt token, Route route, DateTimeOffset now) =>
        Check(ReadAny(token, route), route, now);

    /// <summary>Reads a token as one kind.</summary>
    public static ClaimsReading<JwtToken> Read(in AuthenticJwt token, TokenKind kind)
    {
        var reader = token.OpenClaims();
        var claims = kind.Read(ref reader);
        return Judge(claims, kind, ref reader, token);
    }

    /// <summary>
    /// Reads a token as the first kind of its provider that it is. A kind that this declaration cannot verify is told apart
    /// too, so that no looser kind takes its tokens in.
    /// </summary>
    public static ClaimsReading<JwtToken> ReadAny(in AuthenticJwt token, Route route)
    {
        foreach (var kind in route.Provider.Declaration.Kinds)
        {
            var reading = Read(token, kind);
            if (reading.Error.Code == JwtErrorCode.WrongTokenKind)
            {
                continue;
            }

            return Facts(route, kind).Unavailable is null || reading.Claims is null ? reading : WrongKind<JwtToken>();
        }

        return WrongKind<JwtToken>();
    }

    /// <summary>What the declaration knows of a kind.</summary>
    public static TokenKindFacts Facts(Route route, TokenKind kind) => route.Provider.Facts.Kinds[kind.Index];

    private static ClaimsReading<TToken> Judge<TToken>(
        TToken claims,
        TokenKind kind,
        ref JwtClaimsReader reader,
        in AuthenticJwt token
    )
        where TToken : JwtToken
    {
        var error = reader.Complete();
        return reader.IsBroken ? new ClaimsReading<TToken>(null, null, error)
            : claims.IsKind(token.Header) ? new ClaimsReading<TToken>(claims, kind, error)
            : WrongKind<TToken>();
    }

    private static ClaimsReading<TToken> WrongKind<TToken>()
        where TToken : JwtToken => new(null, null, new JwtError(JwtErrorCode.WrongTokenKind));

    private static JwtResult<TToken> Check<TToken>(ClaimsReading<TToken> reading, Route route, DateTimeOffset now)
        where TToken : JwtToken
    {
        if (reading is not { Claims: { } claims, Error.Code: JwtErrorCode.None })
        {
            return reading.Error;
        }

        var policy = Facts(route, reading.Kind!).Policy;
        var context = new ClaimsContext(claims, route, policy, now);
        foreach (var rule in ClaimsRules.All)
        {
            var error = rule.Run(context);
            if (error.Code != JwtErrorCode.None)
            {
                return error;
            }
        }

        var own = claims.Check(policy);
        return own.Code == JwtErrorCode.None ? claims : own;
    }
}
