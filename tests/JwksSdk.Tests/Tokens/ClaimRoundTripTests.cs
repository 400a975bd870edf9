using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck.Fluent;
using JwksSdk.Tests.Support;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Tokens;

/// <summary>Whatever a record of claims holds, its generated reader reads back, in every form and order that an issuer may write.</summary>
public sealed class ClaimRoundTripTests
{
    [Fact]
    public void What_is_written_is_what_is_read() =>
        Properties.HoldForAll(
            Gen.Choose(0, int.MaxValue),
            length: 20,
            count: 200,
            static seeds =>
            {
                foreach (var seed in seeds)
                {
                    var written = new RoundTripDraft(new Random(seed));
                    var expected = written.Everything(depth: 2);

                    var read = Read<EverythingClaims>(written.Json(expected), out var error);

                    Assert.Equal(default, error);
                    // As text, because lists are compared by what is in them.
                    Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(read));
                }
            }
        );

    [Fact]
    public void Any_one_required_claim_is_missed_by_its_name() =>
        Properties.HoldForAll(
            Gen.Choose(0, int.MaxValue),
            length: 10,
            count: 50,
            static seeds =>
            {
                foreach (var seed in seeds)
                {
                    var random = new Random(seed);
                    var draft = new RoundTripDraft(random);
                    var missing = random.Next(2) == 0 ? "text" : "wei\"rd/\u00e9";

                    _ = Read<EverythingClaims>(draft.Json(draft.Everything(depth: 0), without: missing), out var error);

                    Assert.Equal(new JwtError(JwtErrorCode.ClaimMissing, missing), error);
                }
            }
        );

    private static T Read<T>(string json, out JwtError error)
        where T : class, IJwtClaims<T>
    {
        var reader = new JwtClaimsReader(Encoding.UTF8.GetBytes(json));
        var read = T.Read(ref reader);
        error = reader.Complete();
        return read;
    }
}

/// <summary>A member of every type that a claim can have.</summary>
[JwtClaims]
public sealed partial record EverythingClaims
{
    [JwtClaim("text")]
    public required string Text { get; init; }

    [JwtClaim("wei\"rd/\u00e9")]
    public required int Number { get; init; }

    [JwtClaim("long")]
    public long? Long { get; init; }

    [JwtClaim("double")]
    public double? Double { get; init; }

    [JwtClaim("decimal")]
    public decimal? Decimal { get; init; }

    [JwtClaim("flag")]
    public bool Flag { get; init; }

    [JwtClaim("date")]
    public DateTimeOffset? Date { get; init; }

    [JwtClaim("millis", Form = ClaimForm.UnixMilliseconds)]
    public DateTimeOffset? Milliseconds { get; init; }

    [JwtClaim("day")]
    public DayOfWeek? Day { get; init; }

    [JwtClaim("texts")]
    public IReadOnlyList<string> Texts { get; init; } = [];

    [JwtClaim("spaced", Form = ClaimForm.SpaceSeparated)]
    public IReadOnlyList<string> Spaced { get; init; } = [];

    [JwtClaim("commas", Form = ClaimForm.CommaSeparated)]
    public IReadOnlyList<string>? Commas { get; init; }

    [JwtClaim("longs")]
    public IReadOnlyList<long> Longs { get; init; } = [];

    [JwtClaim("days")]
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    [JwtClaim("dates")]
    public IReadOnlyList<DateTimeOffset> Dates { get; init; } = [];

    [JwtClaim("inner")]
    public EverythingClaims? Inner { get; init; }

    [JwtClaim("several")]
    public IReadOnlyList<EverythingClaims> Several { get; init; } = [];
}

/// <summary>Makes records and writes them, as one random sequence decides.</summary>
internal sealed class RoundTripDraft(Random random)
{
    private static readonly string[] Words =
    [
        "",
        "a",
        "orders.read",
        "K\u00e4se",
        "\ud83d\udd11",
        "\\\"\n\t/",
        "x y,z",
    ];

