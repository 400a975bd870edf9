using System.Text;
using JwksSdk.Parsing;

namespace JwksSdk.Tests.Parsing;

public sealed class ExpiryTests
{
    [Theory]
    [InlineData("""{"iss":"i","exp":1790003600}""", "1790003600")]
    [InlineData("""{"iss":"i","exp":1.79e9,"exp":0}""", "1.79e9")]
    [InlineData("""{"iss":"i","\u0065xp":-1}""", "-1")]
    [InlineData("""{"iss":"i","o":{"exp":1},"l":[{"exp":2}],"exp":3}""", "3")]
    [InlineData("""{"sub":"a","sub":"b","iss":"i","exp":4}""", "4")]
    [InlineData("""{"iss":"i","exp":5,broken""", "5")]
    [InlineData("""{"iss":"i","exp":"6"}""", "")]
    [InlineData("""{"iss":"i","exp":null,"exp":7}""", "")]
    [InlineData("""{"iss":"i","exp":[8]}""", "")]
    [InlineData("""{"iss":"i","exp":{"exp":9}}""", "")]
    [InlineData("""{"iss":"i","exq":10,"o":{"exp":11}}""", "")]
    [InlineData("""{"iss":"i",broken,"exp":12}""", "")]
    [InlineData("""{"iss":"i","exp":""", "")]
    [InlineData("""{"iss":"i"}""", "")]
    public void Expiry_is_the_first_top_level_number_as_it_is_written(string claims, string expected)
    {
        var error = UnverifiedJwt.Parse(Compact.Token(claims: claims), Compact.MaxLength, out var jwt);
        using var rented = jwt;
        Assert.Equal(JwtErrorCode.None, error.Code);
        Assert.Equal(expected, Encoding.UTF8.GetString(jwt.ReadExpiry()));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("7")]
    [InlineData("")]
    public void What_is_no_object_has_none(string claims) =>
        Assert.True(ExpiryReader.Read(Encoding.UTF8.GetBytes(claims)).IsEmpty);
}
