using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.IdentityModel;

/// <summary>A verified token where the platform wants a <see cref="SecurityToken"/>. Only a verification makes one.</summary>
/// <remarks>Holds the typed token, and neither the token's text nor a key.</remarks>
public sealed class JwksSecurityToken : SecurityToken
{
    internal JwksSecurityToken(JwtToken token) => Token = token;

    /// <summary>The typed token: <c>context.SecurityToken is JwksSecurityToken { Token: AcmeAccessToken own }</c>.</summary>
    public JwtToken Token { get; }

    /// <summary><c>jti</c>; empty when absent.</summary>
    public override string Id => Token.TokenId ?? "";

    /// <summary><c>iss</c>, exactly as declared.</summary>
    public override string Issuer => Token.Issuer;

    /// <summary>Always null: a token is verified with a key, and has none.</summary>
    public override SecurityKey? SecurityKey => null;

    /// <summary>Null, unless the application sets it: the keys are the store's own.</summary>
    public override SecurityKey? SigningKey { get; set; }

    /// <summary><c>nbf</c> in UTC; <see cref="DateTime.MinValue"/> when absent.</summary>
    public override DateTime ValidFrom => Token.NotBefore?.UtcDateTime ?? DateTime.MinValue;

    /// <summary><c>exp</c> in UTC.</summary>
    public override DateTime ValidTo => Token.ExpiresAt.UtcDateTime;

    /// <summary>The type's name; never a claim value.</summary>
    public override string ToString() => nameof(JwksSecurityToken);

    /// <summary>The type's name: there is no token text to show.</summary>
    public override string UnsafeToString() => nameof(JwksSecurityToken);
}
