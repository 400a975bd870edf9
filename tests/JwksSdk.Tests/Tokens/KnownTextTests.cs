using JwksSdk.Tests.Support;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Tokens;

/// <summary>A claim gets a declaration's own string only where it says exactly that.</summary>
public sealed class KnownTextTests
{
    [Theory]
    [InlineData("https://api.acme.test", "https://api.acme.test", true)]
    [InlineData("", "", true)]
    [InlineData("stra\u00dfe", "stra\u00dfe", true)]
    [InlineData("https://api.acme.test", "https://api.acme.tesT", false)]
    [InlineData("https://api.acme.test", "https://api.acme.test/", false)]
    public void It_is_found_where_the_claim_says_it(string declared, string claim, bool isFound) =>
        Assert.Same(isFound ? declared : null, new KnownText(declared).Find(claim.Utf8()));

    /// <summary>Half a surrogate pair has the bytes of the character that stands for what is none; an attribute cannot hold it.</summary>
    [Fact]
    public void Ill_formed_text_is_found_in_no_claim()
    {
        var declared = "api" + '\ud800';

        Assert.Null(new KnownText(declared).Find(declared.Utf8()));
        Assert.Null(new KnownText(declared).Find("api\ufffd".Utf8()));
    }

    [Fact]
    public void None_is_found_for_none() => Assert.Null(default(KnownText).Find([]));

    [Theory]
    [InlineData("\"https://api.acme.test\"", "https://api.acme.test")]
    [InlineData("\"https:\\/\\/api.acme.test\"", "https://api.acme.test")]
    [InlineData("\"stra\u00dfe\"", "stra\u00dfe")]
    [InlineData("\"stra\\u00dfe\"", "stra\u00dfe")]
    public void A_claim_that_says_it_is_the_declaration_s_string_however_it_is_written(string json, string declared)
    {
        Assert.Same(declared, Read(json, new KnownText(declared)));
        Assert.Same(declared, Read(json, new KnownText("other"), new KnownText("another"), new KnownText(declared)));
        var own = Read(json, default);
        Assert.Equal(declared, own);
        Assert.NotSame(declared, own);
    }

    private static string? Read(string json, KnownText issuer, params ReadOnlySpan<KnownText> known)
    {
        var reader = new JwtClaimsReader($"{{\"c\":{json}}}".Utf8(), issuer, known);
        Assert.True(reader.ReadMember());
        return reader.ReadString("c");
    }
}
