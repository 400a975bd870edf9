using System.Text;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Tokens;

public sealed class ClaimsReaderTests
{
    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""{"\u0061":1,"a":2}""")]
    [InlineData("""{"skipped":{"a":1,"\u0061":2}}""")]
    [InlineData("""{"skipped":[[{"cnf":{"jkt":"a","\u006akt":"b"}}]]}""")]
    [InlineData("""{"exp":1,"\u0065xp":2}""")]
    public void Duplicate_member_at_any_level_is_refused(string json) =>
        Assert.Equal(new JwtError(JwtErrorCode.DuplicateMember), ClaimText.Error(json));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("""{"a":1""")]
    [InlineData("""{"a":1}}""")]
    [InlineData("""{"a":1} {}""")]
    [InlineData("""{"a":1},""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":"\ude00\ud83d"}""")]
    [InlineData("""{"skipped":[{"x":"\ud800"}]}""")]
    [InlineData("""{"a":1 /* c */}""")]
    [InlineData("""{"a":01}""")]
    [InlineData("""{"a":NaN}""")]
    public void Broken_json_is_refused(string json) =>
        Assert.Equal(new JwtError(JwtErrorCode.InvalidJson), ClaimText.Error(json));

    [Fact]
    public void Fatal_error_replaces_an_earlier_one_and_ends_the_reading()
    {
        var reader = new JwtClaimsReader("""{"a":1,"b":{"x":1,"x":2},"c":3}"""u8);
        Assert.True(reader.ReadMember());
        Assert.Null(reader.ReadString("a"));
        Assert.Equal(new JwtError(JwtErrorCode.ClaimType, "a"), reader.Error);
        Assert.True(reader.ReadMember());
        Assert.Null(reader.ReadObject<JwtConfirmation>("b")?.KeyThumbprint);

        Assert.Equal(new JwtError(JwtErrorCode.DuplicateMember), reader.Error);
        Assert.False(reader.ReadMember());
        Assert.False(reader.ReadMember());
        reader.Missing("d");
        Assert.Null(reader.ReadInt32("e"));
        Assert.Equal(new JwtError(JwtErrorCode.DuplicateMember), reader.Complete());
    }

    [Fact]
    public void First_error_that_is_not_fatal_is_kept()
    {
        var reader = new JwtClaimsReader("""{"a":1,"b":2}"""u8);
        reader.ReadMember();
        reader.ReadString("a");
        reader.ReadMember();
        reader.ReadString("b");
        Assert.False(reader.ReadMember());
        reader.Missing("c");
        Assert.Equal(new JwtError(JwtErrorCode.ClaimType, "a"), reader.Complete());
    }

    [Fact]
    public void Name_is_unescaped()
    {
        var reader = new JwtClaimsReader("""{"\u0073ub":1}"""u8);
        Assert.True(reader.ReadMember());
        Assert.Equal("sub"u8, reader.Name);
    }

    [Fact]
    public void Claims_left_unread_are_checked_all_the_same()
    {
        var reader = new JwtClaimsReader("""{"a":1,"b":[}"""u8);
        Assert.True(reader.ReadMember());
        Assert.Equal(JwtErrorCode.InvalidJson, reader.Complete().Code);
    }

    [Fact]
    public void Value_that_was_not_consumed_is_misuse()
    {
        Assert.Throws<InvalidOperationException>(static () =>
        {
            var reader = new JwtClaimsReader("""{"a":1,"b":2}"""u8);
            reader.ReadMember();
            reader.ReadMember();
        });
    }

    [Fact]
    public void Random_bytes_never_throw_and_are_never_accepted()
    {
        const int Seed = 7;
        var random = new Random(Seed);
        var bytes = new byte[64];
        for (var round = 0; round < 50_000; round++)
        {
            random.NextBytes(bytes);
            bytes[0] = (byte)'{';
            bytes[1] = (byte)'"';
            var reader = new JwtClaimsReader(bytes);
            while (reader.ReadMember())
            {
                reader.ReadElement("c");
            }

            Assert.True(reader.Complete().Code == JwtErrorCode.InvalidJson, $"seed {Seed}, round {round}");
        }
    }

    [Fact]
    public void Passing_over_claims_allocates_nothing()
    {
        var members = string.Join(
            ',',
            Enumerable.Range(0, 500).Select(static i => $"\"n{i}\":[{{\"a\":\"\\u0061\"}}]")
        );
        var json = Encoding.UTF8.GetBytes("{" + members + "}");
        for (var i = 0; i < 64; i++)
        {
            ReadAll(json);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadAll(json);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void ReadAll(byte[] json)
        {
            var reader = new JwtClaimsReader(json);
            while (reader.ReadMember())
            {
                reader.Skip();
            }

            reader.Complete();
        }
    }
}
