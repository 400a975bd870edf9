using System.Globalization;
using System.Text.Json;

namespace JwksSdk.Tests.Tokens;

public sealed class ClaimValueTests
{
    private static readonly string[] OneOfEachKind =
    [
        "null",
        "true",
        "false",
        "\"text\"",
        "\"\"",
        "\"2026-08-01T10:00:00Z\"",
        "0",
        "1",
        "-1",
        "1.5",
        "1e2",
        "1e400",
        "253402300799",
        "253402300800",
        "9223372036854775807",
        "9223372036854775808",
        "[]",
        "[\"a\"]",
        "[1]",
        "[null]",
        "[[]]",
        "{}",
        "{\"a\":1}",
    ];

    /// <summary>Within another claim its record says what a member of a registered name is.</summary>
    [Fact]
    public void A_registered_name_is_one_at_the_top_alone()
    {
        foreach (var value in new[] { "null", "\"2026-08-01T10:00:00Z\"" })
        {
            var json = $"{{\"exp\":{value},\"auth_time\":{value}}}";
            var (grant, error) = ClaimText.Read(json, static (ref r) => r.ReadObject<Grant>("c"));
            Assert.Equal((default, value == "null"), (error, grant!.EndsAt is null));
            Assert.Equal(grant.EndsAt, grant.BeganAt);

            Assert.Equal(
                new JwtError(JwtErrorCode.ClaimType, "exp"),
                ClaimText.Read(value, static (ref r) => r.ReadDate("exp"), "exp").Error
            );
        }
    }

    [Fact]
    public void Each_claim_accepts_exactly_the_json_kinds_of_its_type()
    {
        AcceptsOnly(static (ref r) => r.ReadString("c") is not null, "\"text\"", "\"\"", "\"2026-08-01T10:00:00Z\"");
        AcceptsOnly(static (ref r) => r.ReadBoolean("c") is not null, "true", "false");
        AcceptsOnly(static (ref r) => r.ReadInt32("c") is not null, "0", "1", "-1");
        AcceptsOnly(
            static (ref r) => r.ReadInt64("c") is not null,
            "0",
            "1",
            "-1",
            "253402300799",
            "253402300800",
            "9223372036854775807"
        );
        AcceptsOnly(
            static (ref r) => r.ReadDouble("c") is not null,
            "0",
            "1",
            "-1",
            "1.5",
            "1e2",
            "253402300799",
            "253402300800",
            "9223372036854775807",
            "9223372036854775808"
        );
        AcceptsOnly(
            static (ref r) => r.ReadDecimal("c") is not null,
            "0",
            "1",
            "-1",
            "1.5",
            "1e2",
            "253402300799",
            "253402300800",
            "9223372036854775807",
            "9223372036854775808"
        );
        AcceptsOnly(
            static (ref r) => r.ReadDate("c") is not null,
            "\"2026-08-01T10:00:00Z\"",
            "0",
            "1",
            "1.5",
            "1e2",
            "253402300799"
        );
        AcceptsOnly(
            static (ref r) => r.ReadUnixMilliseconds("c") is not null,
            "0",
            "1",
            "253402300799",
            "253402300800"
        );
        AcceptsOnly(
            static (ref r) => r.ReadStrings("c") is not null,
            "\"text\"",
            "\"\"",
            "\"2026-08-01T10:00:00Z\"",
            "[]",
            "[\"a\"]"
        );
        AcceptsOnly(static (ref r) => r.ReadInt64s("c") is not null, "[]", "[1]");
        AcceptsOnly(static (ref r) => r.ReadObject<JwtConfirmation>("c") is not null, "{}", "{\"a\":1}");
        AcceptsOnly(static (ref r) => r.ReadObjects<JwtConfirmation>("c") is not null, "[]");
        AcceptsOnly(static (ref r) => r.ReadElement("c") is not null, [.. OneOfEachKind.Skip(1)]);
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("nbf")]
    [InlineData("iat")]
    public void Registered_date_is_never_a_string(string claim)
    {
        var (_, error) = ClaimText.Read("\"2026-08-01T10:00:00Z\"", (ref r) => r.ReadDate(claim), claim);
        Assert.Equal(new JwtError(JwtErrorCode.ClaimType, claim), error);
    }

