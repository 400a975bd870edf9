using JwksSdk.Providers;

namespace JwksSdk.Claims;

/// <summary>
/// A token bound to a key or certificate (RFC 7800, RFC 8705, RFC 9449) is no bearer token, whatever <c>cnf</c> holds:
/// a confirmation method that is not known here binds it all the same.
/// </summary>
internal static class BindingCheck
{
    public static JwtError Run(JwtToken token, ProviderFacts facts) =>
        token.Confirmation is null || facts.AllowBoundTokens ? default : new JwtError(JwtErrorCode.BoundToken, "cnf");
}
