using JwksSdk.Tokens;

namespace JwksSdk.Claims;

/// <summary>
/// Takes a token's own checks apart: each declared expectation that they look at becomes a check, and what they demand beside
/// that becomes one more. They are run as often as they refuse, each time with what refused before let pass: so every
/// expectation that is not met is found, with the error that it gives.
/// </summary>
internal static class OwnChecks
{
    private const string Rest = "own checks";

    /// <summary>Explains a token's own checks, in the order in which they are made.</summary>
    public static IReadOnlyList<JwtCheck> Run(JwtToken claims, TokenPolicy policy)
    {
        var refusals = new Dictionary<PolicyExpectation, JwtError>();
        while (true)
        {
            var looks = new List<PolicyLook>();
            var error = claims.Check(policy.Observed(look => Observe(look, looks, refusals)));
            var culprit = looks.Find(look => !look.IsMet && !refusals.ContainsKey(look.Expectation));
            if (error.Code == JwtErrorCode.None || culprit is null)
            {
                return Checks(policy, looks, refusals, error);
            }

            refusals.Add(culprit.Expectation, error);
        }
    }

    /// <summary>The checks of a token that they are not come to.</summary>
    public static IEnumerable<JwtCheck> Skipped(TokenPolicy policy) =>
        policy
            .Expectations.Select(static each => Of(each, JwtCheckOutcome.Skipped))
            .Append(new JwtCheck(JwtCheckStep.Claims, Rest, JwtCheckOutcome.Skipped));

    private static bool Observe(
        PolicyLook look,
        List<PolicyLook> looks,
        Dictionary<PolicyExpectation, JwtError> refusals
    )
    {
        looks.Add(look);
        return look.IsMet || refusals.ContainsKey(look.Expectation);
    }

    private static List<JwtCheck> Checks(
        TokenPolicy policy,
        List<PolicyLook> looks,
        Dictionary<PolicyExpectation, JwtError> refusals,
        JwtError rest
    )
    {
        var checks = looks
            .DistinctBy(static look => look.Expectation)
            .Select(look =>
                refusals.TryGetValue(look.Expectation, out var error)
                    ? Of(look.Expectation, JwtCheckOutcome.Failed) with
                    {
                        Error = error,
                        Finding = Found(look),
                    }
                : look.IsMet ? Of(look.Expectation, JwtCheckOutcome.Passed)
                : Of(look.Expectation, JwtCheckOutcome.Skipped) with
                {
                    Finding = "not met, and not needed beside the others",
                }
            )
            .ToList();
        checks.Add(
            new JwtCheck(
                JwtCheckStep.Claims,
                Rest,
                rest.Code == JwtErrorCode.None ? JwtCheckOutcome.Passed : JwtCheckOutcome.Failed
            )
            {
                Error = rest,
            }
        );
        var others = policy.Expectations.Except(looks.Select(static look => look.Expectation));
        checks.AddRange(
            others.Select(static each => Of(each, JwtCheckOutcome.Skipped) with { Finding = "not asked of this token" })
        );
        return checks;
    }

    private static string Found(PolicyLook look) =>
        look.Expectation.IsForAll
            ? DeclaredValues.Missing(look.Expectation.Values, look.Given)
            : DeclaredValues.Found(look.Expectation.Values, look.Given);

    private static JwtCheck Of(PolicyExpectation expectation, JwtCheckOutcome outcome) =>
        new(JwtCheckStep.Claims, expectation.Claim, outcome)
        {
            Declared = expectation.IsForAll
                ? DeclaredValues.AllOf(expectation.Values)
                : DeclaredValues.OneOf(expectation.Values),
        };
}
