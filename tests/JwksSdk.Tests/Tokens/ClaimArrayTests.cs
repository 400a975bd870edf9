namespace JwksSdk.Tests.Tokens;

/// <summary>Arrays of every scalar but strings and enums: each item is read as strictly as the same value alone.</summary>
public sealed class ClaimArrayTests
{
    private static readonly DateTimeOffset Epoch = DateTimeOffset.UnixEpoch;

    private static readonly (string Name, ClaimText.Reading<IReadOnlyList<object>?> Read, string One)[] Readers =
    [
        ("bool", static (ref r) => Boxed(r.ReadBooleans("c")), "true"),
        ("int", static (ref r) => Boxed(r.ReadInt32s("c")), "1"),
        ("double", static (ref r) => Boxed(r.ReadDoubles("c")), "1"),
        ("decimal", static (ref r) => Boxed(r.ReadDecimals("c")), "1"),
        ("date", static (ref r) => Boxed(r.ReadDates("c")), "1"),
        ("milliseconds", static (ref r) => Boxed(r.ReadUnixMillisecondDates("c")), "1"),
    ];

    public static TheoryData<string> Names => [.. Readers.Select(static each => each.Name)];

    [Fact]
    public void Items_are_read_in_their_order()
    {
        Good("[true,false,true]", static (ref r) => r.ReadBooleans("c"), true, false, true);
        Good("[2147483647,-2147483648,0]", static (ref r) => r.ReadInt32s("c"), int.MaxValue, int.MinValue, 0);
        Good("[1.5,-2e3,0]", static (ref r) => r.ReadDoubles("c"), 1.5, -2_000, 0);
        Good("[0.1,-1e2]", static (ref r) => r.ReadDecimals("c"), 0.1m, -100);
        Good(
            "[1.5,\"1970-01-01T01:00:02+01:00\",0]",
            static (ref r) => r.ReadDates("c"),
            Epoch.AddSeconds(1.5),
            Epoch.AddSeconds(2),
            Epoch
        );
        Good("[1500,0]", static (ref r) => r.ReadUnixMillisecondDates("c"), Epoch.AddSeconds(1.5), Epoch);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_empty_array_is_an_empty_list_and_null_is_none(string name)
    {
        Assert.Equal((0, default), Read(name, "[]"));
        Assert.Equal((0, default), Read(name, " [ ] "));
        Assert.Equal((-1, default), Read(name, "null"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_long_array_is_read_whole(string name)
    {
        var one = Readers.Single(each => each.Name == name).One;
        Assert.Equal((1_000, default), Read(name, $"[{string.Join(',', Enumerable.Repeat(one, 1_000))}]"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Anything_but_an_array_of_such_items_is_of_the_wrong_type(string name)
    {
        var one = Readers.Single(each => each.Name == name).One;
        string[] wrong =
        [
            one,
            "\"1 2\"",
            "{}",
            $"{{\"a\":[{one}]}}",
            "[null]",
            $"[{one},null,{one}]",
            $"[{one},\"1\",{one}]",
            $"[[{one}],{one}]",
            $"[{one},{{\"a\":[{one}]}},{one}]",
            $"[{one},[[[[{one}]]]],{one}]",
        ];
        Assert.All(wrong, json => Assert.Equal((-1, new JwtError(JwtErrorCode.ClaimType, "c")), Read(name, json)));
    }

    [Theory]
    [InlineData("bool", "[true,1]")]
    [InlineData("bool", "[\"true\"]")]
    [InlineData("int", "[1,2147483648]")]
    [InlineData("int", "[1,2.0]")]
    [InlineData("int", "[true]")]
    [InlineData("double", "[1,1e400]")]
    [InlineData("decimal", "[1,79228162514264337593543950336]")]
    [InlineData("date", "[1,-1]")]
    [InlineData("date", "[\"1970-01-01T00:00:00\"]")]
    [InlineData("date", "[\"\"]")]
    [InlineData("date", "[true]")]
    [InlineData("milliseconds", "[1,1.5]")]
    [InlineData("milliseconds", "[-1]")]
    [InlineData("milliseconds", "[\"1970-01-01T00:00:00Z\"]")]
    public void An_item_out_of_range_makes_the_whole_claim_one_of_the_wrong_type(string name, string json) =>
        Assert.Equal((-1, new JwtError(JwtErrorCode.ClaimType, "c")), Read(name, json));

    [Theory]
    [MemberData(nameof(Names))]
    public void Broken_json_in_an_array_ends_the_reading(string name)
    {
        var one = Readers.Single(each => each.Name == name).One;
        Assert.Equal(JwtErrorCode.InvalidJson, Read(name, $"[{one},]").Error.Code);
        Assert.Equal(JwtErrorCode.InvalidJson, Read(name, $"[{one}").Error.Code);
        Assert.Equal(JwtErrorCode.InvalidJson, Read(name, new string('[', 40) + new string(']', 40)).Error.Code);
        Assert.Equal(JwtErrorCode.DuplicateMember, Read(name, """[{"a":1,"a":2}]""").Error.Code);
    }

    [Fact]
    public void A_list_cannot_be_changed()
    {
        Unchangeable("[true]", static (ref r) => r.ReadBooleans("c"));
        Unchangeable("[1]", static (ref r) => r.ReadInt32s("c"));
        Unchangeable("[1]", static (ref r) => r.ReadDoubles("c"));
        Unchangeable("[1]", static (ref r) => r.ReadDecimals("c"));
        Unchangeable("[1]", static (ref r) => r.ReadDates("c"));
        Unchangeable("[1]", static (ref r) => r.ReadUnixMillisecondDates("c"));
    }

    private static void Good<T>(string json, ClaimText.Reading<IReadOnlyList<T>?> read, params T[] expected)
    {
        var (value, error) = ClaimText.Read(json, read);
        Assert.Equal(default, error);
        Assert.Equal(expected, value);
    }

    private static void Unchangeable<T>(string json, ClaimText.Reading<IReadOnlyList<T>?> read)
    {
        var value = ClaimText.Read(json, read).Value;
        Assert.IsNotType<T[]>(value);
        Assert.IsNotType<List<T>>(value);
        Assert.True(value is not IList<T> { IsReadOnly: false });
    }

    /// <summary>How many items there are, -1 for no list, and the error. What comes after the claim is read in any case.</summary>
    private static (int Count, JwtError Error) Read(string name, string json)
    {
        var (value, error) = ClaimText.Read(json, Readers.Single(each => each.Name == name).Read);
        return (value?.Count ?? -1, error);
    }

    private static IReadOnlyList<object>? Boxed<T>(IReadOnlyList<T>? items)
        where T : struct => items is null ? null : [.. items.Cast<object>()];
}
