using System.Buffers.Text;

namespace JwksSdk.Tests.Support.Leaks;

public sealed class LeakSearchTests
{
    private const string Header = """{"alg":"RS256","kid":"the-kid-of-a-key-of-the-issuer"}""";
    private const string Issuer = "https://issuer.of-a-search.test/";
    private const string Subject = "auth0|0123456789abcdef";
    private const string Origin = "a message of JwksSdk.Test";

    private static readonly string Token = Compact(
        $$$"""{"iss":"{{{Issuer}}}","sub":"{{{Subject}}}","aud":["{{{Issuer}}}userinfo"],"a":{"b":"gr\u00fc\u00dfe an alle leute"}}"""
    );

    [Theory]
    [InlineData("auth0|0123456789abcdef", 22)]
    [InlineData("the subject is auth0|0123456789abcde.", 21)]
    [InlineData("auth0|0123456789abcd", 20)]
    [InlineData("(uth0|0123456789abcde)", 20)]
    [InlineData("kid: the-kid-of-a-key-of-the-issuer", 30)]
    [InlineData("nested: grüße an alle leute", 21)]
    public void A_claim_value_or_kid_in_a_text_is_found(string text, int length) =>
        Assert.Equal([$"{length} bytes in {Origin}"], Search([text]));

    [Fact]
    public void A_part_of_the_compact_token_is_found_wherever_it_begins()
    {
        for (var start = 0; start + LeakSearch.Shortest <= Token.Length; start++)
        {
            var text = $"…{Token.AsSpan(start, LeakSearch.Shortest)}…";

            Assert.Equal([$"20 bytes in {Origin}"], Search([text]));
            Assert.Empty(Search([text.Remove(10, 1)]));
        }
    }

    [Theory]
    [InlineData("auth0|0123456789abc")]
    [InlineData("auth0|0123456789-bcdef")]
    [InlineData("Fetched the key set of https://issuer.of-a-search.test/ (due).")]
    [InlineData("https://issuer.of-a-search.test/userinfo")]
    [InlineData("https://other-issuer.of-a-search.test/")]
    [InlineData("https://issuer.of-a-search.test, without the slash at its end")]
    [InlineData("Expired (https://own.test/a-claim-with-a-long-name): The token has expired.")]
    public void What_is_short_or_declared_or_the_name_of_a_known_claim_is_none(string text) =>
        Assert.Empty(
            Search([text], Token, Compact("""{"https://own.test/a-claim-with-a-long-name":"gold","iss":"i"}"""))
        );

    [Fact]
    public void A_long_name_that_no_token_type_knows_is_one() =>
        Assert.NotEmpty(
            Search(["unknown: a-member-that-somebody-made-up"], Compact("""{"a-member-that-somebody-made-up":1}"""))
        );

    [Fact]
    public void The_claims_as_json_are_found_though_each_of_them_is_short() =>
        Assert.NotEmpty(
            Search(
                ["""Claims: {"iss":"i","sub":"a","exp":1790003600}"""],
                Compact("""{"iss":"i","sub":"a","exp":1790003600}""")
            )
        );

    [Fact]
    public void Each_origin_is_told_once_with_its_longest_part() =>
        Assert.Equal(
            [$"22 bytes in {Origin}"],
            Search(["auth0|0123456789abcd", "auth0|0123456789abcdef", "nothing of a token is in here"])
        );

    [Fact]
    public void A_part_that_two_texts_hold_is_told_of_both()
    {
        // The same part lies a multiple of ten bytes behind, so that both texts have the same pieces in the index.
        var texts = new Dictionary<string, string>
        {
            [$"subject {Subject[1..]}"] = "one",
            [$"another {Subject[1..]}"] = "two",
        };

        Assert.Equal(["21 bytes in one", "21 bytes in two"], new LeakSearch(texts, new HashSet<string>()).Run([Token]));
    }

    [Fact]
    public void The_report_holds_nothing_of_a_secret() =>
        Assert.DoesNotContain(Subject, string.Join('\n', Search([Subject])), StringComparison.Ordinal);

    private static string Compact(string claims) =>
        $"{Base64Url.EncodeToString(Header.Utf8())}.{Base64Url.EncodeToString(claims.Utf8())}.c2lnbmF0dXJl";

    private static IReadOnlyList<string> Search(string[] texts, params string[] tokens) =>
        new LeakSearch(
            texts.ToDictionary(static text => text, static _ => Origin),
            new HashSet<string>(StringComparer.Ordinal) { Issuer }
        ).Run(tokens.Length == 0 ? [Token] : tokens);
}

/// <summary>Has a claim whose name is no secret, as all names that a token type knows.</summary>
[JwtClaims]
internal sealed partial record LongNamedToken
{
    /// <summary>A claim.</summary>
    [JwtClaim("https://own.test/a-claim-with-a-long-name")]
    public string? Named { get; init; }
}
