using System.Runtime.Loader;
using System.Text;

namespace JwksSdk.Generators.Tests.Claims;

/// <summary>Emitted readers, compiled and run on JSON: what they say goes where it should.</summary>
public sealed class ClaimsReadingTests
{
    // Reading begins inside of the library, so this project takes the name of the one that the library lets in.
    private const string Friend = "JwksSdk.Tests";

    private const string Types = """
        [JwtClaims]
        public partial record Parent
        {
            [JwtClaim("id")] public required string Id { get; init; }
            [JwtClaim("di")] protected long Number { get; init; }
            [JwtClaim("tags", Form = ClaimForm.SpaceSeparated)] public IReadOnlyList<string> Tags { get; init; } = [];
            [JwtClaim("more")] public IReadOnlyList<string>? More { get; init; }
            [JwtClaim("next")] public Parent? Next { get; init; }
            public virtual string Text =>
                $"{Id} {Number} [{string.Join("|", Tags)}] {More?.Count} ({Next?.Text})";
        }

        [JwtClaims]
        public sealed partial record Child : Parent
        {
            [JwtClaim("on")] public required bool On { get; init; }
            [JwtClaim("🗝")] public DateTimeOffset? Key { get; init; }
            public override string Text => $"{base.Text} {On} {Key?.ToUnixTimeSeconds()}";
        }

        public enum Tier
        {
            Basic,
            [JwtClaim("gold-1")] Gold,
            [JwtClaim("é")] Silver,
            [Obsolete("gone", true)] Gone,
        }

        [JwtClaims]
        public sealed partial record Every : Parent
        {
            [JwtClaim("bool")] public bool? Bool { get; init; }
            [JwtClaim("int")] public int? Int { get; init; }
            [JwtClaim("long")] public long? Long { get; init; }
            [JwtClaim("double")] public double? Double { get; init; }
            [JwtClaim("decimal")] public decimal? Decimal { get; init; }
            [JwtClaim("date")] public DateTimeOffset? Date { get; init; }
            [JwtClaim("millis", Form = ClaimForm.UnixMilliseconds)] public DateTimeOffset? Millis { get; init; }
            [JwtClaim("longs")] public IReadOnlyList<long>? Longs { get; init; }
            [JwtClaim("bools")] public IReadOnlyList<bool>? Bools { get; init; }
            [JwtClaim("ints")] public IReadOnlyList<int>? Ints { get; init; }
            [JwtClaim("doubles")] public IReadOnlyList<double>? Doubles { get; init; }
            [JwtClaim("decimals")] public IReadOnlyList<decimal>? Decimals { get; init; }
            [JwtClaim("dates")] public IReadOnlyList<DateTimeOffset>? Dates { get; init; }
            [JwtClaim("moments", Form = ClaimForm.UnixMilliseconds)] public IReadOnlyList<DateTimeOffset>? Moments { get; init; }
            [JwtClaim("commas", Form = ClaimForm.CommaSeparated)] public IReadOnlyList<string>? Commas { get; init; }
            [JwtClaim("any")] public JsonElement? Any { get; init; }
            [JwtClaim("nested")] public Parent? Nested { get; init; }
            [JwtClaim("list")] public IReadOnlyList<Parent>? List { get; init; }
            [JwtClaim("tier")] public Tier? Tier { get; init; }
            [JwtClaim("tiers")] public IReadOnlyList<Tier>? Tiers { get; init; }
            [JwtClaim("spaced", Form = ClaimForm.SpaceSeparated)] public IReadOnlyList<Tier>? Spaced { get; init; }

            public override string Text => string.Join(
                " ",
                new[]
                {
                    Id, Show(Bool), Show(Int), Show(Long), Show(Double), Show(Decimal), Show(Date?.ToUnixTimeMilliseconds()),
                    Show(Millis?.ToUnixTimeMilliseconds()), Show(Longs), Show(Commas), Show(Any), Nested?.Text,
                    Show(List?.Select(static each => each.Id)), Show(Tier), Show(Tiers), Show(Spaced), Show(More),
                    Show(Bools), Show(Ints), Show(Doubles), Show(Decimals),
                    Show(Dates?.Select(static each => each.ToUnixTimeSeconds())),
                    Show(Moments?.Select(static each => each.ToUnixTimeMilliseconds())),
                }.Where(static each => each is not null)
            );

            private static string? Show(object? value) =>
                value is null or string ? (string?)value
                : value is System.Collections.IEnumerable list ? $"[{string.Join("|", list.Cast<object>())}]"
                : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
        }

        public static class Probe
        {
            public static string Every(byte[] json) => Read<Every>(json);

            public static string Parent(byte[] json) => Read<Parent>(json);

            public static string Child(byte[] json) => Read<Child>(json);

            private static string Read<T>(byte[] json) where T : Parent, JwksSdk.Tokens.IJwtClaims<T>
            {
                var reader = new JwksSdk.Tokens.JwtClaimsReader(json);
                var text = T.Read(ref reader).Text;
                return reader.Error.Code == default ? text : $"{reader.Error.Code} {reader.Error.Member}";
            }
        }
        """;