    [Theory]
    [InlineData("0", "1970-01-01T00:00:00.0000000+00:00")]
    [InlineData("-0", "1970-01-01T00:00:00.0000000+00:00")]
    [InlineData("1790000000", "2026-09-21T14:13:20.0000000+00:00")]
    [InlineData("1790000000.0", "2026-09-21T14:13:20.0000000+00:00")]
    [InlineData("1790000000.5", "2026-09-21T14:13:20.5000000+00:00")]
    [InlineData("1.79e9", "2026-09-21T14:13:20.0000000+00:00")]
    [InlineData("253402300799", "9999-12-31T23:59:59.0000000+00:00")]
    [InlineData("\"2026-08-01T10:00:00.123Z\"", "2026-08-01T10:00:00.1230000+00:00")]
    [InlineData("\"2026-08-01T10:00:00+02:00\"", "2026-08-01T10:00:00.0000000+02:00")]
    [InlineData("\"2026-08-01T10:00:00-05:30\"", "2026-08-01T10:00:00.0000000-05:30")]
    [InlineData("\"2026\\u002d08-01T10:00:00Z\"", "2026-08-01T10:00:00.0000000+00:00")]
    public void Date_is_read(string json, string expected)
    {
        var (value, error) = ClaimText.Read(json, static (ref r) => r.ReadDate("c"));
        Assert.Equal(default, error);
        Assert.Equal(expected, value?.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("-0.5")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("253402300800")]
    [InlineData("253402300800.5")]
    [InlineData("99999999999999999999999999")]
    [InlineData("\"1790000000\"")]
    [InlineData("\"2026-08-01\"")]
    [InlineData("\"2026-08-01T10:00:00\"")]
    [InlineData("\"2026-08-01T10:00:00 +02:00\"")]
    [InlineData("\"tomorrow\"")]
    [InlineData("\"\"")]
    [InlineData("\"10000-01-01T00:00:00Z\"")]
    public void Date_out_of_range_or_without_an_offset_is_refused(string json)
    {
        var (value, error) = ClaimText.Read(json, static (ref r) => r.ReadDate("c"));
        Assert.Null(value);
        Assert.Equal(new JwtError(JwtErrorCode.ClaimType, "c"), error);
    }

    [Fact]
    public void Milliseconds_are_read_to_the_end_of_the_calendar()
    {
        static (DateTimeOffset? Value, JwtError Error) Read(string json) =>
            ClaimText.Read(json, static (ref r) => r.ReadUnixMilliseconds("c"));

        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123), Read("1790000000123").Value);
        Assert.Equal(9999, Read("253402300799999").Value?.Year);
        Assert.Equal(JwtErrorCode.ClaimType, Read("253402300800000").Error.Code);
        Assert.Equal(JwtErrorCode.ClaimType, Read("-1").Error.Code);
        Assert.Equal(JwtErrorCode.ClaimType, Read("1.5").Error.Code);
    }

    [Theory]
    [InlineData("2147483647", 2_147_483_647)]
    [InlineData("-2147483648", -2_147_483_648)]
    [InlineData("2147483648", null)]
    [InlineData("4294967296", null)]
    [InlineData("1.0", null)]
    [InlineData("1e0", null)]
    public void Whole_number_must_be_written_as_one_and_fit(string json, int? expected)
    {
        var (value, error) = ClaimText.Read(json, static (ref r) => r.ReadInt32("c"));
        Assert.Equal(expected, value);
        Assert.Equal(expected is null ? JwtErrorCode.ClaimType : JwtErrorCode.None, error.Code);
    }

    [Fact]
    public void String_is_unescaped()
    {
        var (value, error) = ClaimText.Read(
            """  "a\/\"\\\b\f\n\r\t\u00e9é\ud83d\ude00" """,
            static (ref r) => r.ReadString("c")
        );
        Assert.Equal(default, error);
        Assert.Equal("a/\"\\\b\f\n\r\téé😀", value);
    }

    [Fact]
    public void Any_value_is_read_as_it_stands()
    {
        var (value, error) = ClaimText.Read(
            """{"a":[1,"\u00e9",null],"b":1e400}""",
            static (ref r) => r.ReadElement("c")
        );
        Assert.Equal(default, error);
        Assert.Equal("""{"a":[1,"\u00e9",null],"b":1e400}""", value?.GetRawText());
        Assert.Equal(JsonValueKind.Object, value?.ValueKind);
    }

    private static void AcceptsOnly(ClaimText.Reading<bool> read, params string[] accepted)
    {
        foreach (var json in OneOfEachKind)
        {
            var (hasValue, error) = ClaimText.Read(json, read);
            var expected = accepted.Contains(json);
            Assert.True(expected == hasValue, $"{json} gives {(hasValue ? "a" : "no")} value");
            var refused = !expected && json != "null";
            Assert.True(refused == (error == new JwtError(JwtErrorCode.ClaimType, "c")), $"{json} gives {error}");
        }
    }
}

/// <summary>A claim whose members have registered names.</summary>
[JwtClaims]
internal sealed partial record Grant
{
    [JwtClaim("exp")]
    public DateTimeOffset? EndsAt { get; init; }

    [JwtClaim("auth_time")]
    public DateTimeOffset? BeganAt { get; init; }
}
