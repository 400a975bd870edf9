using JwksSdk.Claims;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Explaining;

/// <summary>A token's own checks, taken apart into what is declared and the rest, whatever way they are written.</summary>
public sealed class OwnChecksTests
{
    private static readonly TokenPolicy Policy = new(
        AudienceRule.NotUsed,
        expected: new Dictionary<string, IReadOnlyList<string>> { ["a"] = ["1"], ["b"] = ["2"] },
        required: new Dictionary<string, IReadOnlyList<string>> { ["c"] = ["3", "4"] }
    );

    [Fact]
    public void Every_expectation_that_is_not_met_is_found_in_the_order_of_the_checks() =>
        Assert.Equal(
            [
                "c Failed ScopeMissing: lacks 4",
                "a Failed ClaimNotAccepted: none of these",
                "b Passed",
                "own checks Passed",
            ],
            Run(policy =>
                !policy.HasEvery("c", ["3"]) ? new JwtError(JwtErrorCode.ScopeMissing, "c")
                : !policy.Accepts("a", "2") ? new JwtError(JwtErrorCode.ClaimNotAccepted, "a")
                : !policy.Accepts("b", "2") ? new JwtError(JwtErrorCode.ClaimNotAccepted, "b")
                : default
            )
        );

    [Fact]
    public void Checks_that_look_at_everything_first_are_taken_apart_too() =>
        Assert.Equal(
            ["a Failed ClientMismatch: none", "b Passed", "c Failed ScopeMissing: lacks 3, 4", "own checks Passed"],
            Run(policy =>
            {
                var (a, b, c) = (policy.Accepts("a", null), policy.Accepts("b", "2"), policy.HasEvery("c", []));
                return !a ? new JwtError(JwtErrorCode.ClientMismatch, "a")
                    : !b ? new JwtError(JwtErrorCode.ClaimNotAccepted, "b")
                    : !c ? new JwtError(JwtErrorCode.ScopeMissing, "c")
                    : default;
            })
        );

    [Fact]
    public void What_they_demand_beside_the_declared_comes_where_it_is_demanded() =>
        Assert.Equal(
            [
                "a Failed ClaimNotAccepted: none",
                "own checks Failed SessionPending",
                "b Skipped: not come to",
                "c Skipped: not come to",
            ],
            Run(policy =>
                !policy.Accepts("a", null)
                    ? new JwtError(JwtErrorCode.ClaimNotAccepted, "a")
                    : new JwtError(JwtErrorCode.SessionPending, "sts")
            )
        );

    [Fact]
    public void An_expectation_that_only_one_of_two_needs_to_meet_is_no_failure() =>
        Assert.Equal(
            [
                "a Skipped: not met, and not needed beside the others",
                "b Passed",
                "own checks Passed",
                "c Skipped: not asked of this token",
            ],
            Run(policy =>
                policy.Accepts("a", null) || policy.Accepts("b", "2")
                    ? default
                    : new JwtError(JwtErrorCode.ClaimNotAccepted, "a")
            )
        );

