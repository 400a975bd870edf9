namespace JwksSdk.Generators.Tests.Claims;

/// <summary>The emitted text, one snapshot for each shape of record.</summary>
public sealed class ClaimsSnapshotTests
{
    [Fact]
    public void Every_type_and_form_is_read() =>
        Verify(
            "EveryTypeAndForm",
            """
            [JwtClaims]
            public sealed partial record Everything
            {
                [JwtClaim("required_text")] public required string RequiredText { get; init; }
                [JwtClaim("text")] public string? Text { get; init; }
                [JwtClaim("required_flag")] public required bool RequiredFlag { get; init; }
                [JwtClaim("flag")] public bool Flag { get; init; }
                [JwtClaim("maybe_flag")] public bool? MaybeFlag { get; init; }
                [JwtClaim("int")] public int Int { get; init; }
                [JwtClaim("maybe_int")] public int? MaybeInt { get; init; }
                [JwtClaim("long")] public long Long { get; init; }
                [JwtClaim("maybe_long")] public long? MaybeLong { get; init; }
                [JwtClaim("double")] public double Double { get; init; }
                [JwtClaim("maybe_double")] public double? MaybeDouble { get; init; }
                [JwtClaim("decimal")] public decimal Decimal { get; init; }
                [JwtClaim("maybe_decimal")] public decimal? MaybeDecimal { get; init; }
                [JwtClaim("required_date")] public required DateTimeOffset RequiredDate { get; init; }
                [JwtClaim("date")] public DateTimeOffset? Date { get; init; }
                [JwtClaim("millis", Form = ClaimForm.UnixMilliseconds)] public DateTimeOffset? Millis { get; init; }
                [JwtClaim("texts")] public IReadOnlyList<string> Texts { get; init; } = [];
                [JwtClaim("required_texts")] public required IReadOnlyList<string> RequiredTexts { get; init; }
                [JwtClaim("maybe_texts")] public IReadOnlyList<string>? MaybeTexts { get; init; }
                [JwtClaim("spaced", Form = ClaimForm.SpaceSeparated)] public IReadOnlyList<string> Spaced { get; init; } = [];
                [JwtClaim("commas", Form = ClaimForm.CommaSeparated)] public IReadOnlyList<string> Commas { get; init; } = [];
                [JwtClaim("flags")] public IReadOnlyList<bool> Flags { get; init; } = [];
                [JwtClaim("ints")] public IReadOnlyList<int> Ints { get; init; } = [];
                [JwtClaim("longs")] public IReadOnlyList<long> Longs { get; init; } = [];
                [JwtClaim("doubles")] public IReadOnlyList<double>? Doubles { get; init; }
                [JwtClaim("decimals")] public required IReadOnlyList<decimal> Decimals { get; init; }
                [JwtClaim("dates")] public IReadOnlyList<DateTimeOffset> Dates { get; init; } = [];
                [JwtClaim("moments", Form = ClaimForm.UnixMilliseconds)] public IReadOnlyList<DateTimeOffset>? Moments { get; init; }
                [JwtClaim("any")] public JsonElement? Any { get; init; }
                [JwtClaim("required_any")] public required JsonElement RequiredAny { get; init; }
                [JwtClaim("object")] public Inner? Object { get; init; }
                [JwtClaim("required_object")] public required Inner RequiredObject { get; init; }
                [JwtClaim("objects")] public IReadOnlyList<Inner> Objects { get; init; } = [];
                public string? NotAClaim { get; init; }
            }

            [JwtClaims]
            public sealed partial record Inner;
            """,
            "Acme.Identity.Everything.Claims.g.cs"
        );

