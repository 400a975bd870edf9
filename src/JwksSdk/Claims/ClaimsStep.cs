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
    private static readonly TokenPolicy NoPolicy = new(AudienceRule.NotUsed);

    /// <summary>Reads and checks a token as one kind.</summary>
    public static JwtResult<TToken> Verify<TToken>(
        in AuthenticJwt token,
        Route route,
        TokenKind kind,
        DateTimeOffset now,
        bool keepAllClaims = false
    )
        where TToken : JwtToken, IJwtClaims<TToken>
    {
        var reader = new JwtClaimsReader(token.Claims, route.IssuerText, Texts(route, kind));
        var claims = TToken.Read(ref reader);
        return Check(Judge(claims, kind, ref reader, token, keepAllClaims), route, now);
    }

    /// <summary>
    /// Reads and checks a token as the first kind of its provider that it is, and refuses it when that kind may leave unanswered
    /// what the declaration requires.
    /// </summary>
    /// <param name="token">The token.</param>
    /// <param name="route">Where its issuer led to.</param>
    /// <param name="federation">What says which kinds are taken; null for all.</param>
    /// <param name="now">The present.</param>
    /// <param name="keepAllClaims">Whether the typed token keeps all claims.</param>
    /// <param name="kind">The kind, of a token that was verified.</param>
    public static JwtResult<JwtToken> VerifyAny(
        in AuthenticJwt token,
        Route route,
        FederationDeclaration? federation,
        DateTimeOffset now,
        bool keepAllClaims,
        out TokenKind? kind
    )
    {
        var reading = ReadAny(token, route, federation, keepAllClaims);
        kind = reading.Kind;
        var result = Check(reading, route, now);
        var error = result.IsVerified ? RequirementCheck.Run(Facts(route, reading.Kind!)) : default;
        return error.Code == JwtErrorCode.None ? result : error;
    }

    /// <summary>Reads a token as one kind.</summary>
    public static ClaimsReading<JwtToken> Read(
        in AuthenticJwt token,
        Route route,
        TokenKind kind,
        bool keepAllClaims = false
    )
    {
        var reader = new JwtClaimsReader(token.Claims, route.IssuerText, Texts(route, kind));
        var claims = kind.Read(ref reader);
        return Judge(claims, kind, ref reader, token, keepAllClaims);
    }

    /// <summary>Reads a token as it is explained.</summary>
    /// <param name="token">The token.</param>
    /// <param name="type">The kind and the typed token.</param>
    /// <param name="keepAllClaims">Whether the typed token keeps all claims.</param>
    /// <param name="unread">Gets every claim that is missing or of a wrong shape; null where the first is enough.</param>
    public static ClaimsReading<JwtToken> Read(
        in AuthenticJwt token,
        ClaimsType type,
        bool keepAllClaims,
        ICollection<JwtError>? unread = null
    )
    {
        var reader = new JwtClaimsReader(token.Claims);
        reader.AllErrors = unread;
        var claims = type.Read(ref reader);
        return Judge(claims, type.Kind, ref reader, token, keepAllClaims);
    }

    /// <summary>
    /// Reads a token as the first kind of its provider that it is. A kind that this declaration cannot verify, or that a federation
    /// does not take, is told apart too, so that no looser kind takes its tokens in.
    /// </summary>
    public static ClaimsReading<JwtToken> ReadAny(
        in AuthenticJwt token,
        Route route,
        FederationDeclaration? federation,
        bool keepAllClaims
    )
    {
        // By index, because the enumerator of an interface allocates.
        var kinds = route.Provider.Declaration.Kinds;
        for (var i = 0; i < kinds.Count; i++)
        {
            var kind = kinds[i];
            var reading = Read(token, route, kind, keepAllClaims);
            if (reading.Error.Code == JwtErrorCode.WrongTokenKind)
            {
                continue;
            }

            var isTaken = Facts(route, kind).Unavailable is null && federation?.Takes(kind) != false;
            return isTaken || reading.Claims is null ? reading : WrongKind<JwtToken>();
        }

        return WrongKind<JwtToken>();
    }

    /// <summary>The checks whose outcome changes with time alone, once more.</summary>
    public static JwtError CheckTimes(JwtToken claims, Route route, DateTimeOffset now) =>
        FirstError(ClaimsRules.OfTime, new ClaimsContext(claims, route, NoPolicy, now));

    /// <summary>What the declaration knows of a kind.</summary>
    public static TokenKindFacts Facts(Route route, TokenKind kind) => route.Provider.Facts.Kinds[kind.Index];

    private static KnownText[] Texts(Route route, TokenKind kind) => route.Provider.Texts[kind.Index];

    private static ClaimsReading<TToken> Judge<TToken>(
        TToken claims,
        TokenKind kind,
        ref JwtClaimsReader reader,
        in AuthenticJwt token,
        bool keepAllClaims
    )
        where TToken : JwtToken
    {
        var error = reader.Complete();
        if (reader.IsBroken)
        {
            return new ClaimsReading<TToken>(null, null, error);
        }

        if (!claims.IsKind(token.Header))
        {
            return WrongKind<TToken>();
        }

        claims.RawClaims = reader.ToRawClaims(keepAllClaims);
        return new ClaimsReading<TToken>(claims, kind, error);
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
        var error = FirstError(ClaimsRules.All, context);
        error = error.Code == JwtErrorCode.None ? OwnCheck.Run(claims, policy) : error;
        return error.Code == JwtErrorCode.None ? claims : error;
    }

    private static JwtError FirstError(ClaimsRule[] rules, in ClaimsContext context)
    {
        foreach (var rule in rules)
        {
            var error = rule.Run(context);
            if (error.Code != JwtErrorCode.None)
            {
                return error;
            }
        }

        return default;
    }
}