    private static readonly Type Probe = Load(Types);

    [Theory]
    [InlineData("""{"id":"a"}""", "a 0 []  ()")]
    [InlineData("""{"id":"a","di":7,"tags":"x y","more":[],"next":{"id":"b"}}""", "a 7 [x|y] 0 (b 0 []  ())")]
    [InlineData("""{"x":{"id":1},"id":"a","ID":"b","tags":null,"di":null}""", "a 0 []  ()")]
    [InlineData("""{"\u0069d":"a"}""", "a 0 []  ()")]
    [InlineData("""{"di":7}""", "ClaimMissing id")]
    [InlineData("""{"id":null}""", "ClaimMissing id")]
    [InlineData("""{"id":7}""", "ClaimType id")]
    [InlineData("""{"id":"a","next":{}}""", "ClaimMissing id")]
    [InlineData("""{"id":"a","\u0069d":"a"}""", "DuplicateMember ")]
    [InlineData("""{"id":"a",}""", "InvalidJson ")]
    public void A_record_is_read_from_its_claims(string json, string expected) =>
        Assert.Equal(expected, Read("Parent", json));

    [Theory]
    [InlineData("""{"id":"a","on":true,"🗝":1700000000,"di":1}""", "a 1 []  () True 1700000000")]
    [InlineData("""{"id":"a"}""", "ClaimMissing on")]
    [InlineData("""{"on":true}""", "ClaimMissing id")]
    public void A_derived_record_reads_inherited_claims_and_its_own(string json, string expected) =>
        Assert.Equal(expected, Read("Child", json));

