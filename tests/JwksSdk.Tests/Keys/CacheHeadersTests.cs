using System.Net;
using JwksSdk.Keys;

namespace JwksSdk.Tests.Keys;

/// <summary>How long an answer says that it is fresh, and the lies that it tells.</summary>
public sealed class CacheHeadersTests
{
    private const string Date = "Mon, 21 Sep 2026 14:13:20 GMT";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    [Theory]
    [InlineData("max-age=600", 600)]
    [InlineData("public, max-age=15, stale-while-revalidate=15", 15)]
    [InlineData("max-age=3832304", 3_832_304)]
    [InlineData("max-age=2147483647", int.MaxValue)]
    [InlineData("max-age=0", 0)]
    [InlineData("max-age=600, no-store", 0)]
    [InlineData("no-store", 0)]
    [InlineData("no-cache", 0)]
    [InlineData("no-cache, max-age=600", 0)]
    // s-maxage is for shared caches alone (RFC 9111 §5.2.2.10).
    [InlineData("max-age=60, s-maxage=6000", 60)]
    [InlineData("s-maxage=6000", null)]
    [InlineData("private", null)]
    // What cannot be read says nothing: the store's own lifetime counts.
    [InlineData("max-age=-1", null)]
    [InlineData("max-age=99999999999999999999", null)]
    [InlineData("max-age=1.5", null)]
    [InlineData("max-age=ten", null)]
    [InlineData("max-age=", null)]
    [InlineData("garbage\u0001", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Cache_control_says_how_long(string? value, int? seconds) =>
        Assert.Equal(Seconds(seconds), Read(("Cache-Control", value)));

    [Theory]
    [InlineData("600", "0", 600)]
    [InlineData("600", "100", 500)]
    [InlineData("600", "600", 0)]
    [InlineData("600", "4000", 0)]
    [InlineData("600", "-5", 600)]
    [InlineData("600", "old", 600)]
    [InlineData("600", "99999999999999999999", 600)]
    public void The_age_of_a_copy_is_taken_off(string maxAge, string age, int seconds) =>
        Assert.Equal(Seconds(seconds), Read(("Cache-Control", "max-age=" + maxAge), ("Age", age)));

    [Theory]
    [InlineData("Mon, 21 Sep 2026 14:23:20 GMT", Date, 600)]
    [InlineData("Mon, 21 Sep 2026 14:13:20 GMT", Date, 0)]
    [InlineData("Mon, 21 Sep 2026 13:13:20 GMT", Date, 0)]
    // Both are dates of the server's clock, whatever ours says.
    [InlineData("Sat, 01 Jan 2000 00:10:00 GMT", "Sat, 01 Jan 2000 00:00:00 GMT", 600)]
    [InlineData("Mon, 21 Sep 2026 14:23:20 GMT", null, 600)]
    [InlineData("0", Date, 0)]
    [InlineData("-1", Date, 0)]
    [InlineData("soon", Date, 0)]
    public void Without_max_age_the_date_of_expiry_counts(string expires, string? date, int seconds) =>
        Assert.Equal(Seconds(seconds), Read(("Expires", expires), ("Date", date)));

    [Fact]
    public void The_age_of_a_copy_is_taken_off_the_date_of_expiry_too() =>
        Assert.Equal(Seconds(500), Read(("Expires", "Mon, 21 Sep 2026 14:23:20 GMT"), ("Date", Date), ("Age", "100")));

    [Fact]
    public void Max_age_comes_before_the_date_of_expiry() =>
        Assert.Equal(Seconds(60), Read(("Cache-Control", "max-age=60"), ("Expires", "0")));

    [Fact]
    public void A_last_modification_alone_says_nothing() =>
        Assert.Null(Read(("Last-Modified", "Sat, 01 Jan 2000 00:00:00 GMT"), ("Date", Date)));

    private static TimeSpan? Seconds(int? seconds) => seconds is { } some ? TimeSpan.FromSeconds(some) : null;

    private static TimeSpan? Read(params (string Name, string? Value)[] headers)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([]) };
        foreach (var (name, value) in headers.Where(static header => header.Value is not null))
        {
            _ =
                response.Headers.TryAddWithoutValidation(name, value)
                || response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return CacheHeaders.Lifetime(response, Now);
    }
}
