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
                "b Skipped: not asked of this token",
                "c Skipped: not asked of this token",
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
