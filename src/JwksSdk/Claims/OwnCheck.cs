using JwksSdk.Tokens;

namespace JwksSdk.Claims;

/// <summary>
/// The token's own checks and, for the kinds of a convention that is data, that they asked for every declared expectation: nobody
/// else compares it, so that one at which they never look would let every token pass.
/// </summary>
internal static class OwnCheck
{
    public static JwtError Run(JwtToken claims, TokenPolicy policy) =>
        policy.MustBeAsked ? RunObserved(claims, policy) : claims.Check(policy);

    /// <summary>The refusal of a token whose checks passed without asking for an expectation: that of a token which lacks it.</summary>
    public static JwtError Refusal(PolicyExpectation unasked, TokenPolicy policy) =>
        new(RequirementCheck.CodeOf(policy.GrantOf(unasked.Claim)), unasked.Claim);

    // Apart, because its closure would be allocated for every kind.
    private static JwtError RunObserved(JwtToken claims, TokenPolicy policy)
    {
        var asked = new List<PolicyExpectation>();
        var error = claims.Check(
            policy.Observed(look =>
            {
                asked.Add(look.Expectation);
                return look.IsMet;
            })
        );
        return error.Code != JwtErrorCode.None ? error
            : policy.Expectations.Except(asked).FirstOrDefault() is { } unasked ? Refusal(unasked, policy)
            : default;
    }
}
