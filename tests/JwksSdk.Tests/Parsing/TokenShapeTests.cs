using System.Buffers;
using JwksSdk.Parsing;

namespace JwksSdk.Tests.Parsing;

public sealed class TokenShapeTests
{
    [Fact]
    public void Token_shows_its_parts()
    {
        var text = Compact.Token();
        var error = UnverifiedJwt.Parse(text, Compact.MaxLength, out var jwt);
        using var rented = jwt;

        Assert.Equal(JwtErrorCode.None, error.Code);
        Assert.Equal(JwtAlgorithms.RS256, jwt.Algorithm);
        Assert.False(jwt.KeyId.IsEmpty);
        Assert.Equal("key-1"u8, jwt.KeyId);
        Assert.Equal("https://issuer.test/"u8, jwt.Issuer);
        Assert.True(jwt.Header.IsType("jwt"u8));
        Assert.Equal("signature"u8, jwt.Signature);
        Assert.Equal(text[..text.LastIndexOf('.')], System.Text.Encoding.ASCII.GetString(jwt.SigningInput));
        Assert.Equal(Compact.Claims, System.Text.Encoding.UTF8.GetString(jwt.Payload));
    }

    [Fact]
    public void Default_token_is_empty_and_can_be_disposed_of()
    {
        UnverifiedJwt jwt = default;
        jwt.Dispose();

        Assert.Equal((JwtAlgorithms)0, jwt.Algorithm);
        Assert.True(jwt.KeyId.IsEmpty);
        Assert.True(jwt.KeyId.IsEmpty && jwt.Issuer.IsEmpty && jwt.Payload.IsEmpty && jwt.Signature.IsEmpty);
        Assert.True(jwt.SigningInput.IsEmpty);
        Assert.Null(jwt.Header.GetString("alg"u8));
    }

    [Fact]
    public void Refused_token_gives_an_empty_one()
    {
        UnverifiedJwt.Parse(Compact.Token(claims: "{}"), Compact.MaxLength, out var jwt);
        Assert.True(jwt.SigningInput.IsEmpty);
    }

    [Theory]
    [InlineData("", JwtErrorCode.TokenEmpty)]
    [InlineData("c2Vzc2lvbi1pZA", JwtErrorCode.Opaque)]
    [InlineData("mt_0123.4567.89ab", JwtErrorCode.Opaque)]
    [InlineData("oat_0123.4567.89ab", JwtErrorCode.Opaque)]
    [InlineData("ak_0123", JwtErrorCode.Opaque)]
    [InlineData("""{"payload":"e30","signatures":[]}""", JwtErrorCode.Opaque)]
    [InlineData("a.b", JwtErrorCode.Malformed)]
    [InlineData("a.b.c.d", JwtErrorCode.Malformed)]
    [InlineData("a..b.c.d", JwtErrorCode.Encrypted)]
    [InlineData("a.b.c.d.e", JwtErrorCode.Encrypted)]
    [InlineData("a.b.c.d.e.f", JwtErrorCode.Malformed)]
    [InlineData(".", JwtErrorCode.Malformed)]
    [InlineData("..", JwtErrorCode.Malformed)]
    [InlineData(".e30.c2ln", JwtErrorCode.Malformed)]
    [InlineData("e30..c2ln", JwtErrorCode.Malformed)]
    public void Anything_but_three_parts_is_refused_by_its_shape(string token, JwtErrorCode expected) =>
        Assert.Equal(expected, Compact.Verdict(token));

    [Fact]
    public void Empty_signature_is_malformed() =>
        Assert.Equal(JwtErrorCode.Malformed, Compact.Verdict(Compact.Token(signature: "")));

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("nOnE")]
    [InlineData("")]
    public void Empty_signature_of_an_unsigned_token_is_named_by_its_algorithm(string algorithm)
    {
        var token = Compact.Token($$"""{"alg":"{{algorithm}}"}""", signature: "");
        Assert.Equal(JwtErrorCode.AlgorithmNotAllowed, Compact.Verdict(token));
    }

    [Fact]
    public void Length_limit_comes_before_everything_else()
    {
        var token = Compact.Token();
        Assert.Equal(JwtErrorCode.None, Compact.Verdict(token, token.Length));
        Assert.Equal(JwtErrorCode.TokenTooLong, Compact.Verdict(token, token.Length - 1));
        Assert.Equal(JwtErrorCode.TokenTooLong, Compact.Verdict(new string('.', 257), 256));
        Assert.Equal(JwtErrorCode.TokenTooLong, Compact.Verdict(new string('é', 1 << 20)));
    }

    [Fact]
    public void Sixteen_kilobytes_of_dots_are_malformed() =>
        Assert.Equal(JwtErrorCode.Malformed, Compact.Verdict(new string('.', Compact.MaxLength)));

    [Theory]
    [InlineData("\"", "\"")]
    [InlineData("Bearer ", "")]
    [InlineData(" ", "")]
    [InlineData("", "\n")]
    [InlineData("\uFEFF", "")]
    [InlineData("", "\0")]
    public void Token_with_anything_around_it_is_refused(string before, string after) =>
        Assert.Equal(JwtErrorCode.Encoding, Compact.Verdict(before + Compact.Token() + after));

    [Theory]
    [InlineData(Compact.Header, Compact.Claims, JwtErrorCode.None)]
    // These texts are kept behind all else, without their escapes.
    [InlineData("""{"alg":"RS256","typ":"\u004aWT","kid":"\u006bey"}""", """{"iss":"a\/b"}""", JwtErrorCode.None)]
    [InlineData("""{"alg":"RS256","typ":"\u004aWT","kid":"\u006bey"}""", "{}", JwtErrorCode.IssuerMissing)]
    public void Nothing_of_a_token_is_left_in_the_pool(string header, string claims, JwtErrorCode expected)
    {
        var token = Compact.Token(header, claims);
        var size = token.Length + StrictBase64Url.DecodedLength(token.Length) + TokenTexts.AreaSize;
        // The pool gives a thread first what it gave back last; what others left in it is none of the token's.
        ArrayPool<byte>.Shared.Return(ArrayPool<byte>.Shared.Rent(size), clearArray: true);

        Assert.Equal(expected, Compact.Verdict(token));

        var buffer = ArrayPool<byte>.Shared.Rent(size);
        Assert.Equal(-1, buffer.AsSpan().IndexOfAnyExcept((byte)0));
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
