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

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 600)]
    [InlineData(300, 31_536_000)]
    public void Token_is_too_old_exactly_after_its_age_and_the_skew(int skew, int age)
    {
        var facts = new SampleProvider(clockSkewSeconds: skew, maxTokenAgeSeconds: age).Provider.Facts;
        var oldest = Now.AddSeconds(-age - skew);
        Assert.Equal(default, TokenAgeCheck.Run(Token with { IssuedAt = oldest }, Now, facts));
        var older = TokenAgeCheck.Run(Token with { IssuedAt = oldest.AddTicks(-1) }, Now, facts);
        Assert.Equal(new JwtError(JwtErrorCode.TokenTooOld, "iat"), older);
        Assert.Equal(new JwtError(JwtErrorCode.ClaimMissing, "iat"), TokenAgeCheck.Run(Token, Now, facts));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 600)]
    [InlineData(300, 31_536_000)]
    public void User_signed_in_too_long_ago_exactly_after_the_age_and_the_skew(int skew, int age)
    {
        var facts = new SampleProvider(clockSkewSeconds: skew, maxAuthenticationAgeSeconds: age).Provider.Facts;
        var oldest = Now.AddSeconds(-age - skew);
        Assert.Equal(default, AuthenticationAgeCheck.Run(Token with { AuthenticatedAt = oldest }, Now, facts));
        var older = AuthenticationAgeCheck.Run(Token with { AuthenticatedAt = oldest.AddTicks(-1) }, Now, facts);
        Assert.Equal(new JwtError(JwtErrorCode.AuthenticationTooOld, "auth_time"), older);
        Assert.Equal(
            new JwtError(JwtErrorCode.ClaimMissing, "auth_time"),
            AuthenticationAgeCheck.Run(Token, Now, facts)
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(300)]
    public void User_signed_in_at_most_the_skew_in_the_future(int skew)
    {
        var facts = new SampleProvider(clockSkewSeconds: skew, maxAuthenticationAgeSeconds: 60).Provider.Facts;
        var latest = Now.AddSeconds(skew);
        Assert.Equal(default, AuthenticationAgeCheck.Run(Token with { AuthenticatedAt = latest }, Now, facts));
        var later = AuthenticationAgeCheck.Run(Token with { AuthenticatedAt = latest.AddTicks(1) }, Now, facts);
        Assert.Equal(new JwtError(JwtErrorCode.AuthenticatedInFuture, "auth_time"), later);
    }

    [Fact]
    public void Ages_are_not_limited_unless_declared()
    {
        var facts = new SampleProvider().Provider.Facts;
        var old = Token with { IssuedAt = DateTimeOffset.UnixEpoch, AuthenticatedAt = DateTimeOffset.UnixEpoch };
        var future = Token with { AuthenticatedAt = DateTimeOffset.MaxValue };
        foreach (var token in new[] { Token, old, future })
        {
            Assert.Equal(default, TokenAgeCheck.Run(token, Now, facts));
            Assert.Equal(default, AuthenticationAgeCheck.Run(token, Now, facts));
        }
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