    public EverythingClaims Everything(int depth) =>
        new()
        {
            Text = Word() + Word(),
            Number = random.Next(int.MinValue, int.MaxValue),
            Long = Maybe(() => random.NextInt64(long.MinValue, long.MaxValue)),
            Double = Maybe(() => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-30, 30))),
            Decimal = Maybe(() =>
                new decimal(random.Next(), random.Next(), 0, random.Next(2) == 0, (byte)random.Next(20))
            ),
            Flag = random.Next(2) == 0,
            Date = Maybe(() => DateTimeOffset.UnixEpoch.AddSeconds(random.NextInt64(0, 253_402_300_799))),
            Milliseconds = Maybe(() =>
                DateTimeOffset.UnixEpoch.AddMilliseconds(random.NextInt64(0, 253_402_300_799_000))
            ),
            Day = Maybe(Day),
            Texts = List(Word),
            Spaced = List(() => "s" + random.Next(9)),
            Commas = random.Next(2) == 0 ? null : List(() => "c" + random.Next(9)),
            Longs = List(() => random.NextInt64()),
            Days = List(Day),
            Dates = List(() => DateTimeOffset.UnixEpoch.AddSeconds(random.Next())),
            Inner = depth > 0 && random.Next(2) == 0 ? Everything(depth - 1) : null,
            Several = depth > 0 ? List(() => Everything(0)) : [],
        };

    /// <summary>The record's JSON: members in any order, claims that nobody reads between them, absent or null where that is the same.</summary>
    public string Json(EverythingClaims claims, string? without = null)
    {
        var members = new List<(string Name, string? Value)>
        {
            ("text", Quote(claims.Text)),
            ("wei\"rd/\u00e9", claims.Number.ToString(CultureInfo.InvariantCulture)),
            ("long", claims.Long?.ToString(CultureInfo.InvariantCulture)),
            ("double", claims.Double?.ToString("R", CultureInfo.InvariantCulture)),
            ("decimal", claims.Decimal?.ToString(CultureInfo.InvariantCulture)),
            (
                "flag",
                claims.Flag ? "true"
                : random.Next(2) == 0 ? "false"
                : null
            ),
            ("date", claims.Date is { } date ? Date(date) : null),
            ("millis", claims.Milliseconds?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
            ("day", claims.Day is { } day ? Quote(day.ToString()) : null),
            ("texts", ListOf(claims.Texts, Quote, claims.Texts.Count == 1)),
            ("spaced", Separated(claims.Spaced, ' ')),
            ("commas", claims.Commas is null ? null : Separated(claims.Commas, ',')),
            ("longs", ListOf(claims.Longs, static each => each.ToString(CultureInfo.InvariantCulture))),
            ("days", ListOf(claims.Days, each => Quote(each.ToString()), claims.Days.Count == 1)),
            ("dates", ListOf(claims.Dates, Date)),
            ("inner", claims.Inner is { } inner ? Json(inner) : null),
            ("several", ListOf(claims.Several, each => Json(each))),
            ("other", ListOf(claims.Texts, Quote)),
            ("another", Quote(Word())),
        };
        members.RemoveAll(member => member.Name == without || (member.Value is null && random.Next(2) == 0));
        var written = members.ToArray();
        random.Shuffle(written);
        return $"{{{Space()}{string.Join(',', written.Select(member => $"{Space()}{Quote(member.Name)}{Space()}:{Space()}{member.Value ?? "null"}{Space()}"))}}}";
    }

    private string Word() => Words[random.Next(Words.Length)];

    private DayOfWeek Day() => (DayOfWeek)random.Next(7);

    private T? Maybe<T>(Func<T> make)
        where T : struct => random.Next(3) == 0 ? null : make();

    private T[] List<T>(Func<T> make) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => make())];

    private string Space() => new(" \t\r\n"[random.Next(4)], random.Next(2));

    /// <summary>Seconds, or a text with an offset.</summary>
    private string Date(DateTimeOffset date) =>
        random.Next(2) == 0
            ? date.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
            : Quote(date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    /// <summary>An array, or its only item alone where that is the same.</summary>
    private string ListOf<T>(IReadOnlyList<T> items, Func<T, string> write, bool mayBeAlone = false) =>
        mayBeAlone && random.Next(2) == 0
            ? write(items[0])
            : $"[{Space()}{string.Join(',', items.Select(each => write(each) + Space()))}]";

    private string Separated(IReadOnlyList<string> items, char separator) =>
        random.Next(2) == 0 ? ListOf(items, Quote) : Quote(string.Join(separator, items));

    /// <summary>A JSON string, each of its characters as it is or escaped.</summary>
    private string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ =
                c < ' ' || c is '"' or '\\' || (random.Next(4) == 0 && !char.IsSurrogate(c))
                    ? quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")
                    : quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
