using System.Buffers.Text;
using System.Text;
using JwksSdk.Parsing;

namespace JwksSdk.Tests.Parsing;

public sealed class EncodingTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    [Fact]
    public void Every_byte_sequence_has_exactly_one_last_character()
    {
        for (var length = 1; length <= 5; length++)
        {
            var bytes = Enumerable.Range(0, length).Select(static i => (byte)(i * 91 + 7)).ToArray();
            var canonical = Base64Url.EncodeToString(bytes);
            var accepted = Alphabet
                .Select(last => canonical[..^1] + last)
                .Where(text => Decode(text) is { } decoded && decoded.SequenceEqual(bytes));
            Assert.Equal([canonical], accepted);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Flipping_an_unused_bit_of_a_part_is_refused(int part)
    {
        var flips = 0;
        foreach (var padding in new[] { "", " ", "  " })
        {
            var parts = Compact
                .Token(Compact.Header + padding, Compact.Claims + padding, Compact.Encode("signature" + padding))
                .Split('.');
            var unused = (parts[part].Length % 4) switch
            {
                2 => 4,
                3 => 2,
                _ => 0,
            };
            for (var bit = 0; bit < unused; bit++)
            {
                var altered = parts.ToArray();
                var last = Alphabet.IndexOf(parts[part][^1]);
                altered[part] = parts[part][..^1] + Alphabet[last ^ (1 << bit)];
                Assert.Equal(JwtErrorCode.Encoding, Compact.Verdict(string.Join('.', altered)));
                flips++;
            }
        }

        Assert.Equal(6, flips);
    }

    [Theory]
    [InlineData("=")]
    [InlineData("==")]
    [InlineData("%3D")]
    [InlineData(" ")]
    [InlineData("\t")]
    [InlineData("\r\n")]
    [InlineData("+")]
    [InlineData("/")]
    [InlineData("\0")]
    [InlineData("é")]
    [InlineData("ſ")]
    [InlineData("Ａ")]
    public void Foreign_character_in_any_part_is_refused(string foreign)
    {
        var token = Compact.Token();
        for (var part = 0; part < 3; part++)
        {
            var parts = token.Split('.');
            parts[part] += foreign;
            Assert.Equal(JwtErrorCode.Encoding, Compact.Verdict(string.Join('.', parts)));
            parts = token.Split('.');
            parts[part] = parts[part].Insert(2, foreign);
            Assert.Equal(JwtErrorCode.Encoding, Compact.Verdict(string.Join('.', parts)));
        }
    }

    [Fact]
    public void Part_of_impossible_length_is_refused() =>
        Assert.Equal(JwtErrorCode.Encoding, Compact.Verdict(Compact.Token(signature: "c2lnb")));

    [Fact]
    public void Two_spellings_of_one_token_are_never_both_accepted()
    {
        const int Seed = 20_260_921;
        var random = new Random(Seed);
        for (var round = 0; round < 20_000; round++)
        {
            var claims = Compact.Claims + new string(' ', random.Next(3));
            var token = Compact.Token(Compact.Header + new string(' ', random.Next(3)), claims);
            var other = Mutate(token, random);
            if (other == token || Parts(token) is not { } parts || Parts(other) is not { } otherParts)
            {
                continue;
            }

            Assert.False(parts == otherParts, $"seed {Seed}, round {round}: {other}");
        }
    }

    [Fact]
    public void Decoding_agrees_with_the_platform_on_canonical_texts()
    {
        const int Seed = 42;
        var random = new Random(Seed);
        for (var length = 0; length < 200; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            var text = Base64Url.EncodeToString(bytes);
            Assert.Equal(bytes, Decode(text));
            Assert.Equal(length, StrictBase64Url.DecodedLength(text.Length));
        }
    }

    private static byte[]? Decode(string text)
    {
        var destination = new byte[StrictBase64Url.DecodedLength(text.Length)];
        return StrictBase64Url.TryDecode(Encoding.ASCII.GetBytes(text), destination, out var written)
            ? destination[..written]
            : null;
    }

    private static string? Parts(string token)
    {
        if (UnverifiedJwt.Parse(token, Compact.MaxLength, out var jwt).Code != JwtErrorCode.None)
        {
            return null;
        }

        using var rented = jwt;
        return Convert.ToHexString(Decode(token[..token.IndexOf('.')])!)
            + "|"
            + Convert.ToHexString(jwt.Payload)
            + "|"
            + Convert.ToHexString(jwt.Signature);
    }

    private static string Mutate(string token, Random random)
    {
        const string Characters = Alphabet + "=+/ \n.%";
        var at = random.Next(token.Length + 1);
        var character = Characters[random.Next(Characters.Length)].ToString();
        return random.Next(3) switch
        {
            0 => token.Insert(at, character),
            1 => at < token.Length ? token.Remove(at, 1) : token,
            _ => at < token.Length ? token[..at] + character + token[(at + 1)..] : token + character,
        };
    }
}