    /// <summary>What is not met beside one that is enough is not to blame for what is refused afterwards.</summary>
    [Fact]
    public void A_later_refusal_is_not_that_of_an_expectation_that_another_one_made_up_for() =>
        Assert.Equal(
            [
                "a Skipped: not met, and not needed beside the others",
                "b Passed",
                "c Failed ScopeMissing: lacks 3, 4",
                "own checks Passed",
            ],
            Run(policy =>
                !policy.Accepts("a", null) && !policy.Accepts("b", "2")
                    ? new JwtError(JwtErrorCode.ClaimNotAccepted, "a")
                : !policy.HasEvery("c", []) ? new JwtError(JwtErrorCode.ScopeMissing, "c")
                : default
            )
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Expectations_of_which_one_would_be_enough_are_told_together(bool isEager) =>
        Assert.Equal(
            [
                "a Failed ClientMismatch: none\none of these would be enough: a, b",
                "b Failed ClientMismatch: the same as 2 but for the slash at its end\none of these would be enough: a, b",
                "c Failed ScopeMissing: lacks 3",
                "own checks Passed",
            ],
            Run(policy =>
                !(
                    isEager
                        ? policy.Accepts("a", null) | policy.Accepts("b", "2/")
                        : policy.Accepts("a", null) || policy.Accepts("b", "2/")
                )
                    ? new JwtError(JwtErrorCode.ClientMismatch, "a")
                : !policy.HasEvery("c", ["4"]) ? new JwtError(JwtErrorCode.ScopeMissing, "c")
                : default
            )
        );

    [Fact]
    public void Expectations_of_which_several_are_needed_are_told_together() =>
        Assert.Equal(
            [
                "a Failed ClientMismatch: none\nmore than one of these is needed: a, b, c",
                "b Failed ClientMismatch: none\nmore than one of these is needed: a, b, c",
                "c Failed ClientMismatch: lacks 3, 4\nmore than one of these is needed: a, b, c",
                "own checks Passed",
            ],
            Run(policy =>
            {
                bool[] met = [policy.Accepts("a", null), policy.Accepts("b", null), policy.HasEvery("c", [])];
                return met.Count(static each => each) >= 2 ? default : new JwtError(JwtErrorCode.ClientMismatch);
            })
        );

    /// <summary>The first failure that is told is the one that a verification gives, whatever was looked at first.</summary>
    [Fact]
    public void Checks_that_refuse_in_another_order_than_they_look_are_told_as_they_refuse() =>
        Assert.Equal(
            ["c Failed ScopeMissing: lacks 3, 4", "b Passed", "a Failed ClientMismatch: none", "own checks Passed"],
            Run(policy =>
            {
                var (a, b, c) = (policy.Accepts("a", null), policy.Accepts("b", "2"), policy.HasEvery("c", []));
                return !c ? new JwtError(JwtErrorCode.ScopeMissing, "c")
                    : !b ? new JwtError(JwtErrorCode.ClaimNotAccepted, "b")
                    : !a ? new JwtError(JwtErrorCode.ClientMismatch, "a")
                    : default;
            })
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Expectations_that_give_the_same_error_are_each_told(bool isEager) =>
        Assert.Equal(
            [
                "a Failed ClientMismatch: none",
                "b Failed ClientMismatch: none",
                "own checks Passed",
                "c Skipped: not asked of this token",
            ],
            Run(policy =>
                (
                    isEager
                        ? policy.Accepts("a", null) & policy.Accepts("b", null)
                        : policy.Accepts("a", null) && policy.Accepts("b", null)
                )
                    ? default
                    : new JwtError(JwtErrorCode.ClientMismatch)
            )
        );

    [Fact]
    public void What_is_looked_at_before_the_rest_refuses_is_not_called_unneeded() =>
        Assert.Equal(
            [
                "a Skipped: not met; whether that matters is not come to",
                "own checks Failed SessionPending",
                "b Skipped: not come to",
                "c Skipped: not come to",
            ],
            Run(policy =>
            {
                var isClient = policy.Accepts("a", null);
                return policy.AudienceRule == AudienceRule.NotUsed ? new JwtError(JwtErrorCode.SessionPending)
                    : isClient ? default
                    : new JwtError(JwtErrorCode.ClientMismatch);
            })
        );

    /// <summary>One claim of two members: the value that is wrong is told, not the one that is missing.</summary>
    [Fact]
    public void A_claim_that_is_looked_at_in_two_places_is_told_by_both() =>
        Assert.Equal(
            [
                "a Failed ClientMismatch: the same as 1 but for the slash at its end",
                "own checks Passed",
                .. Unasked("b", "c"),
            ],
            Run(policy =>
                policy.Accepts("a", null) || policy.Accepts("a", "1/")
                    ? default
                    : new JwtError(JwtErrorCode.ClientMismatch)
            )
        );

    [Fact]
    public void A_claim_that_one_of_two_places_has_right_passed() =>
        Assert.Equal(
            ["a Passed", "own checks Passed", .. Unasked("b", "c")],
            Run(policy =>
                policy.Accepts("a", null) || policy.Accepts("a", "1")
                    ? default
                    : new JwtError(JwtErrorCode.ClientMismatch)
            )
        );

    [Fact]
    public void A_claim_of_which_one_of_two_places_is_wrong_is_told_by_that_one() =>
        Assert.Equal(
            ["c Failed ScopeMissing: lacks 4", "own checks Passed", .. Unasked("a", "b")],
            Run(policy =>
                policy.HasEvery("c", ["3", "4"]) && policy.HasEvery("c", ["3"])
                    ? default
                    : new JwtError(JwtErrorCode.ScopeMissing)
            )
        );

    /// <summary>Checks may rely on what they looked at: then nothing is known of what comes after it.</summary>
    [Fact]
    public void Checks_that_throw_without_what_they_refuse_for_are_not_made_to_their_end() =>
        Assert.Equal(
            [
                "a Failed ClientMismatch: none",
                "own checks Skipped: not made to their end: they throw once that is let pass",
                "b Skipped: not come to",
                "c Skipped: not come to",
            ],
            Run(policy =>
                policy.Accepts("a", null)
                    ? throw new InvalidOperationException()
                    : new JwtError(JwtErrorCode.ClientMismatch, "a")
            )
        );

    [Fact]
    public void Checks_that_throw_without_both_of_what_they_refuse_for_are_not_made_to_their_end() =>
        Assert.Equal(
            [
                "a Failed ClientMismatch: none",
                "b Failed ClientMismatch: none",
                "own checks Skipped: not made to their end: they throw once that is let pass",
                "c Skipped: not come to",
            ],
            Run(policy =>
                policy.Accepts("a", null) && policy.Accepts("b", null)
                    ? throw new InvalidOperationException()
                    : new JwtError(JwtErrorCode.ClientMismatch)
            )
        );

    [Fact]
    public void Checks_that_throw_for_the_token_as_it_is_throw_here_too() =>
        Assert.Throws<InvalidOperationException>(static () =>
            Run(static policy => policy.Accepts("a", "1") ? throw new InvalidOperationException() : default).ToArray()
        );

    [Fact]
    public void Checks_that_look_twice_are_told_once() =>
        Assert.Equal(
            ["a Failed ClientMismatch: none of these", "own checks Passed", .. Unasked("b", "c")],
            Run(policy =>
                policy.Accepts("a", "0") && policy.Accepts("a", "0")
                    ? default
                    : new JwtError(JwtErrorCode.ClientMismatch)
            )
        );

    [Fact]
    public void Checks_that_look_at_nothing_pass() =>
        Assert.Equal(["own checks Passed", .. Unasked("a", "b", "c")], Run(static _ => default));

    [Fact]
    public void What_is_seen_of_a_look_is_its_claim_alone()
    {
        var seen = new List<PolicyLook>();
        Policy
            .Observed(look =>
            {
                seen.Add(look);
                return true;
            })
            .Accepts("a", "secret");

        Assert.Equal("a", Assert.Single(seen).ToString());
        Assert.False(seen[0].IsMet);
        Assert.Equal(["secret"], seen[0].Given);
    }

    private static IEnumerable<string> Unasked(params string[] claims) =>
        claims.Select(static claim => $"{claim} Skipped: not asked of this token");

    private static IEnumerable<string> Run(Func<TokenPolicy, JwtError> check)
    {
        var token = new AnyToken
        {
            Issuer = "",
            ExpiresAt = default,
            Run = check,
        };
        return OwnChecks
            .Run(token, Policy)
            .Select(static each =>
                $"{each.Name} {each.Outcome}"
                + (each.Error.Code == JwtErrorCode.None ? "" : $" {each.Error.Code}")
                + (each.Finding is null ? "" : ": " + each.Finding)
            );
    }

    private sealed record AnyToken : JwtToken
    {
        public required Func<TokenPolicy, JwtError> Run { get; init; }

        protected internal override bool IsKind(in JwtHeader header) => true;

        protected internal override JwtError Check(TokenPolicy policy) => Run(policy);
    }
}
