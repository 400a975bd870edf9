using JwksSdk.Parsing;

namespace JwksSdk.Tests.Parsing;

public sealed class IssuerTests
{
    [Theory]
    [InlineData("""{"iss":"https:\/\/issuer.test\/"}""", "https://issuer.test/")]
    [InlineData("""{"\u0069ss":"a"}""", "a")]
    [InlineData("""{"sub":{"iss":"inner"},"iss":"outer"}""", "outer")]
    [InlineData("""{"list":[{"iss":"inner"}],"iss":"outer"}""", "outer")]
    [InlineData("""{"iss":""}""", "")]
    [InlineData(""" { "iss" : "spaced" } """, "spaced")]
    public void Issuer_is_the_unescaped_top_level_one(string claims, string expected)
    {
        var error = UnverifiedJwt.Parse(Compact.Token(claims: claims), Compact.MaxLength, out var jwt);
        using var rented = jwt;
        Assert.Equal(JwtErrorCode.None, error.Code);
        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(jwt.Issuer));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"sub":"pat"}""")]
    [InlineData("""{"iss":null}""")]
    [InlineData("""{"iss":7}""")]
    [InlineData("""{"iss":["https://issuer.test/"]}""")]
    [InlineData("""{"iss":{"a":"b"}}""")]
    [InlineData("""{"ISS":"https://issuer.test/"}""")]
    [InlineData("""{"o":{"iss":"https://issuer.test/"}}""")]
    [InlineData("""{"sub":"a","sub":"b"}""")]
    public void Token_without_an_issuer_that_is_a_string_cannot_be_routed(string claims) =>
        Assert.Equal(JwtErrorCode.IssuerMissing, Compact.Verdict(Compact.Token(claims: claims)));

    [Theory]
    [InlineData("[]")]
    [InlineData("\"iss\"")]
    [InlineData("null")]
    [InlineData("x")]
    [InlineData("{")]
    [InlineData("""{"sub":}""")]
    [InlineData("""{"sub":"pat" "iss":"a"}""")]
    [InlineData("""{"iss":"\ud800"}""")]
    [InlineData("""{"iss":tru}""")]
    [InlineData("""{"sub":"pat"}x""")]
    public void Claims_broken_before_the_issuer_are_refused(string claims) =>
        Assert.Equal(JwtErrorCode.InvalidJson, Compact.Verdict(Compact.Token(claims: claims)));

    [Theory]
    [InlineData("""{"iss":"a","sub":}""")]
    [InlineData("""{"iss":"a"} trailing""")]
    [InlineData("""{"iss":"a","iss":"b"}""")]
    [InlineData("""{"iss":"a","\u0069ss":"b"}""")]
    [InlineData("""{"iss":"a","exp":"never"}""")]
    [InlineData("""{"sub":"a","sub":"b","iss":"a"}""")]
    [InlineData("""{"sub":"a","\u0073ub":"b","iss":"a"}""")]
    [InlineData("""{"o":[{"a":1,"a":2}],"iss":"a"}""")]
    [InlineData("""{"exp":"never","iss":"a"}""")]
    public void No_other_claim_is_judged_before_the_signature(string claims) =>
        Assert.Equal(JwtErrorCode.None, Compact.Verdict(Compact.Token(claims: claims)));

    [Fact]
    public void Issuer_longer_than_512_bytes_is_unknown()
    {
        var fits = new string('i', 512);
        Assert.Equal(JwtErrorCode.None, Compact.Verdict(Compact.Token(claims: $$"""{"iss":"{{fits}}"}""")));
        Assert.Equal(JwtErrorCode.UnknownIssuer, Compact.Verdict(Compact.Token(claims: $$"""{"iss":"{{fits}}i"}""")));
        var escaped = string.Concat(Enumerable.Repeat("\\/", 513));
        Assert.Equal(JwtErrorCode.UnknownIssuer, Compact.Verdict(Compact.Token(claims: $$"""{"iss":"{{escaped}}"}""")));
    }

    [Fact]
    public void An_issuer_that_is_too_long_for_its_place_is_unknown_escaped_or_not()
    {
        var longest = new string('i', TokenTexts.MaxIssuer - 1);
        foreach (var escape in new[] { "", "\\u0069" })
        {
            Assert.Equal(
                JwtErrorCode.None,
                Compact.Verdict(Compact.Token(claims: $"{{\"iss\":\"{escape}{longest}\"}}"))
            );
            Assert.Equal(
                JwtErrorCode.UnknownIssuer,
                Compact.Verdict(Compact.Token(claims: $"{{\"iss\":\"{escape}{longest}ii\"}}"))
            );
        }
    }
}