    [Theory]
    [InlineData("\"bool\":true", "True")]
    [InlineData("\"int\":-7", "-7")]
    [InlineData("\"int\":2147483648", "ClaimType int")]
    [InlineData("\"int\":7.0", "ClaimType int")]
    [InlineData("\"long\":9223372036854775807", "9223372036854775807")]
    [InlineData("\"double\":1.5e3", "1500")]
    [InlineData("\"double\":\"1\"", "ClaimType double")]
    [InlineData("\"decimal\":0.1000", "0.1000")]
    [InlineData("\"decimal\":-1e2", "-100")]
    [InlineData("\"decimal\":79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("\"decimal\":79228162514264337593543950336", "ClaimType decimal")]
    [InlineData("\"decimal\":\"1\"", "ClaimType decimal")]
    [InlineData("\"date\":1.5", "1500")]
    [InlineData("\"date\":\"1970-01-01T01:00:02+01:00\"", "2000")]
    [InlineData("\"date\":\"1970-01-01T01:00:02\"", "ClaimType date")]
    [InlineData("\"millis\":1500", "1500")]
    [InlineData("\"millis\":\"1970-01-01T01:00:02Z\"", "ClaimType millis")]
    [InlineData("\"longs\":[1,-2]", "[1|-2]")]
    [InlineData("\"longs\":1", "ClaimType longs")]
    [InlineData("\"bools\":[true,false]", "[True|False]")]
    [InlineData("\"bools\":[true,null]", "ClaimType bools")]
    [InlineData("\"ints\":[7,-7]", "[7|-7]")]
    [InlineData("\"ints\":[]", "[]")]
    [InlineData("\"ints\":null", "")]
    [InlineData("\"ints\":[2147483648]", "ClaimType ints")]
    [InlineData("\"ints\":[[1]]", "ClaimType ints")]
    [InlineData("\"doubles\":[15e2]", "[1500]")]
    [InlineData("\"decimals\":[7,-1e2]", "[7|-100]")]
    [InlineData("\"dates\":[1,\"1970-01-01T01:00:02+01:00\"]", "[1|2]")]
    [InlineData("\"dates\":[\"tomorrow\"]", "ClaimType dates")]
    [InlineData("\"moments\":[1500]", "[1500]")]
    [InlineData("\"moments\":[\"1970-01-01T01:00:02Z\"]", "ClaimType moments")]
    [InlineData("\"more\":\"a b\"", "[a b]")]
    [InlineData("\"more\":[\"a\",\"b c\"]", "[a|b c]")]
    [InlineData("\"more\":[\"a\",1]", "ClaimType more")]
    [InlineData("\"commas\":\"a, b c,,\"", "[a|b c]")]
    [InlineData("\"any\":{\"a\":[1]}", "{\"a\":[1]}")]
    [InlineData("\"nested\":{\"id\":\"b\",\"di\":2}", "b 2 []  ()")]
    [InlineData("\"nested\":{\"di\":2}", "ClaimMissing id")]
    [InlineData("\"list\":[{\"id\":\"b\"},{\"id\":\"c\"}]", "[b|c]")]
    [InlineData("\"list\":[{\"id\":\"b\"},{}]", "ClaimMissing id")]
    [InlineData("\"tier\":\"Basic\"", "Basic")]
    [InlineData("\"tier\":\"gold-1\"", "Gold")]
    [InlineData("\"tier\":\"\\u0067old-1\"", "Gold")]
    [InlineData("\"tier\":\"\\u00e9\"", "Silver")]
    [InlineData("\"tier\":null", "")]
    [InlineData("\"tier\":\"Gold\"", "ClaimType tier")]
    [InlineData("\"tier\":\"basic\"", "ClaimType tier")]
    [InlineData("\"tier\":\"Basic \"", "ClaimType tier")]
    [InlineData("\"tier\":\"\"", "ClaimType tier")]
    [InlineData("\"tier\":\"0\"", "ClaimType tier")]
    [InlineData("\"tier\":0", "ClaimType tier")]
    [InlineData("\"tier\":\"Gone\"", "ClaimType tier")]
    [InlineData("\"tier\":[\"Basic\"]", "ClaimType tier")]
    [InlineData("\"tiers\":[\"gold-1\",\"\\u0042asic\",\"Basic\"]", "[Gold|Basic|Basic]")]
    [InlineData("\"tiers\":[]", "[]")]
    [InlineData("\"tiers\":\"gold-1\"", "[Gold]")]
    [InlineData("\"tiers\":null", "")]
    [InlineData("\"tiers\":\"gold-1 Basic\"", "ClaimType tiers")]
    [InlineData("\"tiers\":[\"Basic\",\"other\",\"Basic\"]", "ClaimType tiers")]
    [InlineData("\"tiers\":[\"Basic\",null]", "ClaimType tiers")]
    [InlineData("\"tiers\":[0]", "ClaimType tiers")]
    [InlineData("\"tiers\":{}", "ClaimType tiers")]
    [InlineData("\"spaced\":\" gold-1  \\u0042asic \"", "[Gold|Basic]")]
    [InlineData("\"spaced\":[\"gold-1\"]", "[Gold]")]
    [InlineData("\"spaced\":\"\"", "[]")]
    [InlineData("\"spaced\":\"gold-1 other\"", "ClaimType spaced")]
    [InlineData("\"spaced\":\"gold-1,Basic\"", "ClaimType spaced")]
    public void Every_form_is_read_and_every_other_refused(string member, string expected)
    {
        // What is refused must be left where the next member begins.
        var read = Read("Every", $$"""{"x":[1],{{member}},"di":1,"id":"a"}""");

        Assert.Equal(expected, read.StartsWith("Claim", StringComparison.Ordinal) ? read : read[1..].TrimStart());
    }

    private static string Read(string method, string json) =>
        (string)Probe.GetMethod(method)!.Invoke(null, [Encoding.UTF8.GetBytes(json)])!;

    private static Type Load(string types)
    {
        var project = GeneratorHarness.Compile(ClaimsSource.InNamespace(types)).WithAssemblyName(Friend);
        var run = GeneratorHarness.Run<JwtClaimsGenerator>(project);
        Compiled.WithoutWarnings(run);
        using var assembly = new MemoryStream();
        Assert.True(run.Output.Emit(assembly).Success);
        assembly.Position = 0;
        return new AssemblyLoadContext(Friend)
            .LoadFromStream(assembly)
            .GetType("Acme.Identity.Probe", throwOnError: true)!;
    }
}
