using JwksSdk.Parsing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Parsing;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"None"}""")]
    [InlineData("""{"alg":"NONE"}""")]
    [InlineData("""{"alg":"nOnE"}""")]
    [InlineData("""{"alg":""}""")]
    [InlineData("""{"alg":null}""")]
    [InlineData("""{"kid":"key-1"}""")]
    [InlineData("{}")]
    [InlineData("""{"alg":"rs256"}""")]
    [InlineData("""{"alg":"RS256 "}""")]
    [InlineData("""{"alg":"RS128"}""")]
    [InlineData("""{"alg":"hs256"}""")]
    [InlineData("""{"alg":"HS1"}""")]
    [InlineData("""{"alg":"EdDSA"}""")]
    [InlineData("""{"alg":"RSA1_5"}""")]
    [InlineData("""{"alg":"PBES2-HS256+A128KW"}""")]
    [InlineData("""{"alg":"RS256\u0000"}""")]
    public void Algorithm_outside_the_closed_list_is_refused(string header) =>
        Assert.Equal(JwtErrorCode.AlgorithmNotAllowed, Compact.Verdict(Compact.Token(header)));

    [Theory]
    [InlineData("HS256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    [InlineData("\\u0048S256")]
    public void Shared_secret_is_refused_by_name(string algorithm) =>
        Assert.Equal(JwtErrorCode.SymmetricAlgorithm, Compact.Verdict(Compact.Token($$"""{"alg":"{{algorithm}}"}""")));

    [Theory]
    [InlineData("""{"alg":1}""")]
    [InlineData("""{"alg":["RS256"]}""")]
    [InlineData("""{"alg":{"RS256":1}}""")]
    [InlineData("""{"alg":true}""")]
    [InlineData("""{"alg":"RS256","kid":""}""")]
    [InlineData("""{"alg":"RS256","kid":null}""")]
    [InlineData("""{"alg":"RS256","kid":7}""")]
    [InlineData("""{"alg":"RS256","kid":["key-1"]}""")]
    [InlineData("""{"alg":"RS256","kid":{"a":1}}""")]
    [InlineData("""{"alg":"RS256","typ":null}""")]
    [InlineData("""{"alg":"RS256","typ":1}""")]
    [InlineData("""{"alg":"RS256","typ":["JWT"]}""")]
    public void Header_member_of_the_wrong_type_is_refused(string header) =>
        Assert.Equal(JwtErrorCode.InvalidHeader, Compact.Verdict(Compact.Token(header)));

    [Theory]
    [InlineData("{}", "alg")]
    [InlineData("""{"alg":1}""", "alg")]
    [InlineData("""{"alg":"none"}""", "alg")]
    [InlineData("""{"alg":"HS256"}""", "alg")]
    [InlineData("""{"alg":"RS256","kid":7}""", "kid")]
    [InlineData("""{"alg":"RS256","typ":1}""", "typ")]
    [InlineData("""{"alg":"RS256","crit":["x"]}""", "crit")]
    [InlineData("""{"alg":"RS256","b64":false}""", "b64")]
    public void A_refused_header_names_the_member(string header, string member)
    {
        var error = UnverifiedJwt.Parse(Compact.Token(header), Compact.MaxLength, out var jwt);
        jwt.Dispose();

        Assert.Equal(member, error.Member);
    }

    [Fact]
    public void A_member_is_looked_for_at_the_top_alone()
    {
        UnverifiedJwt.Parse(
            Compact.Token("""{"alg":"RS256","x":{"cat":"inner","y":[{"only":1}]},"z":["cat"],"cat":"outer"}"""),
            Compact.MaxLength,
            out var jwt
        );
        using var rented = jwt;

        Assert.Equal("outer", jwt.Header.GetString("cat"u8));
        Assert.False(jwt.Header.Has("only"u8));
        Assert.Null(jwt.Header.GetString("z"u8));
    }

    [Fact]
    public void Every_algorithm_of_the_list_is_read()
    {
        foreach (var algorithm in Algorithms.All)
        {
            UnverifiedJwt.Parse(Compact.Token($$"""{"alg":"{{algorithm}}"}"""), Compact.MaxLength, out var jwt);
            using var rented = jwt;
            Assert.Equal(algorithm, jwt.Algorithm);
            Assert.True(jwt.KeyId.IsEmpty);
        }
    }

    [Theory]
    [InlineData("""{"alg":"RS256","crit":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"RS256","crit":["exp"],"exp":1}""")]
    [InlineData("""{"alg":"RS256","crit":["unknown"]}""")]
    [InlineData("""{"alg":"RS256","crit":[]}""")]
    [InlineData("""{"alg":"RS256","crit":["a","a"]}""")]
    [InlineData("""{"alg":"RS256","crit":"b64"}""")]
    [InlineData("""{"alg":"RS256","crit":null}""")]
    [InlineData("""{"alg":"RS256","crit":{}}""")]
    [InlineData("""{"alg":"RS256","b64":false}""")]
    [InlineData("""{"alg":"RS256","b64":true}""")]
    [InlineData("""{"alg":"RS256","b64":null}""")]
    [InlineData("""{"alg":"RS256","\u0063rit":["x"]}""")]
    [InlineData("""{"alg":"none","crit":["x"]}""")]
    public void Token_with_crit_or_b64_is_refused(string header) =>
        Assert.Equal(JwtErrorCode.CriticalHeader, Compact.Verdict(Compact.Token(header)));

    [Fact]
    public void Extension_nested_in_another_member_means_nothing() =>
        Assert.Equal(
            JwtErrorCode.None,
            Compact.Verdict(Compact.Token("""{"alg":"RS256","x":{"crit":["b64"],"b64":1}}"""))
        );

    [Theory]
    [InlineData("""{"alg":"RS256","alg":"RS256"}""")]
    [InlineData("""{"alg":"RS256","\u0061lg":"RS256"}""")]
    [InlineData("""{"\u0061\u006c\u0067":"none","alg":"RS256"}""")]
    [InlineData("""{"alg":"RS256","x":{"a":1,"\u0061":2}}""")]
    [InlineData("""{"alg":"RS256","x":[{"é":1,"\u00e9":2}]}""")]
    [InlineData("""{"alg":"RS256","😀":1,"\ud83d\ude00":2}""")]
    [InlineData("""{"alg":"RS256","a/b":1,"a\/b":2}""")]
    [InlineData("""{"alg":"RS256","":1,"":2}""")]
    [InlineData("""{"alg":"RS256","jwk":{"kty":"RSA","kty":"EC"}}""")]
    public void Duplicate_member_in_the_header_is_refused(string header) =>
        Assert.Equal(JwtErrorCode.DuplicateMember, Compact.Verdict(Compact.Token(header)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"RS256\"")]
    [InlineData("""{"alg":"RS256"}{}""")]
    [InlineData("""{"alg":"RS256"}x""")]
    [InlineData("""{"alg":"RS256"}/**/""")]
    [InlineData("""{"alg":"RS256",}""")]
    [InlineData("""{'alg':'RS256'}""")]
    [InlineData("""{alg:"RS256"}""")]
    [InlineData("""{"alg":"RS256","kid":"\ud800"}""")]
    [InlineData("""{"alg":"RS256","kid":"\udc00\ud800"}""")]
    [InlineData("""{"alg":"RS256","x":"\ud800x"}""")]
    [InlineData("""{"alg":"RS256","x":"\u00e"}""")]
    [InlineData("{\"alg\":\"RS256\",\"x\":\"\\u000\0\"}")]
    [InlineData("""{"alg":"\b""")]
    [InlineData("""{"alg":"\ud800\u00""")]
    [InlineData("""{"alg":"RS256","\ud800":1}""")]
    [InlineData("\uFEFF{\"alg\":\"RS256\"}")]
    public void Header_that_is_no_strict_object_is_refused(string header)
    {
        var expected = header.Length == 0 ? JwtErrorCode.Malformed : JwtErrorCode.InvalidJson;
        Assert.Equal(expected, Compact.Verdict(Compact.Token(header)));
    }

    [Fact]
    public void Header_that_is_not_utf8_is_refused()
    {
        byte[][] bad =
        [
            [0xFF],
            [0xC0, 0xAF],
            [0xED, 0xA0, 0x80],
            [0xF5, 0x80, 0x80, 0x80],
            [0xE2, 0x82],
        ];
        foreach (var bytes in bad)
        {
            byte[] header = [.. """{"alg":"RS256","x":" """u8, .. bytes, .. "\"}"u8];
            var token = $"{Compact.Encode(header)}.{Compact.Encode(Compact.Claims)}.{Compact.Signature}";
            Assert.Equal(JwtErrorCode.InvalidJson, Compact.Verdict(token));
        }
    }

    [Fact]
    public void Nesting_is_capped_without_growing_the_stack()
    {
        static string Nested(int depth) => new string('[', depth) + new string(']', depth);

        Assert.Equal(JwtErrorCode.None, Compact.Verdict(Compact.Token($$"""{"alg":"RS256","x":{{Nested(15)}}}""")));
        Assert.Equal(
            JwtErrorCode.InvalidJson,
            Compact.Verdict(Compact.Token($$"""{"alg":"RS256","x":{{Nested(16)}}}"""))
        );
        var deep = Compact.Token($$"""{"alg":"RS256","x":{{Nested(10_000)}}}""");
        Assert.Equal(JwtErrorCode.InvalidJson, Compact.Verdict(deep, 1 << 20));
    }

    [Fact]
    public void Key_id_is_unescaped_and_limited_to_256_bytes()
    {
        static string? KeyId(string json)
        {
            var token = Compact.Token($$"""{"alg":"RS256","kid":"{{json}}"}""");
            using var jwt = UnverifiedJwt.Parse(token, Compact.MaxLength, out var parsed).Code == 0 ? parsed : default;
            return !jwt.KeyId.IsEmpty ? System.Text.Encoding.UTF8.GetString(jwt.KeyId) : null;
        }

        Assert.Equal("a/b\n\"é😀=", KeyId("""a\/b\n\"\u00e9\ud83d\ude00="""));
        Assert.Equal(new string('k', 256), KeyId(new string('k', 256)));
        Assert.Null(KeyId(new string('k', 257)));
        Assert.Equal(new string('a', 256), KeyId(string.Concat(Enumerable.Repeat("\\u0061", 256))));
        Assert.Null(KeyId(string.Concat(Enumerable.Repeat("\\u0061", 257))));
        Assert.Null(KeyId(new string('é', 129)));
    }

    [Theory]
    [InlineData("JWT", "jwt", true)]
    [InlineData("at+jwt", "AT+JWT", true)]
    [InlineData("application/at+jwt", "at+jwt", true)]
    [InlineData("APPLICATION/at+jwt", "at+jwt", true)]
    [InlineData("application\\/at\\u002bjwt", "at+jwt", true)]
    [InlineData("application/", "", false)]
    [InlineData("application/application/jwt", "jwt", false)]
    [InlineData("at+jwt", "jwt", false)]
    [InlineData("xapplication/jwt", "jwt", false)]
    public void Type_is_compared_without_case_and_prefix(string json, string mediaType, bool expected)
    {
        var token = Compact.Token($$"""{"alg":"RS256","typ":"{{json}}"}""");
        UnverifiedJwt.Parse(token, Compact.MaxLength, out var jwt);
        using var rented = jwt;
        Assert.Equal(expected, jwt.Header.IsType(System.Text.Encoding.UTF8.GetBytes(mediaType)));
    }

    [Fact]
    public void Escaped_texts_stay_apart_from_each_other_and_from_the_decoded_parts()
    {
        var signature = new byte[512];
        signature.AsSpan().Fill(0xA5);
        var token =
            Compact.Encode("""{"alg":"RS256","kid":"\u006bey","typ":"\u0061t+jwt"}""")
            + "."
            + Compact.Encode("""{"iss":"https:\/\/issuer.test\/"}""")
            + "."
            + Compact.Encode(signature);
        UnverifiedJwt.Parse(token, Compact.MaxLength, out var jwt);
        using var rented = jwt;

        Assert.Equal("key"u8, jwt.KeyId);
        Assert.Equal("at+jwt"u8, jwt.Header.Type);
        Assert.Equal("https://issuer.test/"u8, jwt.Issuer);
        Assert.Equal(signature, jwt.Signature);
    }

    [Fact]
    public void Other_header_members_are_found_by_name_when_they_are_strings()
    {
        var token = Compact.Token("""{"cat":"cl_\u0042","alg":"RS256","n":7,"o":{"cat":"inner"},"v":null}""");
        UnverifiedJwt.Parse(token, Compact.MaxLength, out var jwt);
        using var rented = jwt;

        Assert.Equal("cl_B", jwt.Header.GetString("cat"u8));
        Assert.Null(jwt.Header.GetString("n"u8));
        Assert.Null(jwt.Header.GetString("v"u8));
        Assert.Null(jwt.Header.GetString("missing"u8));
    }

    [Fact]
    public void Key_material_in_the_header_is_checked_as_json_and_ignored() =>
        Assert.Equal(
            JwtErrorCode.None,
            Compact.Verdict(
                Compact.Token(
                    """{"alg":"RS256","jwk":{"kty":7},"jku":"https://canary.test/","x5u":["x"],"x5c":{"a":null}}"""
                )
            )
        );

    [Fact]
    public void A_header_that_was_never_read_has_nothing()
    {
        Assert.False(default(JwtHeader).Has("alg"u8));
        Assert.Null(default(JwtHeader).GetString("alg"u8));
    }
}
