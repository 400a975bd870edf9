using JwksSdk.Tokens;

namespace JwksSdk.Claims;

/// <summary><c>aud</c> names one of the declared audiences, as the kind of token demands (RFC 7519 §4.1.3, RFC 8725 §3.9).</summary>
internal static class AudienceCheck
{
    public static JwtError Run(JwtToken token, TokenPolicy policy) =>
        policy.AudienceRule switch
        {
            AudienceRule.NotUsed => default,
            AudienceRule.WhenPresent when token.Audiences.Count == 0 || policy.Audiences.Count == 0 => default,
            // Also when no audience is declared: then none can be named, and nothing is accepted.
            _ => NamesOneOf(policy.Audiences, token.Audiences)
                ? default
                : new JwtError(JwtErrorCode.AudienceMismatch, "aud"),
        };

    private static bool NamesOneOf(IReadOnlyList<string> expected, IReadOnlyList<string> audiences)
    {
        for (var i = 0; i < expected.Count; i++)
        {
            if (TokenPolicy.Holds(audiences, expected[i]))
            {
                return true;
            }
        }

        return false;
    }
}
