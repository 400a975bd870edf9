using JwksSdk.Providers;
using JwksSdk.Tokens;

namespace JwksSdk.Claims;

/// <summary>What a token is explained as: a kind, and the typed token that its claims are read as.</summary>
internal sealed class ClaimsType
{
    private readonly Reading _read;

    private ClaimsType(TokenKind kind, Type type, Reading read)
    {
        Kind = kind;
        Type = type;
        _read = read;
    }

    private delegate JwtToken Reading(ref JwtClaimsReader reader);

    /// <summary>The kind.</summary>
    public TokenKind Kind { get; }

    /// <summary>The typed token: the kind's own, or a record derived from it.</summary>
    public Type Type { get; }

    /// <summary>Whether it is an application's record, which may ask for more than the kind's own.</summary>
    public bool IsDerived => Type != Kind.TokenType;

    /// <summary>A kind, read as its own typed token.</summary>
    public static ClaimsType Of(TokenKind kind) => new(kind, kind.TokenType, kind.Read);

    /// <summary>A kind, read as a typed token that is its own or derived from it.</summary>
    public static ClaimsType Of<TToken>(TokenKind kind)
        where TToken : JwtToken, IJwtClaims<TToken> =>
        new(kind, typeof(TToken), static (ref reader) => TToken.Read(ref reader));

    /// <summary>Reads claims as the typed token.</summary>
    public JwtToken Read(ref JwtClaimsReader reader) => _read(ref reader);
}
