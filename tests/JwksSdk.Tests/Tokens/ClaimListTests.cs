using JwksSdk.Tests.Support;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Tokens;

public sealed class ClaimListTests
{
    [Theory]
    [InlineData("\"a\"", '\0', new[] { "a" })]
    [InlineData("\"a b\"", '\0', new[] { "a b" })]
    [InlineData("\"\"", '\0', new[] { "" })]
    [InlineData("[\"a\",\"b c\",\"\\u0064\"]", '\0', new[] { "a", "b c", "d" })]
    [InlineData(
        "[\"a\",\"b\",\"\\u0064\",\"é\", \"f\",\"g\" ,\"h\",\"\"]",
        '\0',
        new[] { "a", "b", "d", "é", "f", "g", "h", "" }
    )]
    [InlineData("[]", '\0', new string[0])]
    [InlineData("\"a b  c \"", ' ', new[] { "a", "b", "c" })]
    [InlineData("\"\"", ' ', new string[0])]
    [InlineData("\" \"", ' ', new string[0])]
    [InlineData("[\"a b\"]", ' ', new[] { "a b" })]
    [InlineData("\"\\u2003admin\\t read\"", ' ', new[] { "\u2003admin\t", "read" })]
    [InlineData("\"\\u00a0a, b\"", ',', new[] { "\u00a0a", "b" })]
    [InlineData("\"o:dashboard,u:beta\"", ',', new[] { "o:dashboard", "u:beta" })]
    [InlineData("\"a, b,,\"", ',', new[] { "a", "b" })]
    [InlineData("\"\"", ',', new string[0])]
    public void Strings_are_read_from_one_string_or_an_array(string json, char separator, string[] expected)
    {
        var (value, error) = ClaimText.Read(json, (ref r) => r.ReadStrings("c", separator));
        Assert.Equal(default, error);
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("[\"a\",1]")]
    [InlineData("[\"a\",\"b\",\"c\",1,\"d\"]")]
    [InlineData("[\"a\",null]")]
    [InlineData("[[\"a\"]]")]
    [InlineData("[{\"a\":[1,2]},\"b\"]")]
    [InlineData("[true]")]
    [InlineData("{\"a\":\"b\"}")]
    [InlineData("7")]
    public void Audience_with_anything_but_strings_is_refused(string json)
    {
        var (value, error) = ClaimText.Read(json, static (ref r) => r.ReadStrings("aud"), "aud");
        Assert.Null(value);
        Assert.Equal(new JwtError(JwtErrorCode.ClaimType, "aud"), error);
    }

    [Fact]
    public void Long_list_is_read_whole()
    {
        var numbers = Enumerable.Range(-500, 1_000).Select(static number => (long)number).ToArray();
        var (value, error) = ClaimText.Read($"[{string.Join(',', numbers)}]", static (ref r) => r.ReadInt64s("c"));
        Assert.Equal(default, error);
        Assert.Equal(numbers, value);
    }

    [Theory]
    [InlineData("[1,2.5]")]
    [InlineData("[1,\"2\"]")]
    [InlineData("[9223372036854775808]")]
    [InlineData("[1,null,3]")]
    public void List_of_numbers_with_anything_else_is_refused(string json)
    {
        var (value, error) = ClaimText.Read(json, static (ref r) => r.ReadInt64s("c"));
        Assert.Null(value);
        Assert.Equal(new JwtError(JwtErrorCode.ClaimType, "c"), error);
    }

    /// <summary>Their memory is the pool's after that, and somebody else's soon.</summary>
    [Fact]
    public void Items_that_were_read_are_given_once()
    {
        var items = new ReadItems<int>();
        items.Add(7);
        Assert.Equal([7], items.ToList());
        Assert.Empty(items.ToList());
    }

    [Fact]
    public void No_list_can_be_changed_through_a_cast()
    {
        ReadOnlyLists.AssertIs(ClaimText.Read("\"a\"", static (ref r) => r.ReadStrings("c")).Value);
        ReadOnlyLists.AssertIs(ClaimText.Read("[\"a\"]", static (ref r) => r.ReadStrings("c")).Value);
        ReadOnlyLists.AssertIs(ClaimText.Read("[\"a\",\"b\"]", static (ref r) => r.ReadStrings("c")).Value);
        ReadOnlyLists.AssertIs(ClaimText.Read("\"a\"", static (ref r) => r.ReadStrings("c", ' ')).Value);
        ReadOnlyLists.AssertIs(ClaimText.Read("\"a b\"", static (ref r) => r.ReadStrings("c", ' ')).Value);
        ReadOnlyLists.AssertIs(ClaimText.Read("[1,2,3,4]", static (ref r) => r.ReadInt64s("c")).Value);
        ReadOnlyLists.AssertIs(ClaimText.Read("[{}]", static (ref r) => r.ReadObjects<JwtConfirmation>("c")).Value);
        ReadOnlyLists.AssertIs(ClaimText.Read("\"x\"", static (ref r) => r.ReadEnums("c", Day)).Value);
        ReadOnlyLists.AssertIs(ClaimText.Read("\"x x\"", static (ref r) => r.ReadEnums("c", Day, ' ')).Value);
        ReadOnlyLists.AssertIs(ClaimText.Read("[\"x\"]", static (ref r) => r.ReadEnums("c", Day)).Value);

        static DayOfWeek? Day(ReadOnlySpan<byte> name) => DayOfWeek.Monday;
    }

    [Fact]
    public void Objects_are_read_in_their_order()
    {
        var (value, error) = ClaimText.Read(
            """[{"jkt":"a"},{"other":{"jkt":"x"},"jkt":"b"},{}]""",
            static (ref r) => r.ReadObjects<JwtConfirmation>("c")
        );
        Assert.Equal(default, error);
        Assert.Equal(["a", "b", null], value?.Select(static item => item.KeyThumbprint));
    }

    [Fact]
    public void Wrong_member_inside_an_object_is_recorded_and_reading_goes_on()
    {
        var (value, error) = ClaimText.Read(
            """{"jkt":7,"x5t#S256":"t"}""",
            static (ref r) => r.ReadObject<JwtConfirmation>("c")
        );
        Assert.Equal(new JwtError(JwtErrorCode.ClaimType, "jkt"), error);
        Assert.Equal("t", value?.CertificateThumbprint);
    }
}
