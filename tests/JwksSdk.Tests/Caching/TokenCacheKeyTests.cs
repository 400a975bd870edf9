using System.Text;
using FsCheck;
using FsCheck.Fluent;
using JwksSdk.Caching;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Caching;

/// <summary>Two questions have one key only when they are the same question.</summary>
public sealed class TokenCacheKeyTests
{
    // Texts that are close to each other, short and longer than what fits on the stack; numbers that differ in one byte.
    private static readonly Gen<string> Texts = Gen.Frequency(
        (3, Gen.Elements('a', 'b', '.', '\0', '\u007f').ArrayOf().Select(static text => new string(text))),
        (1, Gen.Choose(2_046, 2_050).Select(static length => new string('a', length))),
        (1, Gen.Choose(2_047, 5_000).Select(static length => new string('a', length - 1) + 'b'))
    );

    private static readonly Gen<int> Numbers = Gen.Frequency(
        (2, Gen.Choose(0, 3)),
        (1, Gen.Elements(0x100, 0x101, 0x1_0000, 0x100_0000, int.MaxValue)),
        (1, Gen.Choose(0, int.MaxValue))
    );

    private static readonly Gen<(string Text, int Kind, int Type)> Questions = Texts.SelectMany(static text =>
        Numbers.SelectMany(kind => Numbers.Select(type => (text, kind, type)))
    );

    [Fact]
    public void Two_questions_have_one_key_exactly_when_they_are_the_same_question() =>
        Properties.HoldForAll(
            Questions,
            length: 40,
            count: 500,
            static questions =>
            {
                var asked = new Dictionary<string, (string, int, int)>(StringComparer.Ordinal);
                foreach (var question in questions)
                {
                    var key = Key(question.Text, question.Kind, question.Type);
                    Assert.Equal(key, Key(Encoding.ASCII.GetBytes(question.Text), question.Kind, question.Type));
                    Assert.Equal(question, asked.TryAdd(key, question) ? question : asked[key]);
                }

                Assert.Equal(questions.Distinct().Count(), asked.Count);
            }
        );

    [Fact]
    public void Characters_and_UTF_8_of_one_token_have_one_key()
    {
        foreach (var length in new[] { 1, 2047, 2048, 2049, 20_000 })
        {
            var token = new string('a', length);
            Assert.Equal(Key(token, 1, 2), Key(Encoding.ASCII.GetBytes(token), 1, 2));
        }
    }

    [Fact]
    public void Everything_that_is_asked_is_in_the_key()
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in new[] { "a", "b", "ab", "aB", "a ", "a\0", "" })
        {
            foreach (var kind in new[] { 0, 1, 2, 255, 256, 0x10000, int.MaxValue })
            {
                foreach (var type in new[] { 1, 2, 255, 256, 0x10000, int.MaxValue })
                {
                    Assert.True(keys.Add(Key(token, kind, type)));
                }
            }
        }

        Assert.All(keys, static key => Assert.Equal(20, key.Length));
    }

    [Theory]
    [InlineData("tok\u00e9n")]
    [InlineData("\ud800")]
    public void Text_that_is_not_ASCII_has_no_key(string text) =>
        Assert.False(
            TokenCacheKey.TryOf(text, 1, 1, out _) || TokenCacheKey.TryOf(Encoding.UTF8.GetBytes(text), 1, 1, out _)
        );

    [Fact]
    public void Types_have_numbers_of_their_own()
    {
        Assert.NotEqual(TypeNumber<Auth0AccessToken>.Value, TypeNumber<Auth0IdToken>.Value);
        Assert.NotEqual(TypeNumber<JwtToken>.Value, TypeNumber<Auth0IdToken>.Value);
        Assert.Equal(TypeNumber<Auth0IdToken>.Value, TypeNumber<Auth0IdToken>.Value);
    }

    private static string Key(CompactToken token, int kind, int type)
    {
        Assert.True(TokenCacheKey.TryOf(token, kind, type, out var key));
        return key.ToString();
    }
}
