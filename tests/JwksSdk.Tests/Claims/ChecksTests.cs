using JwksSdk.Claims;
using JwksSdk.Tests.Support;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Claims;

public sealed class ChecksTests
{
    private static readonly DateTimeOffset Now = SampleProvider.Now;

    private static readonly SampleAccessToken Token = new()
    {
        Issuer = SampleProvider.Issuer,
        ExpiresAt = Now.AddHours(1),
        Client = "c",
    };

    [Theory]
    [InlineData("https://issuer.test/", true)]
    [InlineData("https://issuer.test", false)]
    [InlineData("https://issuer.test//", false)]
    [InlineData("https://issuer.test/a", false)]
    [InlineData("https://issuer.tes", false)]
    [InlineData("https://ISSUER.test/", false)]
    [InlineData("https://issuer.test%2F", false)]
    [InlineData("https://issuer.test/%20", false)]
    [InlineData("https://\u0456ssuer.test/", false)]
    [InlineData("https://issuer.test/\0", false)]
    [InlineData("http://issuer.test/", false)]
    [InlineData(" https://issuer.test/", false)]
    [InlineData("", false)]
    public void Issuer_is_compared_exactly(string issuer, bool accepted)
    {
        var error = IssuerCheck.Run(Token with { Issuer = issuer }, new SampleProvider().Route);
        Assert.Equal(accepted ? default : new JwtError(JwtErrorCode.UnknownIssuer, "iss"), error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(300)]
    public void Token_expires_exactly_when_its_time_and_the_skew_have_passed(int skew)
    {
        var end = Now.AddSeconds(-skew);
        var late = LifetimeCheck.Expiry(Token with { ExpiresAt = end }, Now, skew);
        Assert.Equal(new JwtError(JwtErrorCode.Expired, "exp"), late);
        Assert.Equal(default, LifetimeCheck.Expiry(Token with { ExpiresAt = end.AddTicks(1) }, Now, skew));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(300)]
    public void Token_is_valid_from_exactly_its_begin_less_the_skew(int skew)
    {
        var begin = Now.AddSeconds(skew);
        Assert.Equal(default, LifetimeCheck.Begin(Token with { NotBefore = begin }, Now, skew));
        var early = LifetimeCheck.Begin(Token with { NotBefore = begin.AddTicks(1) }, Now, skew);
        Assert.Equal(new JwtError(JwtErrorCode.NotYetValid, "nbf"), early);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(300)]
    public void Token_is_issued_at_most_the_skew_in_the_future(int skew)
    {
        var issued = Now.AddSeconds(skew);
        Assert.Equal(default, LifetimeCheck.Issue(Token with { IssuedAt = issued }, Now, skew));
        var future = LifetimeCheck.Issue(Token with { IssuedAt = issued.AddTicks(1) }, Now, skew);
        Assert.Equal(new JwtError(JwtErrorCode.IssuedInFuture, "iat"), future);
    }

    [Fact]
    public void Times_at_the_ends_of_the_calendar_are_compared_without_overflow()
    {
        var last = Token with { ExpiresAt = DateTimeOffset.MaxValue, NotBefore = DateTimeOffset.UnixEpoch };
        Assert.Equal(default, LifetimeCheck.Expiry(last, Now, 300));
        Assert.Equal(default, LifetimeCheck.Begin(last, Now, 300));
        var never = Token with { NotBefore = DateTimeOffset.MaxValue };
        Assert.Equal(JwtErrorCode.NotYetValid, LifetimeCheck.Begin(never, Now, 300).Code);
    }

    [Theory]
    [InlineData(AudienceRule.Required, new[] { "a", "b" }, new[] { "b" }, true)]
    [InlineData(AudienceRule.Required, new[] { "a" }, new[] { "x", "a" }, true)]
    [InlineData(AudienceRule.Required, new[] { "a" }, new[] { "A" }, false)]
    [InlineData(AudienceRule.Required, new[] { "a" }, new[] { "ab" }, false)]
    [InlineData(AudienceRule.Required, new[] { "ab" }, new[] { "a" }, false)]
    [InlineData(AudienceRule.Required, new[] { "a" }, new string[0], false)]
    [InlineData(AudienceRule.Required, new string[0], new[] { "a" }, false)]
    [InlineData(AudienceRule.Required, new string[0], new[] { "" }, false)]
    [InlineData(AudienceRule.Required, new string[0], new string[0], false)]
    [InlineData(AudienceRule.WhenPresent, new[] { "a" }, new string[0], true)]
    [InlineData(AudienceRule.WhenPresent, new string[0], new[] { "x" }, true)]
    [InlineData(AudienceRule.WhenPresent, new[] { "a" }, new[] { "a" }, true)]
    [InlineData(AudienceRule.WhenPresent, new[] { "a" }, new[] { "x" }, false)]
    [InlineData(AudienceRule.NotUsed, new[] { "a" }, new[] { "x" }, true)]
    [InlineData((AudienceRule)7, new[] { "a" }, new string[0], false)]
    public void Audience_is_checked_by_its_rule(AudienceRule rule, string[] expected, string[] audiences, bool accepted)
    {
        var error = AudienceCheck.Run(Token with { Audiences = audiences }, new TokenPolicy(rule, expected));
        Assert.Equal(accepted ? default : new JwtError(JwtErrorCode.AudienceMismatch, "aud"), error);
    }

    [Fact]
    public void Bound_token_is_no_bearer_token_unless_declared()
    {
        var bound = Token with { Confirmation = new JwtConfirmation() };
        var strict = new SampleProvider().Provider.Facts;
        var lenient = new SampleProvider(allowBoundTokens: true).Provider.Facts;

        Assert.Equal(new JwtError(JwtErrorCode.BoundToken, "cnf"), BindingCheck.Run(bound, strict));
        Assert.Equal(default, BindingCheck.Run(Token, strict));
        Assert.Equal(default, BindingCheck.Run(bound, lenient));
    }
}
