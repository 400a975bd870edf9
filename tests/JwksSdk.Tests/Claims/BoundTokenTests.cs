using JwksSdk.Claims;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Claims;

public sealed class BoundTokenTests
{
    [Theory]
    [InlineData("""{"jkt":"thumbprint"}""", "BoundToken")]
    [InlineData("""{"x5t#S256":"thumbprint"}""", "BoundToken")]
    [InlineData("""{"jwk":{"kty":"EC"}}""", "BoundToken")]
    [InlineData("""{"kid":"1","jku":"https://canary.test/"}""", "BoundToken")]
    [InlineData("{}", "BoundToken")]
    [InlineData("null", "ClaimType")]
    [InlineData("7", "ClaimType")]
    [InlineData("[]", "ClaimType")]
    [InlineData("\"thumbprint\"", "ClaimType")]
    [InlineData("true", "ClaimType")]
    [InlineData("""{"jkt":7}""", "ClaimType")]
    [InlineData("""{"jkt":"a","jkt":"b"}""", "DuplicateMember")]
    public void Confirmation_in_any_shape_keeps_a_token_from_passing_as_a_bearer_token(string cnf, string expected)
    {
        var provider = new SampleProvider();
        var token = SampleProvider.Authentic(
            $$"""
            {"iss":"https://issuer.test/","aud":"https://api.test","exp":1790003600,"use":"access","client":"c","cnf":{{cnf}} }
            """
        );
        var result = ClaimsStep.Verify<SampleAccessToken>(
            token,
            provider.Route,
            provider.AccessToken,
            SampleProvider.Now
        );
        Assert.Equal(expected, result.Error.Code.ToString());
    }
}