    /// <summary>It grows with the claims; fifty are more than most tokens have.</summary>
    [Fact]
    public void The_reader_of_50_claims_has_no_400_lines()
    {
        var members = Enumerable
            .Range(0, 50)
            .Select(static i => $"[JwtClaim(\"claim_{i}\")] public string? Claim{i} {{ get; init; }}");
        var text = Assert.Single(
            GeneratorHarness
                .Run<JwtClaimsGenerator>(GeneratorHarness.Compile(ClaimsSource.Record(string.Join("\n", members))))
                .Files.Values
        );

        Assert.Equal(51, text.Split("reader.Read").Length - 1);
        Assert.InRange(text.Count(static each => each == '\n'), 250, 399);
    }

    [Fact]
    public void Enums_are_read_by_their_names() =>
        Verify(
            "Enums",
            """
            [JwtClaims]
            public sealed partial record Enums
            {
                [JwtClaim("tier")] public required Tier Tier { get; init; }
                [JwtClaim("next")] public Tier? TierOf { get; init; }
                [JwtClaim("days")] public IReadOnlyList<DayOfWeek> Days { get; init; } = [];
                [JwtClaim("tiers", Form = ClaimForm.SpaceSeparated)] public IReadOnlyList<Tier>? Tiers { get; init; }
                [JwtClaim("more", Form = ClaimForm.CommaSeparated)] public required IReadOnlyList<Other.Tier> More { get; init; }
            }

            public enum Tier
            {
                [JwtClaim("https://acme.com/gold \"1\"")] Gold,
                @event,
                [JwtClaim("é")] Silver,
                [Obsolete] Old = Gold,
                [Obsolete("gone", true)] Gone,
            }

            public static class Other
            {
                public enum Tier { One }
            }
            """,
            "Acme.Identity.Enums.Claims.g.cs"
        );

    [Fact]
    public void A_record_without_claims_skips_all_of_them() =>
        Verify("NoClaims", "[JwtClaims] public sealed partial record Empty;", "Acme.Identity.Empty.Claims.g.cs");

    [Fact]
    public void An_applications_own_token_reads_inherited_claims_first() =>
        Verify(
            "OwnToken",
            """
            public abstract record AcmeToken : JwtToken
            {
                [JwtClaim("tenant")]
                protected string? Tenant { get; init; }

                protected override bool IsKind(in JwtHeader header) => Tenant is not null;
            }

            [JwtClaims]
            public sealed partial record AcmeAccessToken : AcmeToken
            {
                [JwtClaim("https://acme.com/tier")]
                public required string Tier { get; init; }
            }
            """,
            "Acme.Identity.AcmeAccessToken.Claims.g.cs"
        );

    [Fact]
    public void A_nested_record_is_completed_inside_of_its_types() =>
        Verify(
            "NestedRecord",
            """
            public static partial class Outer
            {
                internal partial record struct Middle
                {
                    [JwtClaims]
                    private sealed partial record Inner
                    {
                        [JwtClaim("next")] public Inner? Next { get; init; }
                    }
                }
            }
            """,
            "Acme.Identity.Outer+Middle+Inner.Claims.g.cs"
        );

    [Fact]
    public void Names_that_are_keywords_or_taken_are_escaped_or_changed() =>
        Verify(
            "AwkwardNames",
            """
            [JwtClaims]
            public sealed partial record @class
            {
                [JwtClaim("event")] public string? Event { get; init; }
                [JwtClaim("@")] public string? @int { get; init; }
                [JwtClaim("reader")] public string? Reader { get; init; }
                [JwtClaim("claim")] public string? Claim { get; init; }
                [JwtClaim("same")] public string? Same { get; init; }
                [JwtClaim("Same")] public string? same { get; init; }
                [JwtClaim("straße \"\\\n{0}")] public string? Straße { get; init; }
                [JwtClaim("🗝")] public string? Key { get; init; }
            }
            """,
            "Acme.Identity.class.Claims.g.cs"
        );

    private static void Verify(string name, string types, string hintName)
    {
        var run = GeneratorHarness.Run<JwtClaimsGenerator>(ClaimsSource.InNamespace(types));
        Compiled.WithoutWarnings(run);
        Snapshot.Matches(run.Files[hintName], name);
    }
}
