using System.Text;
using FsCheck;
using FsCheck.Fluent;
using JwksSdk.Parsing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Parsing;

/// <summary>A token is the same token as a string, as characters and as UTF-8.</summary>
public sealed class CompactTokenTests
{
    // Pieces that come close to a token when they are put together, and pieces that no token has.
    private static readonly Gen<string> Pieces = Gen.Frequency(
        (8, Gen.Constant(".")),
        (4, Gen.Constant(Compact.Encode(Compact.Header))),
        (4, Gen.Constant(Compact.Encode(Compact.Claims))),
        (3, Gen.Constant(Compact.Signature)),
        (6, Gen.Constant(Compact.Token())),
        (2, Gen.Elements("", " ", "=", "A", "mt_", "oat_", "ak_", "ak", "Bearer ", "e30", "\n")),
        (2, Gen.Elements("\0", "\u007f", "\u0080", "é", "ſ", "Ａ", "\ufeff", "😀", "\ud800", "\udfff", "\u012e"))
    );

    private static readonly Gen<byte> Bytes = Gen.Frequency(
        (2, Gen.Choose(0, 255).Select(static number => (byte)number)),
        (1, Gen.Constant((byte)'.'))
    );

    [Fact]
    public void Every_form_of_a_text_gets_the_same_verdict() =>
        Properties.HoldForAll(
            Pieces,
            length: 8,
            count: 2_000,
            static pieces =>
            {
                var text = string.Concat(pieces);
                var expected = Read(text);
                Assert.Equal(expected, Read($"<{text}>".AsSpan(1, text.Length)));
                // A lone surrogate has no UTF-8; the character that is written for it is none of a token's either.
                Assert.Equal(expected, Read(Encoding.UTF8.GetBytes(text).AsSpan()));
            }
        );

    /// <summary>Bytes that are no UTF-8 are like the characters of the same numbers: none of a token's from 128 on.</summary>
    [Fact]
    public void Bytes_of_any_value_get_the_verdict_of_the_characters_of_these_numbers() =>
        Properties.HoldForAll(
            Bytes,
            length: 12,
            count: 2_000,
            static bytes =>
            {
                byte[] around = [.. Encoding.ASCII.GetBytes(Compact.Token()), .. bytes];
                Assert.Equal(Read(Encoding.Latin1.GetString(bytes)), Read(bytes.AsSpan()));
                Assert.Equal(Read(Encoding.Latin1.GetString(around)), Read(around.AsSpan()));
            }
        );

    [Theory]
    [InlineData(0x80)]
    [InlineData(0xC3)]
    [InlineData(0xFF)]
    public void A_byte_that_is_no_ASCII_is_refused_in_any_part(byte foreign)
    {
        for (var part = 0; part < 3; part++)
        {
            var token = Encoding.ASCII.GetBytes(Compact.Token());
            token[
                part == 0 ? 3
                : part == 1 ? Array.IndexOf(token, (byte)'.') + 3
                : ^2
            ] = foreign;
            Assert.Equal(JwtErrorCode.Encoding, Compact.Verdict(token));
        }
    }

    /// <summary>Also where an earlier step would have another opinion: a token in another encoding is named by that.</summary>
    [Fact]
    public void A_foreign_byte_behind_a_refused_header_is_what_is_wrong() =>
        Assert.Equal(
            JwtErrorCode.Encoding,
            Compact.Verdict((byte[])[.. Encoding.ASCII.GetBytes(Compact.Token("{}")), 0xE9])
        );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nothing_is_no_token_in_every_form(string? text)
    {
        Assert.Equal(JwtErrorCode.TokenEmpty, Compact.Verdict(text));
        Assert.Equal(JwtErrorCode.TokenEmpty, Compact.Verdict(text.AsSpan()));
        Assert.Equal(JwtErrorCode.TokenEmpty, Compact.Verdict(text is null ? (byte[]?)null : []));
        Assert.Equal(JwtErrorCode.TokenEmpty, Compact.Verdict(default));
        Assert.Equal(JwtErrorCode.TokenEmpty, Compact.Verdict(null));
    }

    [Fact]
    public void The_limit_counts_what_the_caller_has()
    {
        var text = new string('é', 200);
        Assert.Equal(JwtErrorCode.Opaque, Compact.Verdict(text, 200));
        Assert.Equal(JwtErrorCode.TokenTooLong, Compact.Verdict(text, 199));
        Assert.Equal(JwtErrorCode.Opaque, Compact.Verdict(Encoding.UTF8.GetBytes(text), 400));
        Assert.Equal(JwtErrorCode.TokenTooLong, Compact.Verdict(Encoding.UTF8.GetBytes(text), 399));
    }

    private static string Read(CompactToken token)
    {
        var error = UnverifiedJwt.Parse(token, Compact.MaxLength, out var jwt);
        using var rented = jwt;
        return string.Join(
            ' ',
            error.ToString(),
            Convert.ToHexString(jwt.SigningInput),
            Convert.ToHexString(jwt.Payload),
            Convert.ToHexString(jwt.Signature),
            Convert.ToHexString(jwt.Issuer)
        );
    }
}
