using System.Buffers;
using JwksSdk.Tests.Support;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Tokens;

/// <summary>Lists of strings that are made when they are asked for.</summary>
public sealed class TextListTests
{
    private static readonly string[] Texts = ["read:orders", "", "größer", "a\ud83d\ude00", "\ufffd"];

    private static IReadOnlyList<string> List => Read(Texts);

    [Fact]
    public void It_holds_what_the_token_says_by_whatever_way_it_is_asked()
    {
        Assert.IsType<TextList>(List);
        Assert.Equal(Texts, List);
        Assert.Equal(Texts.Length, List.Count);
        Assert.Equal(Texts, Enumerable.Range(0, List.Count).Select(static i => List[i]));
        Assert.Equal(Texts, List.ToArray());
        Assert.All(Texts, static text => Assert.Contains(text, List));
        Assert.True(List is ["read:orders", .., "\ufffd"]);
        Assert.Equal("\ufffd", List.Last());
        Assert.Equal(
            Enumerable.Range(0, Texts.Length),
            Texts.Select(static text => ((IList<string>)List).IndexOf(text))
        );
    }

    [Fact]
    public void It_is_copied_only_where_it_has_room()
    {
        var list = (ICollection<string>)List;
        var room = new string[Texts.Length + 1];
        list.CopyTo(room, 1);

        Assert.Equal(new string?[] { null }.Concat(Texts), room);
        Assert.Throws<ArgumentNullException>(() => list.CopyTo(null!, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => list.CopyTo(room, -1));
        Assert.Throws<ArgumentException>(() => list.CopyTo(room, 2));
    }

    /// <summary>Each list rents memory for all that is left of the text: what it does not give back, the next one is short of.</summary>
    [Fact]
    public void Lists_that_are_refused_cost_no_more_than_others()
    {
        const int Lists = 500;
        var json = $$"""{"c":[{{string.Join(',', Enumerable.Repeat("""{"items":["a",1]}""", Lists))}}]}""".Utf8();
        ReadAll(json);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadAll(json);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 400 * Lists);

        static void ReadAll(byte[] json)
        {
            var reader = new JwtClaimsReader(json);
            Assert.True(reader.ReadMember());
            Assert.Equal(Lists, reader.ReadObjects<Items>("c")?.Count);
            Assert.Equal(new JwtError(JwtErrorCode.ClaimType, "items"), reader.Complete());
        }
    }

    [Theory]
    [InlineData("read:order")]
    [InlineData("read:orders2")]
    [InlineData("READ:ORDERS")]
    [InlineData("ead:orders")]
    [InlineData("read:ordersgrößer")]
    [InlineData("\ufffd\ufffd")]
    [InlineData(null)]
    public void It_holds_nothing_else(string? other) => Assert.False(TokenPolicy.Holds(List, other));

    [Fact]
    public void Half_a_surrogate_pair_is_not_taken_for_what_stands_in_for_it() =>
        Assert.False(TokenPolicy.Holds(List, "\ud83d"));

    [Fact]
    public void A_long_string_is_looked_for_and_a_longer_one_is_not()
    {
        var length = new string('x', 3_000);
        Assert.True(TokenPolicy.Holds(Read([length]), length));
        Assert.False(TokenPolicy.Holds(Read([length]), length + "x"));
        Assert.True(TokenPolicy.Holds(Read([new string('ß', 3_000)]), new string('ß', 3_000)));
    }

    /// <summary>It is not even put into UTF-8, for which there would be no memory in the pool.</summary>
    [Fact]
    public void To_look_for_one_that_is_longer_than_all_of_them_costs_nothing_however_long_it_is()
    {
        var (list, huge) = (List, new string('x', 3_000_000));
        TokenPolicy.Holds(list, "read:orders");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isHeld = TokenPolicy.Holds(list, huge);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.False(isHeld);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void There_is_none_outside_of_it(int index) => Assert.Throws<ArgumentOutOfRangeException>(() => List[index]);

    [Fact]
    public void To_look_for_one_makes_none()
    {
        var list = List;
        TokenPolicy.Holds(list, "größer");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isHeld = TokenPolicy.Holds(list, "\ufffd");
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(isHeld);
    }

    [Fact]
    public void Several_hundreds_are_read()
    {
        var texts = Enumerable.Range(0, 700).Select(static i => $"permission:{i}").ToArray();
        Assert.Equal(texts, Read(texts));
    }

    [Fact]
    public void Lists_that_were_read_do_not_share_memory()
    {
        var (first, second) = (Read(["a", "bc"]), Read(["xyz", "w"]));
        Assert.Equal(["a", "bc"], first);
        Assert.Equal(["xyz", "w"], second);
    }

    [Fact]
    public void Nothing_of_a_list_is_left_in_the_pool()
    {
        const int Size = 1_024;
        // The pool gives a thread first what it gave back last.
        ArrayPool<byte>.Shared.Return(ArrayPool<byte>.Shared.Rent(Size), clearArray: true);
        ArrayPool<int>.Shared.Return(ArrayPool<int>.Shared.Rent((Size / 2) + 1), clearArray: true);
        var texts = new ReadTexts(Size);
        texts.Add("read:orders"u8);
        texts.Add("größer"u8);

        Assert.Equal(["read:orders", "größer"], texts.ToList());

        var buffer = ArrayPool<byte>.Shared.Rent(Size);
        Assert.Equal(-1, buffer.AsSpan().IndexOfAnyExcept((byte)0));
        ArrayPool<byte>.Shared.Return(buffer);
        var ends = ArrayPool<int>.Shared.Rent((Size / 2) + 1);
        Assert.Equal(-1, ends.AsSpan().IndexOfAnyExcept(0));
        ArrayPool<int>.Shared.Return(ends);
    }

    private static IReadOnlyList<string> Read(string[] texts) =>
        ClaimText.Read(System.Text.Json.JsonSerializer.Serialize(texts), static (ref r) => r.ReadStrings("c")).Value!;

    private sealed record Items : IJwtClaims<Items>
    {
        static Items IJwtClaims<Items>.Read(ref JwtClaimsReader reader)
        {
            while (reader.ReadMember())
            {
                reader.ReadStrings("items");
            }

            return new Items();
        }
    }
}
