using System.Text;

namespace JwksSdk.Tests.Parsing;

public sealed class AllocationTests
{
    public static TheoryData<string> Tokens =>
        [
            Compact.Token(),
            Compact.Token(
                """{"alg":"RS256","kid":"\u006bey","typ":"\u0061pplication\/at+jwt"}""",
                """{"iss":"a\/b"}"""
            ),
            Compact.Token(claims: "{}"),
            Compact.Token(claims: "[1,2"),
            Compact.Token(signature: ""),
            Compact.Token(signature: "c2lnbmF0dXJ="),
            Compact.Token("""{"alg":"none"}"""),
            Compact.Token("""{"alg":"HS256"}"""),
            Compact.Token("""{"alg":"RS256","crit":["b64"]}"""),
            Compact.Token("""{"alg":"RS256","\u0061lg":"RS256"}"""),
            Compact.Token("""{"alg":"RS256","kid":"\ud800"}"""),
            Compact.Token("""{"alg":"RS256" """),
            Compact.Token("{" + string.Join(',', Enumerable.Range(0, 1_000).Select(static i => $"\"{i}\":0")) + "}"),
            Compact.Token(claims: $$"""{"x":{{new string('[', 10_000)}}"""),
            new string('.', Compact.MaxLength),
            new string('a', Compact.MaxLength),
            new string('a', 1 << 20),
            "é.é.é",
        ];

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Tokens))]
    public void Parsing_allocates_nothing_whatever_the_verdict(string token)
    {
        Assert.Equal(0, Compact.Allocated(token));
        Assert.Equal(0, Compact.Allocated(Encoding.UTF8.GetBytes(token)));
    }
}
