using System.Text;
using JwksSdk.Caching;

namespace JwksSdk.Tests.Caching;

/// <summary>Two questions have one key only when they are the same question.</summary>
public sealed class TokenCacheKeyTests
{
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
