using JwksSdk.Tokens;

namespace JwksSdk.Claims;

/// <summary>
/// Takes a token's own checks apart: each declared expectation that they look at becomes a check, and what they demand beside
/// that becomes one more. They are run again and again with this or that let pass: so every expectation that is not met and for
/// which they refuse is found, with the error that it gives, in whatever order and combination they look.
/// </summary>
internal sealed class OwnChecks
{
    private const string Rest = "own checks";
    private const string NeverAsked = "never asked: no check compares the claim, and so none of its values is let pass";

    private readonly JwtToken _claims;
    private readonly TokenPolicy _policy;
    private readonly List<PolicyLook> _looks = [];
    private readonly List<Refusal> _refusals = [];

    private OwnChecks(JwtToken claims, TokenPolicy policy)
    {
        _claims = claims;
        _policy = policy;
    }

    /// <summary>Explains a token's own checks, in the order in which they are made.</summary>
    public static IReadOnlyList<JwtCheck> Run(JwtToken claims, TokenPolicy policy) =>
        new OwnChecks(claims, policy).Explain();

    /// <summary>
    /// Explains the own checks of a token whose type cannot be read: those of its kind alone, where those claims can; what the
    /// type demands beside them is not known.
    /// </summary>
    /// <param name="ofKind">The kind's own typed token; null when it cannot be read either.</param>
    /// <param name="policy">What is declared.</param>
    /// <param name="type">The type.</param>
    public static IEnumerable<JwtCheck> Run(JwtToken? ofKind, TokenPolicy policy, Type type)
    {
        const string Unknown = "not judged, because a claim could not be read";
        return (ofKind is null ? Skipped(policy, type) : Run(ofKind, policy)).Select(check =>
            ofKind is null ? check with { Finding = Unknown }
            : check is { Name: Rest, Outcome: JwtCheckOutcome.Passed } ? OfRest(type) with { Finding = Unknown }
            : check.Finding == NeverAsked
                ? check with
                {
                    Outcome = JwtCheckOutcome.Skipped,
                    Error = default,
                    Finding = Unknown,
                    Fix = null,
                }
            : check
        );
    }

    /// <summary>The checks of a token that they are not come to.</summary>
    public static IEnumerable<JwtCheck> Skipped(TokenPolicy policy, Type type) =>
        policy.Expectations.Select(static each => Of(each)).Append(OfRest(type));

    private List<JwtCheck> Explain()
    {
        var passed = new HashSet<PolicyExpectation>();
        while (true)
        {
            var run = Make(passed.Contains);
            _looks.AddRange(run.Looks);
            if (
                run.Error is not { Code: not JwtErrorCode.None } error
                || CulpritsOf(error, run.Looks, passed) is not { } found
            )
            {
                return Checks(run.Error);
            }

            _refusals.AddRange(found.Claims.Select(each => new Refusal(each, error, found)));
            passed.UnionWith(found.Claims);
        }
    }

    /// <summary>
    /// For which expectations they refuse: the one that gives the same error where it alone counts; or else those of which each
    /// would be enough; or else all that are not met. Null where they refuse for what is demanded beside them.
    /// </summary>
    private Culprits? CulpritsOf(JwtError error, IReadOnlyList<PolicyLook> looks, HashSet<PolicyExpectation> passed)
    {
        var unmet = looks
            .Where(static look => !look.IsMet)
            .Select(static look => look.Expectation)
            .Except(passed)
            .ToArray();
        if (unmet.Length == 0 || Make(static _ => true).Error == error)
        {
            return null;
        }

        if (Array.Find(unmet, each => Make(other => other != each).Error == error) is { } alone)
        {
            return new Culprits([alone], null);
        }

        var enough = Array.FindAll(
            unmet,
            each => Make(other => other == each || passed.Contains(other)).Error != error
        );
        return enough.Length > 0
            ? new Culprits(enough, "one of these would be enough: ")
            : new Culprits(unmet, "more than one of these is needed: ");
    }

    /// <summary>Makes the checks once.</summary>
    /// <param name="letsPass">Which expectations count as met.</param>
    private Outcome Make(Func<PolicyExpectation, bool> letsPass)
    {
        var looks = new List<PolicyLook>();
        var isLetPass = false;
        var observed = _policy.Observed(look =>
        {
            looks.Add(look);
            var isLet = !look.IsMet && letsPass(look.Expectation);
            isLetPass |= isLet;
            return look.IsMet || isLet;
        });
        try
        {
            return new Outcome(_claims.Check(observed), looks);
        }
#pragma warning disable CA1031 // An application's checks may rely on what was let pass, and throw anything without it.
        catch (Exception) when (isLetPass)
#pragma warning restore CA1031
        {
            return new Outcome(null, looks);
        }
    }

