using JwksSdk.Signatures;
using JwksSdk.Tokens;

namespace JwksSdk.Claims;

/// <summary>
/// The claims that every token may have, and nothing else: what <see cref="ClaimsRules"/> look at, so that an explanation can
/// judge them beside a claim of the token's type that cannot be read.
/// </summary>
[JwtClaims]
internal sealed partial record RegisteredClaims : JwtToken
{
    /// <summary>Reads them.</summary>
    /// <param name="token">A token whose JSON is known to be strict.</param>
    /// <param name="unread">Gets those that are missing or of a wrong shape.</param>
    public static RegisteredClaims Read(in AuthenticJwt token, ICollection<JwtError> unread)
    {
        var reader = new JwtClaimsReader(token.Claims);
        reader.AllErrors = unread;
        var claims = Read<RegisteredClaims>(ref reader);
        reader.Complete();
        return claims;
    }

    /// <inheritdoc />
    protected internal override bool IsKind(in JwtHeader header) => true;

    private static TClaims Read<TClaims>(ref JwtClaimsReader reader)
        where TClaims : class, IJwtClaims<TClaims> => TClaims.Read(ref reader);
}
