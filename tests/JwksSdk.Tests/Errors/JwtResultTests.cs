namespace JwksSdk.Tests.Errors;

public sealed class JwtResultTests
{
    [Fact]
    public void Verified_result_has_a_token_and_no_error()
    {
        JwtResult<string> result = "token";
        Assert.True(result.IsVerified);
        Assert.True(result.TryGetToken(out var token));
        Assert.Equal("token", token);
        Assert.Equal(default, result.Error);
        Assert.Equal("verified String", result.ToString());
    }

    [Fact]
    public void Refused_result_has_an_error_and_no_token()
    {
        JwtResult<string> result = new JwtError(JwtErrorCode.Expired, "exp");
        Assert.False(result.IsVerified);
        Assert.False(result.TryGetToken(out var token));
        Assert.Null(token);
        Assert.Equal(new JwtError(JwtErrorCode.Expired, "exp"), result.Error);
    }

    [Fact]
    public void Forgotten_result_is_a_refusal()
    {
        Assert.Equal(JwtErrorCode.TokenEmpty, default(JwtResult<string>).Error.Code);
        JwtResult<string> none = JwtErrorCode.None;
        Assert.False(none.IsVerified);
        Assert.Equal(JwtErrorCode.TokenEmpty, none.Error.Code);
    }

    [Fact]
    public void Null_is_no_token() =>
        Assert.Throws<ArgumentNullException>(static () => (JwtResult<string>)(string)null!);

    [Fact]
    public void Result_seen_as_a_base_type_is_the_same_outcome()
    {
        JwtResult<string> verified = "token";
        Assert.True(verified.As<object>().TryGetToken(out var token));
        Assert.Equal("token", token);
        Assert.Equal("verified String", verified.As<object>().ToString());
        JwtResult<string> refused = JwtErrorCode.BadSignature;
        Assert.Equal(JwtErrorCode.BadSignature, refused.As<object>().Error.Code);
    }
}