    private List<JwtCheck> Checks(JwtError? rest)
    {
        // The refusals in their order, in the places of what is refused: the first is what a verification gives.
        var refusals = new Queue<Refusal>(_refusals);
        var looked = _looks.Select(static look => look.Expectation).Distinct().ToArray();
        var refused = _refusals.Select(static each => each.Expectation).ToHashSet();
        var checks = looked
            .Select(each => refused.Contains(each) ? Of(refusals.Dequeue()) : Held(each, rest))
            .Append(
                OfRest(_claims.GetType()) with
                {
                    Outcome =
                        rest is null ? JwtCheckOutcome.Skipped
                        : rest == default(JwtError) ? JwtCheckOutcome.Passed
                        : JwtCheckOutcome.Failed,
                    Error = rest.GetValueOrDefault(),
                    Finding = rest is null ? "not made to their end: they throw once that is let pass" : null,
                }
            );
        return [.. checks, .. _policy.Expectations.Except(looked).Select(each => Unasked(each, rest))];
    }

    /// <summary>An expectation that is not looked at.</summary>
    private JwtCheck Unasked(PolicyExpectation expectation, JwtError? rest) =>
        rest != default(JwtError) ? Of(expectation) with { Finding = "not come to" }
        : !_policy.MustBeAsked ? Of(expectation) with { Finding = "not asked of this token" }
        : Of(expectation) with
        {
            Outcome = JwtCheckOutcome.Failed,
            Error = OwnCheck.Refusal(expectation, _policy),
            Finding = NeverAsked,
            Fix =
                $"Ask for it in {_claims.GetType().Name}.Check: policy.{(expectation.IsForAll ? "HasEvery" : "Accepts")}(\"{expectation.Claim}\", …).",
        };

    /// <summary>An expectation that is looked at, and for which nothing is refused.</summary>
    private JwtCheck Held(PolicyExpectation expectation, JwtError? rest) =>
        _looks.Exists(look => look.IsMet && look.Expectation == expectation)
            ? Of(expectation) with
            {
                Outcome = JwtCheckOutcome.Passed,
            }
            : Of(expectation) with
            {
                Finding =
                    rest == default(JwtError)
                        ? "not met, and not needed beside the others"
                        : "not met; whether that matters is not come to",
            };

    private JwtCheck Of(Refusal refusal)
    {
        var (expectation, error, culprits) = refusal;
        var unmet = _looks.FindAll(look => !look.IsMet && look.Expectation == expectation);
        var found = expectation.IsForAll
            ? DeclaredValues.Missing(expectation.Values, unmet[0].Given)
            : DeclaredValues.Found(expectation.Values, [.. unmet.SelectMany(static look => look.Given)]);
        return Of(expectation) with
        {
            Outcome = JwtCheckOutcome.Failed,
            Error = error,
            Finding = culprits.Claims.Length == 1 ? found : $"{found}\n{culprits}",
        };
    }

    private static JwtCheck OfRest(Type type) =>
        new(JwtCheckStep.Claims, Rest, JwtCheckOutcome.Skipped)
        {
            Declared = $"what {type.Name} demands beside the declared",
        };

    private static JwtCheck Of(PolicyExpectation expectation) =>
        new(JwtCheckStep.Claims, expectation.Claim, JwtCheckOutcome.Skipped)
        {
            Declared = expectation.IsForAll
                ? DeclaredValues.AllOf(expectation.Values)
                : DeclaredValues.OneOf(expectation.Values),
        };

    /// <summary>What came of the checks.</summary>
    /// <param name="Error">Their refusal, or none; null when they threw because of something that was let pass.</param>
    /// <param name="Looks">At what they looked, until they refused.</param>
    private sealed record Outcome(JwtError? Error, IReadOnlyList<PolicyLook> Looks);

    /// <param name="Expectation">What is not met.</param>
    /// <param name="Error">What they refuse with.</param>
    /// <param name="Culprits">Everything that they refuse for with this error.</param>
    private sealed record Refusal(PolicyExpectation Expectation, JwtError Error, Culprits Culprits);

    /// <param name="Claims">What is not met.</param>
    /// <param name="Relation">How several of them belong together, for people.</param>
    private sealed record Culprits(PolicyExpectation[] Claims, string? Relation)
    {
        public override string ToString() => Relation + string.Join(", ", Claims.Select(static each => each.Claim));
    }
}
