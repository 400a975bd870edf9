using JwksSdk.Routing;

namespace JwksSdk.Claims;

/// <summary><c>iss</c> is the issuer whose key verified the signature, exactly (RFC 7519 §4.1.1, RFC 8725 §3.8).</summary>
internal static class IssuerCheck
{
    public static JwtError Run(JwtToken token, Route route) =>
        string.Equals(token.Issuer, route.Issuer.Issuer, StringComparison.Ordinal)
            ? default
            : new JwtError(JwtErrorCode.UnknownIssuer, "iss");
}
