using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using JwksSdk.Parsing;

namespace JwksSdk.Tests.Parsing;

public sealed class StrictJsonReaderTests
{
    private static readonly string[] Corpus =
    [
        """{"iss":"https:\/\/issuer.test\/","aud":["a","b"],"exp":1790003600,"o":{"id":"x","r":[1,-2.5e+3,0]},"t":true}""",
        """[null,true,false,"",{},[],[[[]]],{"":{"":""}},"\u0000\ud83d\ude00é😀\"\\\/\b\f\n\r\t"]""",
        """ { "a" : 1 , "b" : [ 1 , 2 ] , "c" : { "a" : 1 , "b" : 2 } } """,
        """["a","read:orders-of-anybody","","b\u0041","é","c","d\"","e", "f" ,"g",1,"h","i",["j","k"],"l","m"]""",
        """{"n":[0,-0,1,10,1.0,0.5,1e1,1E-1,1e+1,-1.25e-10,123456789012345678901234567890]}""",
        """{"a":1,"\u0062":2,"b\u0000":3,"aa":4,"a\ud83d\ude00":5}""",
        "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]",
        "\"text\"",
        "-1",
        "null",
    ];

    private static readonly string[] Fragments =
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\u0061",
        "\\ud83d",
        "\\ude00",
        "\\ud83d\\ude00",
        "\\x",
        "\"a\":1,",
        "\"\\u0061\":1,",
        "0",
        "1",
        "-",
        "+",
        ".",
        "e",
        "E5",
        "01",
        "true",
        "nul",
        " ",
        "\t",
        "\r\n",
        "\f",
        "\0",
        "\u001f",
        "/**/",
        "//",
        "é",
        "😀",
        "\uFEFF",
        "\u00a0",
        "'",
        "NaN",
        "Infinity",
        "[[[[[[[[",
        "]]]]]]]]",
        "\u007f",
    ];

    /// <summary>Names that collide in the table stay found when it grows; that some of so many do is all but certain.</summary>
    [Fact]
    public void Any_of_many_names_is_found_again()
    {
        var names = Enumerable.Range(0, 400).Select(static i => $"\"n{i}\":0").ToArray();
        foreach (var name in names)
        {
            foreach (var count in new[] { 60, 400 })
            {
                var some = names.Take(count).Append(name);
                var isAmong = names.AsSpan(0, count).Contains(name);
                var json = new StrictJsonReader(Encoding.UTF8.GetBytes($"{{{string.Join(',', some)}}}"));
                while (json.Read()) { }

                var error = json.Error;
                json.Release();
                Assert.Equal(isAmong ? JwtErrorCode.DuplicateMember : JwtErrorCode.None, error);
            }
        }
    }

    [Fact]
    public void Each_token_says_where_it_starts_and_ends()
    {
        const string Text = """ {"a" : [ 12 , "b\u0041" ,true] } """;
        var json = new StrictJsonReader(Encoding.UTF8.GetBytes(Text));
        List<string> tokens = [];
        while (json.Read())
        {
            tokens.Add(Text[json.TokenStart..json.TokenEnd]);
        }

        json.Release();
        Assert.Equal(["{", "\"a\"", "[", "12", "\"b\\u0041\"", "true", "]", "}"], tokens);
    }

    /// <summary>Names that are alike but for a letter in their middle, which the eight bytes at their ends do not tell apart.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(40)]
    public void Names_that_are_alike_are_told_apart_and_one_that_comes_again_is_found(int members)
    {
        var names = Enumerable.Range(0, members).Select(static i => $"aaaaaaaa{i:00}bbbbbbbb").ToArray();
        Assert.Equal(JwtErrorCode.None, Read(Encoding.UTF8.GetBytes(Text(names)), out _));
        for (var i = 0; i < members; i++)
        {
            string[] again = [.. names, $"aaaaaaaa{i / 10}\\u{'0' + (i % 10):x4}bbbbbbbb"];
            Assert.Equal(JwtErrorCode.DuplicateMember, Read(Encoding.UTF8.GetBytes(Text(again)), out _));
        }

        static string Text(IEnumerable<string> names) =>
            $"{{{string.Join(',', names.Select(static name => $"\"{name}\":{{\"{name}\":0}}"))}}}";
    }

    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "b", false)]
    [InlineData("a", "\\u0061", true)]
    [InlineData("\\u0061", "b", false)]
    [InlineData("", "a", false)]
    public void Texts_are_the_same_without_their_escapes(string left, string right, bool same) =>
        Assert.Equal(same, JsonEscapes.TextEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right)));

    [Fact]
    public void Reader_accepts_exactly_what_the_platform_accepts_when_told_to_be_strict()
    {
        const int Seed = 20_260_921;
        var random = new Random(Seed);
        var accepted = 0;
        for (var round = 0; round < 200_000; round++)
        {
            var json = Mutate(Corpus[random.Next(Corpus.Length)], random);
            var expected = Platform(json, out var meaning);
            var read = Read(json, out var ownMeaning);

            // A text with both faults has either verdict, by which of them comes first.
            var agree =
                expected == read || (expected == JwtErrorCode.InvalidJson && read == JwtErrorCode.DuplicateMember);
            Assert.True(
                agree && meaning == ownMeaning,
                $"seed {Seed}, round {round}: {expected}, but {read} for {Convert.ToHexString(json)}"
            );
            var allowing = Read(json, out _, allowsDuplicates: true);
            Assert.Equal((round, expected == JwtErrorCode.InvalidJson), (round, allowing == JwtErrorCode.InvalidJson));
            Assert.Equal((round, read), (round, Read(json, out var passedMeaning, passesItems: true)));
            Assert.Equal(ownMeaning, passedMeaning);
            Assert.NotEqual(JwtErrorCode.DuplicateMember, allowing);
            accepted += read == JwtErrorCode.None ? 1 : 0;
        }

        Assert.InRange(accepted, 10_000, 190_000);
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    [InlineData(10_000, false)]
    public void Depth_is_capped(int depth, bool accepted)
    {
        var arrays = new string('[', depth) + new string(']', depth);
        var objects = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        var expected = accepted ? JwtErrorCode.None : JwtErrorCode.InvalidJson;
        Assert.Equal(expected, Read(Encoding.UTF8.GetBytes(arrays), out _));
        Assert.Equal(expected, Read(Encoding.UTF8.GetBytes(objects), out _));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(47)]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(200)]
    [InlineData(20_000)]
    public void Duplicate_is_found_among_any_number_of_members(int members)
    {
        var names = Enumerable.Range(0, members).Select(static i => $"\"name-{i}\":{{\"name-{i}\":0}}").ToArray();
        foreach (var twice in new[] { 0, members / 2, members - 1 })
        {
            var unique = "{" + string.Join(',', names) + "}";
            var duplicate = "{" + string.Join(',', names) + $",\"name\\u002d{twice}\":1}}";
            Assert.Equal(JwtErrorCode.None, Read(Encoding.UTF8.GetBytes(unique), out _));
            Assert.Equal(JwtErrorCode.DuplicateMember, Read(Encoding.UTF8.GetBytes(duplicate), out _));
        }
    }

    [Fact]
    public void Same_name_in_different_objects_is_no_duplicate() =>
        Assert.Equal(
            JwtErrorCode.None,
            Read("""{"a":{"a":{"a":1},"b":2},"b":[{"a":1},{"a":2}],"c":{"a":1}}"""u8.ToArray(), out _)
        );

    [Fact]
    public void Reading_goes_on_to_fail_after_an_error()
    {
        var reader = new StrictJsonReader("[1,]"u8);
        while (reader.Read()) { }

        Assert.Equal(JwtErrorCode.InvalidJson, reader.Error);
        Assert.False(reader.Read());
        reader.Skip();
        Assert.Equal(JwtErrorCode.InvalidJson, reader.Error);
    }

    [Fact]
    public void Nothing_half_read_is_left_for_a_value()
    {
        var reader = new StrictJsonReader("[\"half"u8);
        while (reader.Read()) { }

        Assert.Equal(JsonTokenType.None, reader.TokenType);
        Assert.True(reader.Value.IsEmpty);
    }

    [Fact]
    public void Nothing_of_an_unescaped_text_is_left_in_the_pool()
    {
        var escaped = "s\\u0065cret"u8;
        // The pool gives a thread first what it gave back last.
        ArrayPool<byte>.Shared.Return(ArrayPool<byte>.Shared.Rent(escaped.Length), clearArray: true);
        using (var plain = new UnescapedText(escaped, hasEscapes: true))
        {
            Assert.True(plain.Text.SequenceEqual("secret"u8));
        }

        var buffer = ArrayPool<byte>.Shared.Rent(escaped.Length);
        Assert.Equal(-1, buffer.AsSpan().IndexOfAnyExcept((byte)0));
        ArrayPool<byte>.Shared.Return(buffer);
    }

    [Fact]
    public void Broken_text_is_refused_at_every_place_it_can_be_cut()
    {
        foreach (var text in Corpus.Where(static text => text[0] is '{' or '['))
        {
            var bytes = Encoding.UTF8.GetBytes(text.Trim());
            for (var length = 0; length < bytes.Length; length++)
            {
                Assert.Equal(JwtErrorCode.InvalidJson, Read(bytes[..length], out _));
            }
        }
    }

    private static byte[] Mutate(string text, Random random)
    {
        var bytes = new List<byte>(Encoding.UTF8.GetBytes(text));
        for (var times = random.Next(4); times > 0; times--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(4))
            {
                case 0:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]));
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 4), bytes.Count - at));
                    break;
                case 2 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                default:
                    var length = random.Next(Math.Min(12, bytes.Count - at) + 1);
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                    break;
            }
        }

        return [.. bytes];
    }

    private static JwtErrorCode Read(
        ReadOnlySpan<byte> json,
        out string meaning,
        bool allowsDuplicates = false,
        bool passesItems = false
    )
    {
        var text = new StringBuilder();
        var reader = new StrictJsonReader(json, allowsDuplicates: allowsDuplicates);
        while (reader.Read())
        {
            text.Append(reader.TokenType).Append(' ');
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
            {
                using var plain = reader.Unescape();
                Assert.Equal(JsonEscapes.AreIn(reader.Value), reader.HasEscapes);
                Assert.Equal(!reader.HasEscapes && Ascii.IsValid(reader.Value), reader.IsPlain);
                text.Append(Encoding.UTF8.GetString(plain.Text));
            }
            else if (reader.TokenType == JsonTokenType.Number)
            {
                text.Append(Encoding.UTF8.GetString(reader.Value));
            }

            while (passesItems && reader.TryPassPlainItem(out var item))
            {
                text.Append(JsonTokenType.String).Append(' ').Append(Encoding.UTF8.GetString(item));
            }
        }

        reader.Release();
        meaning = reader.Error == JwtErrorCode.None ? text.ToString() : "";
        return reader.Error;
    }

    [SuppressMessage("Design", "CA1031", Justification = "The platform says no by several kinds of exception.")]
    private static JwtErrorCode Platform(byte[] json, out string meaning)
    {
        meaning = "";
        if (!Utf8.IsValid(json))
        {
            return JwtErrorCode.InvalidJson;
        }

        try
        {
            var text = new StringBuilder();
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 16 });
            while (reader.Read())
            {
                text.Append(reader.TokenType).Append(' ');
                if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
                {
                    text.Append(reader.GetString());
                }
                else if (reader.TokenType == JsonTokenType.Number)
                {
                    text.Append(Encoding.UTF8.GetString(reader.ValueSpan));
                }
            }

            meaning = text.ToString();
        }
        catch (Exception)
        {
            return JwtErrorCode.InvalidJson;
        }

        try
        {
            var strict = new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false };
            using var document = JsonDocument.Parse(json, strict);
            return JwtErrorCode.None;
        }
        catch (JsonException)
        {
            meaning = "";
            return JwtErrorCode.DuplicateMember;
        }
    }
}
