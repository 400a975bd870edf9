using System.Text.RegularExpressions;
using JwksSdk.Keys;

namespace JwksSdk.Tests.Keys.Sharing;

/// <summary>Two key sets never share a key of the cache, or a context, whatever their names hold.</summary>
public sealed class SharedIdentityTests
{
    private const string Characters = "ab /:.\0\u00e9\U0001F511-";

    [Theory]
    [InlineData("a", "b c", "a b", "c")]
    [InlineData("a", "bc", "ab", "c")]
    [InlineData("a:", "b", "a", ":b")]
    [InlineData("", "ab", "ab", "")]
    [InlineData("a\0", "b", "a", "\0b")]
    [InlineData("a", "b/", "a", "b")]
    [InlineData("A", "b", "a", "b")]
    public void Neighbours_do_not_collide(
        string declaration,
        string issuer,
        string otherDeclaration,
        string otherIssuer
    )
    {
        AssertApart(new(declaration, issuer, "x"), new(otherDeclaration, otherIssuer, "x"));
        AssertApart(new("x", declaration, issuer), new("x", otherDeclaration, otherIssuer));
        AssertApart(new(declaration, "x", issuer), new(otherDeclaration, "x", otherIssuer));
    }

    [Fact]
    public void Many_identities_have_as_many_keys()
    {
        const int Seed = 20_260_921;
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        var identities = Enumerable
            .Range(0, 20_000)
            .Select(_ => new SharedIdentity(Text(random), Text(random), Text(random)))
            .Distinct()
            .ToArray();

        Assert.InRange(identities.Length, 10_000, 20_000);
        Assert.Equal(identities.Length, identities.Select(static each => each.CacheKey).Distinct().Count());
        Assert.Equal(
            identities.Length,
            identities.Select(static each => Convert.ToHexString(each.EntryContext)).Distinct().Count()
        );
    }

    [Fact]
    public void A_key_of_the_cache_holds_a_hash_and_no_name()
    {
        var identity = new SharedIdentity("CustomerIdentity", "https://issuer.test/", "https://issuer.test/jwks.json");

        Assert.Matches(new Regex("^jwkssdk:keys:v1:[0-9a-f]{64}$"), identity.CacheKey);
        Assert.Equal(identity.CacheKey + ":claim", identity.ClaimKey);
    }

    [Fact]
    public void A_key_of_the_cache_stays_the_same_from_one_version_to_the_next()
    {
        var identity = new SharedIdentity("CustomerIdentity", "https://issuer.test/", "https://issuer.test/jwks.json");

        // SHA-256 of the three texts, each after its length in four bytes.
        Assert.Equal(
            "jwkssdk:keys:v1:062c37b7da1d2fa81d20010d0a4dea389b5ddc2fdb2fc676835e8315392977a5",
            identity.CacheKey
        );
    }

    private static void AssertApart(SharedIdentity one, SharedIdentity other)
    {
        Assert.NotEqual(one.CacheKey, other.CacheKey);
        Assert.NotEqual(one.EntryContext, other.EntryContext);
        Assert.NotEqual(one.ClaimContext, other.ClaimContext);
        Assert.NotEqual(one.EntryContext, one.ClaimContext);
    }

    private static string Text(Random random)
    {
        // Whole characters: half a surrogate pair has no UTF-8 of its own, and a declared name or issuer is never one.
        var runes = Characters.EnumerateRunes().ToArray();
        return string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => runes[random.Next(runes.Length)]));
    }
}
