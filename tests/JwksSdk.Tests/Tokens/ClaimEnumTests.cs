using System.Text;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Tokens;

public sealed class ClaimEnumTests
{
    private static readonly JwtEnumNames<DayOfWeek> Names = static name =>
        name.SequenceEqual("monday"u8) ? DayOfWeek.Monday
        : name.SequenceEqual("sunday"u8) ? DayOfWeek.Sunday
        : null;

    [Theory]
    [InlineData("\"monday\"", DayOfWeek.Monday)]
    [InlineData("\"\\u006donday\"", DayOfWeek.Monday)]
    [InlineData("\"sunday\"", DayOfWeek.Sunday)]
    [InlineData("null", null)]
    public void A_name_is_a_member(string json, DayOfWeek? expected)
    {
        var (value, error) = ClaimText.Read(json, static (ref r) => r.ReadEnum("c", Names));
        Assert.Equal((expected, default), (value, error));
    }

    [Theory]
    [InlineData("\"Monday\"")]
    [InlineData("\"\"")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("[\"monday\"]")]
    [InlineData("{\"monday\":\"monday\"}")]
    public void What_is_no_name_is_of_the_wrong_type(string json)
    {
        var (value, error) = ClaimText.Read(json, static (ref r) => r.ReadEnum("c", Names));
        Assert.Equal((null, new JwtError(JwtErrorCode.ClaimType, "c")), (value, error));
    }

    [Theory]
    [InlineData("[\"monday\",\"sunday\",\"monday\"]", "Monday|Sunday|Monday")]
    [InlineData("[]", "")]
    [InlineData("\"monday\"", "Monday")]
    [InlineData("\"monday,\\u0073unday\"", "Monday|Sunday")]
    [InlineData("\" , monday ,, sunday,\"", "Monday|Sunday")]
    [InlineData("\"monday\\u002csunday\"", "Monday|Sunday")]
    [InlineData("\"\"", "")]
    [InlineData("null", null)]
    public void A_list_of_names_is_an_array_or_separated(string json, string? expected)
    {
        var (value, error) = ClaimText.Read(json, static (ref r) => r.ReadEnums("c", Names, ','));
        Assert.Equal(default, error);
        Assert.Equal(expected, value is null ? null : string.Join('|', value));
    }

    [Theory]
    [InlineData("[\"monday\",\"x\"]")]
    [InlineData("[\"monday\",null]")]
    [InlineData("[\"monday\",[\"monday\"]]")]
    [InlineData("[\"monday,sunday\"]")]
    [InlineData("\"monday,x\"")]
    [InlineData("\"mon day\"")]
    [InlineData("\"monday\\tsunday\"")]
    [InlineData("1")]
    [InlineData("{}")]
    public void A_list_with_anything_else_is_of_the_wrong_type(string json)
    {
        var (value, error) = ClaimText.Read(json, static (ref r) => r.ReadEnums("c", Names, ','));
        Assert.Null(value);
        Assert.Equal(new JwtError(JwtErrorCode.ClaimType, "c"), error);
    }

    [Fact]
    public void One_text_without_a_separator_is_one_name()
    {
        Assert.Equal([DayOfWeek.Monday], ClaimText.Read("\"monday\"", static (ref r) => r.ReadEnums("c", Names)).Value);
        var (value, error) = ClaimText.Read("\"monday,sunday\"", static (ref r) => r.ReadEnums("c", Names));
        Assert.Null(value);
        Assert.Equal(new JwtError(JwtErrorCode.ClaimType, "c"), error);
    }

    [Theory]
    [InlineData("{\"c\":\"monday\"}", JwtErrorCode.None)]
    [InlineData("{\"c\":\"\\u006donday\"}", JwtErrorCode.None)]
    [InlineData("{\"c\":\"no such day\"}", JwtErrorCode.ClaimType)]
    public void A_name_is_read_without_an_allocation(string json, JwtErrorCode expected)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(expected, Read(bytes));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(bytes);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static JwtErrorCode Read(byte[] bytes)
        {
            var reader = new JwtClaimsReader(bytes);
            while (reader.ReadMember())
            {
                _ = reader.ReadEnum("c", Names);
            }

            return reader.Complete().Code;
        }
    }
}
