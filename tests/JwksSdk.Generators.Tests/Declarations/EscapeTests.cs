using JwksSdk.Generators.Emission;

namespace JwksSdk.Generators.Tests.Declarations;

/// <summary>Text from outside in a documentation comment.</summary>
public sealed class EscapeTests
{
    [Theory]
    [InlineData("a\r\nb\u2028c\u2029d\u0085e\0f", "a  b c d e f")]
    [InlineData("</summary> & \"x\"", "&lt;/summary&gt; &amp; &quot;x&quot;")]
    [InlineData("é \U0001F511 \U0001FFFE", "é \U0001F511 \U0001FFFE")]
    public void Text_is_kept_on_one_line(string text, string xml) => Assert.Equal(xml, Escape.Xml(text));

    // Numbers, as test runners cannot carry these characters.
    [Theory]
    [InlineData(0xD83D)]
    [InlineData(0xDD11)]
    [InlineData(0xFFFE)]
    [InlineData(0xFFFF)]
    public void What_is_no_character_of_XML_is_replaced(int character)
    {
        var c = (char)character;

        Assert.Equal("\uFFFD", Escape.Xml($"{c}"));
        Assert.Equal("a\uFFFDb\uFFFD", Escape.Xml($"a{c}b{c}"));
    }

    [Fact]
    public void Halves_in_the_wrong_order_are_both_replaced() =>
        Assert.Equal("\uFFFD\uFFFD", Escape.Xml("\uDD11" + "\uD83D"));
}
