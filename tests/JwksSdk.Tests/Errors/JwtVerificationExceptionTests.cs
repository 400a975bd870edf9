namespace JwksSdk.Tests.Errors;

public sealed class JwtVerificationExceptionTests
{
    [Fact]
    public void It_says_what_the_error_says()
    {
        var error = new JwtError(JwtErrorCode.Expired, "exp");
        var exception = new JwtVerificationException(error);
        Assert.Equal(error, exception.Error);
        Assert.Equal("Expired (exp): The token has expired.", exception.Message);
        Assert.Equal(error.HelpLink, exception.HelpLink);
        Assert.NotNull(exception.HelpLink);
    }

    [Fact]
    public void There_is_none_without_an_error() =>
        Assert.Throws<ArgumentException>(static () => new JwtVerificationException(default));

    [Fact]
    public void A_result_gives_its_token_or_throws_its_error()
    {
        JwtResult<string> verified = "token";
        Assert.Equal("token", verified.GetTokenOrThrow());

        JwtResult<string> refused = JwtErrorCode.BadSignature;
        var exception = Assert.Throws<JwtVerificationException>(() => refused.GetTokenOrThrow());
        Assert.Equal(JwtErrorCode.BadSignature, exception.Error.Code);

        var forgotten = Assert.Throws<JwtVerificationException>(static () =>
            default(JwtResult<string>).GetTokenOrThrow()
        );
        Assert.Equal(JwtErrorCode.TokenEmpty, forgotten.Error.Code);
    }
}
