using JwksSdk.Claims;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Signatures;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Providers.Contract;

/// <summary>One kind of token of a fixture: the kind that generated code would make, and the real claims step for its type.</summary>
internal abstract class FixtureKind(TokenKind kind, Type tokenType)
{
    public TokenKind Kind => kind;

    public string Name => kind.Name;

    public Type TokenType => tokenType;

    public abstract JwtResult<JwtToken> Verify(in AuthenticJwt token, Route route, DateTimeOffset now);

    public static FixtureKind Of<TToken>(string name)
        where TToken : JwtToken, IJwtClaims<TToken> => new Typed<TToken>(name);

    private sealed class Typed<TToken>(string name) : FixtureKind(new TokenKind<TToken>(name), typeof(TToken))
        where TToken : JwtToken, IJwtClaims<TToken>
    {
        public override JwtResult<JwtToken> Verify(in AuthenticJwt token, Route route, DateTimeOffset now) =>
            ClaimsStep.Verify<TToken>(token, route, Kind, now).As<JwtToken>();
    }
}
