using JwksSdk.Tokens;

namespace JwksSdk.Tests.Tokens;

public sealed class TokenPolicyTests
{
    private static readonly TokenPolicy Policy = new(
        AudienceRule.NotUsed,
        null,
        new Dictionary<string, IReadOnlyList<string>> { ["org"] = ["a", "b"], ["nothing"] = [] },
        new Dictionary<string, IReadOnlyList<string>> { ["scope"] = ["a", "b"], ["empty"] = [] }
    );

    [Theory]
    [InlineData("a", true)]
    [InlineData("b", true)]
    [InlineData("B", false)]
    [InlineData("a b", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void One_of_the_declared_values_is_accepted(string? value, bool accepted) =>
        Assert.Equal(accepted, Policy.Accepts("org", value));

    [Theory]
    [InlineData(new[] { "a", "b" }, true)]
    [InlineData(new[] { "b", "x", "a", "a" }, true)]
    [InlineData(new[] { "a" }, false)]
    [InlineData(new[] { "b" }, false)]
    [InlineData(new[] { "a", "B" }, false)]
    [InlineData(new[] { "a b" }, false)]
    [InlineData(new[] { "a", "bb" }, false)]
    [InlineData(new string[0], false)]
    public void Every_one_of_the_declared_values_must_be_there(string[] values, bool accepted) =>
        Assert.Equal(accepted, Policy.HasEvery("scope", values));

    [Fact]
    public void A_claim_without_declared_values_is_not_constrained()
    {
        Assert.True(Policy.Accepts("other", null));
        Assert.True(Policy.Accepts("nothing", null));
        Assert.True(Policy.HasEvery("other", []));
        Assert.True(Policy.HasEvery("empty", []));
        Assert.False(Policy.Constrains("nothing"));
        Assert.False(Policy.Constrains("empty"));
        Assert.True(Policy.Constrains("org"));
        Assert.True(Policy.Constrains("scope"));
    }

    /// <summary>Who asks in the other way than was declared would otherwise be told that nothing is.</summary>
    [Fact]
    public void A_claim_that_is_constrained_in_the_other_way_is_refused()
    {
        Assert.False(Policy.Accepts("scope", "a"));
        Assert.False(Policy.HasEvery("org", ["a", "b"]));
    }

    [Fact]
    public void A_claim_that_is_constrained_in_both_ways_is_asked_for_in_both()
    {
        var both = new TokenPolicy(
            AudienceRule.NotUsed,
            null,
            new Dictionary<string, IReadOnlyList<string>> { ["roles"] = ["a"] },
            new Dictionary<string, IReadOnlyList<string>> { ["roles"] = ["b"] }
        );

        Assert.True(both.Accepts("roles", "a"));
        Assert.True(both.HasEvery("roles", ["b"]));
    }
}
