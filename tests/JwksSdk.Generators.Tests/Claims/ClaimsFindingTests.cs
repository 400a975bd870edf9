using JwksSdk.Generators.Diagnostics;

namespace JwksSdk.Generators.Tests.Claims;

/// <summary>Each mistake is reported, once and in its place, no reader is emitted for it, and its nearest correct form is left alone.</summary>
public sealed class ClaimsFindingTests
{
    [Fact]
    public Task JWKS0020_is_reported_for_a_record_that_is_not_partial() =>
        IsReportedAsync(
            "[JwtClaims] public sealed record Profile;",
            "JWKS0020 at 'Profile': 'Profile' is marked [JwtClaims] and must be partial, so that its reader can be generated"
        );

    [Fact]
    public Task JWKS0020_is_not_reported_for_a_record_that_one_part_makes_partial() =>
        IsFineAsync(
            "[JwtClaims] public sealed partial record Profile; partial record Profile { public int Age => 1; }"
        );

    [Theory]
    [InlineData(
        "public partial class Profile",
        "JWKS0021 at 'Profile': 'Profile' is marked [JwtClaims], but it is not a record class"
    )]
    [InlineData(
        "public partial record Profile<T>",
        "JWKS0021 at 'Profile': 'Profile' is marked [JwtClaims], but it is generic"
    )]
    [InlineData(
        "public abstract partial record Profile",
        "JWKS0021 at 'Profile': 'Profile' is marked [JwtClaims], but it is abstract; mark the records that derive from it, which read its members too"
    )]
    [InlineData(
        "file partial record Profile",
        "JWKS0021 at 'Profile': 'Profile' is marked [JwtClaims], but it is local to its file, where generated code cannot reach it"
    )]
    [InlineData(
        "public partial record Profile(string Name)",
        "JWKS0021 at 'Profile': 'Profile' is marked [JwtClaims], but it has no constructor without parameters"
    )]
    public Task JWKS0021_is_reported_for_a_type_that_cannot_be_a_claims_record(string head, string report) =>
        IsReportedAsync($"[JwtClaims] {head};", report);

    [Theory]
    [InlineData("public class Outer", "is nested in 'Outer', which is not partial")]
    [InlineData("public partial class Outer<T>", "is nested in 'Outer', which is generic")]
    public Task JWKS0021_is_reported_for_a_record_in_a_type_that_cannot_be_completed(string outer, string reason) =>
        IsReportedAsync(
            outer + " { [JwtClaims] public sealed partial record Profile; }",
            $"JWKS0021 at 'Profile': 'Profile' is marked [JwtClaims], but it {reason}"
        );

    [Theory]
    [InlineData("public sealed partial record Profile")]
    [InlineData("internal partial record class Profile")]
    [InlineData("public sealed partial record Profile { [JwtClaims] private sealed partial record Inner; }")]
    public Task JWKS0021_is_not_reported_for_a_type_that_can_be_a_claims_record(string head) =>
        IsFineAsync($"[JwtClaims] {head};");

    [Theory]
    [InlineData("string[]?", "Default", "string[]?")]
    [InlineData("List<string>?", "Default", "List<string>?")]
    [InlineData("IReadOnlyList<int?>", "Default", "IReadOnlyList<int?>")]
    [InlineData("IReadOnlyList<uint>", "Default", "IReadOnlyList<uint>")]
    [InlineData("IReadOnlyList<DateTimeOffset?>", "Default", "IReadOnlyList<DateTimeOffset?>")]
    [InlineData("IReadOnlyList<DateTimeOffset>", "SpaceSeparated", "IReadOnlyList<DateTimeOffset>")]
    [InlineData("IReadOnlyList<int>", "UnixMilliseconds", "IReadOnlyList<int>")]
    [InlineData("IReadOnlyList<bool>", "CommaSeparated", "IReadOnlyList<bool>")]
    [InlineData("IReadOnlyList<JsonElement>", "Default", "IReadOnlyList<JsonElement>")]
    [InlineData("IReadOnlyList<IReadOnlyList<int>>", "Default", "IReadOnlyList<IReadOnlyList<int>>")]
    [InlineData("IEnumerable<int>?", "Default", "IEnumerable<int>?")]
    [InlineData("DateTime?", "Default", "DateTime?")]
    [InlineData("uint", "Default", "uint")]
    [InlineData("Enum?", "Default", "Enum?")]
    [InlineData("DayOfWeek?", "SpaceSeparated", "DayOfWeek?")]
    [InlineData("IReadOnlyList<DayOfWeek>", "UnixMilliseconds", "IReadOnlyList<DayOfWeek>")]
    [InlineData("IReadOnlyList<DayOfWeek?>", "Default", "IReadOnlyList<DayOfWeek?>")]
    [InlineData("object?", "Default", "object?")]
    [InlineData("dynamic?", "Default", "dynamic?")]
    [InlineData("Other?", "Default", "Other?")]
    [InlineData("IReadOnlyList<Other>", "Default", "IReadOnlyList<Other>")]
    [InlineData("string?", "SpaceSeparated", "string?")]
    [InlineData("IReadOnlyList<long>", "CommaSeparated", "IReadOnlyList<long>")]
    [InlineData("IReadOnlyList<string>", "UnixMilliseconds", "IReadOnlyList<string>")]
    [InlineData("long?", "UnixMilliseconds", "long?")]
    [InlineData("DateTimeOffset?", "SpaceSeparated", "DateTimeOffset?")]
    public Task JWKS0022_is_reported_for_a_type_or_form_without_a_reader(string type, string form, string shown) =>
        IsReportedAsync(
            $$"""
            public sealed record Other;

            [JwtClaims]
            public sealed partial record Profile
            {
                [JwtClaim("x", Form = ClaimForm.{{form}})] public {{type}} Member { get; init; }
            }
            """,
            $"JWKS0022 at 'Member': 'Member' cannot be read as '{shown}' in the form {form}; see the list of types in the help of JWKS0022"
        );

    [Theory]
    [InlineData("DateTimeOffset", "UnixMilliseconds")]
    [InlineData("IReadOnlyList<string>?", "CommaSeparated")]
    [InlineData("IReadOnlyList<Profile>?", "Default")]
    [InlineData("DayOfWeek?", "Default")]
    [InlineData("decimal", "Default")]
    [InlineData("IReadOnlyList<DayOfWeek>?", "Default")]
    [InlineData("IReadOnlyList<DayOfWeek>?", "SpaceSeparated")]
    [InlineData("IReadOnlyList<DayOfWeek>?", "CommaSeparated")]
    [InlineData("Nullable<JsonElement>", "Default")]
    [InlineData("IReadOnlyList<bool>?", "Default")]
    [InlineData("IReadOnlyList<int>?", "Default")]
    [InlineData("IReadOnlyList<long>?", "Default")]
    [InlineData("IReadOnlyList<double>?", "Default")]
    [InlineData("IReadOnlyList<decimal>?", "Default")]
    [InlineData("IReadOnlyList<DateTimeOffset>?", "Default")]
    [InlineData("IReadOnlyList<DateTimeOffset>?", "UnixMilliseconds")]
    public Task JWKS0022_is_not_reported_for_a_type_and_form_with_a_reader(string type, string form) =>
        IsFineAsync(Member($$"""[JwtClaim("x", Form = ClaimForm.{{form}})] public {{type}} Member { get; init; }"""));

    [Fact]
    public Task JWKS0022_is_reported_for_a_form_without_a_name_by_its_number() =>
        IsReportedAsync(
            Member("""[JwtClaim("x", Form = (ClaimForm)99)] public string? Member { get; init; }"""),
            "JWKS0022 at 'Member': 'Member' cannot be read as 'string?' in the form 99; see the list of types in the help of JWKS0022"
        );

    [Theory]
    [InlineData("public string? Member { get; }", "has no init or set accessor that 'Profile' can reach")]
    [InlineData("public string? Member => null;", "has no init or set accessor that 'Profile' can reach")]
    [InlineData("public static string? Member { get; set; }", "is not an ordinary property of an instance")]
    public Task JWKS0023_is_reported_for_a_member_that_cannot_be_assigned(string member, string reason) =>
        IsReportedAsync(
            Member($"[JwtClaim(\"x\")] {member}"),
            $"JWKS0023 at 'Member': 'Member' is marked [JwtClaim], but it {reason}"
        );

    [Theory]
    [InlineData("[JwtClaim(\"x\")] public string? Member;")]
    [InlineData("[field: JwtClaim(\"x\")] public string? Member { get; init; }")]
    public Task JWKS0023_is_reported_for_a_field(string member) =>
        IsReportedAsync(
            Member(member),
            "JWKS0023 at 'Member': 'Member' is marked [JwtClaim], but it stands on a field; write it on a property"
        );

    [Fact]
    public Task JWKS0023_is_reported_for_a_private_accessor_of_a_base_at_the_record() =>
        IsReportedAsync(
            """
            public abstract record Base { [JwtClaim("x")] public string? Member { get; private init; } }

            [JwtClaims] public sealed partial record Profile : Base;
            """,
            "JWKS0023 at 'Profile': 'Member' is marked [JwtClaim], but it is hidden from records derived in other assemblies; make it and its accessor protected, or seal the record"
        );

    [Theory]
    [InlineData("private string? Member { get; init; }")]
    [InlineData("internal string? Member { get; init; }")]
    [InlineData("private protected string? Member { get; init; }")]
    [InlineData("public string? Member { get; internal init; }")]
    public Task JWKS0023_is_reported_for_a_member_that_a_record_of_another_assembly_would_not_see(string member) =>
        IsReportedAsync(
            $$"""[JwtClaims] public partial record Profile { [JwtClaim("x")] {{member}} }""",
            "JWKS0023 at 'Member': 'Member' is marked [JwtClaim], but it is hidden from records derived in other assemblies; make it and its accessor protected, or seal the record"
        );

    [Fact]
    public Task JWKS0023_is_reported_for_a_hidden_member_because_its_own_record_would_check_nothing() =>
        IsReportedAsync(
            """
            public abstract record Base { [JwtClaim("x")] public string? Member { get; init; } }

            [JwtClaims]
            public sealed partial record Profile : Base
            {
                [JwtClaim("x")] public new long? Member { get; init; }
            }
            """,
            "JWKS0023 at 'Profile': 'Member' is marked [JwtClaim], but it is hidden by a member of a derived record, so the checks of its own record would not see the claim"
        );

    [Theory]
    [InlineData("public string? Member { get; set; }")]
    [InlineData("private string? Member { get; init; }")]
    [InlineData("public string? Member { get; private set; }")]
    public Task JWKS0023_is_not_reported_for_a_member_that_can_be_assigned(string member) =>
        IsFineAsync(Member($"[JwtClaim(\"x\")] {member}"));

    [Theory]
    [InlineData("public")]
    [InlineData("protected")]
    [InlineData("protected internal")]
    public Task JWKS0023_is_not_reported_for_an_accessor_of_a_base_that_the_record_can_reach(string access) =>
        IsFineAsync(
            $$"""
            public abstract record Base { [JwtClaim("x")] {{access}} string? Member { get; init; } }

            [JwtClaims] public sealed partial record Profile : Base;
            """
        );

    [Fact]
    public Task JWKS0024_is_reported_for_two_members_of_one_claim_at_the_later_one() =>
        IsReportedAsync(
            """
            [JwtClaims]
            public sealed partial record Profile : Auth0AccessToken
            {
                [JwtClaim("azp")] public string? Party { get; init; }
                [JwtClaim("AZP")] public string? Another { get; init; }
            }
            """,
            "JWKS0024 at 'Party': 'Party' and 'AuthorizedParty' both name the claim 'azp'; read it once, and let the other compute its value"
        );

    [Fact]
    public Task JWKS0024_is_not_reported_for_names_that_differ_in_case() =>
        IsFineAsync(
            Member(
                """
                [JwtClaim("azp")] public string? One { get; init; }
                [JwtClaim("AZP")] public string? Two { get; init; }
                """
            )
        );

    [Theory]
    [InlineData("string", "")]
    [InlineData("string", " = \"\";")]
    [InlineData("Profile", "")]
    [InlineData("DayOfWeek", "")]
    public Task JWKS0025_is_reported_for_a_claim_with_no_value_for_its_absence(string type, string initializer) =>
        IsReportedAsync(
            Member($$"""[JwtClaim("x")] public {{type}} Member { get; init; }{{initializer}}"""),
            "JWKS0025 at 'Member': 'Member' must be required or nullable, because its claim can be absent"
        );

    [Theory]
    [InlineData("bool Member { get; init; } = true;")]
    [InlineData("long Member { get; init; } = 1;")]
    [InlineData("string? Member { get; init; } = \"none\";")]
    [InlineData("IReadOnlyList<string> Member { get; init; } = [\"a\"];")]
    [InlineData("IReadOnlyList<string>? Member { get; init; } = [];")]
    [InlineData("decimal Member { get; init; } = 1m;")]
    [InlineData("long Member { get; init; } = (long)1;")]
    [InlineData("decimal Member { get; init; } = decimal.One;")]
    [InlineData("IReadOnlyList<string> Member { get; init; } = new List<string> { \"a\" };")]
    [InlineData("IReadOnlyList<string> Member { get; init; } = new List<string>(new[] { \"a\" });")]
    [InlineData("IReadOnlyList<string> Member { get; init; } = new string[1];")]
    [InlineData("IReadOnlyList<string> Member { get; init; } = new string[] { \"a\" };")]
    public Task JWKS0025_is_reported_for_an_initializer_that_would_be_lost(string member) =>
        IsReportedAsync(
            Member($"[JwtClaim(\"x\")] public {member}"),
            "JWKS0025 at 'Member': 'Member' has an initializer that reading a token would overwrite; let another member supply it"
        );

    [Theory]
    [InlineData("bool Member { get; init; } = false;")]
    [InlineData("double Member { get; init; } = 0.0;")]
    [InlineData("bool Member { get; init; } = default;")]
    [InlineData("string? Member { get; init; } = null;")]
    [InlineData("required string Member { get; init; } = \"\";")]
    [InlineData("required DayOfWeek Member { get; init; }")]
    [InlineData("decimal Member { get; init; }")]
    [InlineData("decimal Member { get; init; } = 0m;")]
    [InlineData("decimal Member { get; init; } = decimal.Zero;")]
    [InlineData("long Member { get; init; } = (long)0;")]
    [InlineData("IReadOnlyList<string> Member { get; init; } = new List<string>();")]
    [InlineData("IReadOnlyList<string> Member { get; init; } = new string[0];")]
    [InlineData("IReadOnlyList<string> Member { get; init; } = [];")]
    [InlineData("IReadOnlyList<string> Member { get; init; } = Array.Empty<string>();")]
    [InlineData("IReadOnlyList<string> Member { get; init; } = null!;")]
    public Task JWKS0025_is_not_reported_for_an_initializer_that_says_what_reading_does(string member) =>
        IsFineAsync(Member($"[JwtClaim(\"x\")] public {member}"));

    [Theory]
    [InlineData("public required string Member { get; init; }")]
    [InlineData("public required string Member;")]
    public Task JWKS0026_is_reported_for_a_required_member_without_a_claim(string member) =>
        IsReportedAsync(
            Member(member),
            "JWKS0026 at 'Member': 'Member' is required, but no [JwtClaim] says where its value comes from"
        );

    [Fact]
    public Task JWKS0026_is_not_reported_for_a_required_member_that_the_constructor_sets() =>
        IsFineAsync(
            Member(
                """
                public required string Member { get; init; }

                [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
                public Profile() => Member = "";
                """
            )
        );

    [Theory]
    [InlineData("\"\"")]
    [InlineData("null!")]
    [InlineData("\"a\\ud800\"")]
    [InlineData("\"\\udc00\\ud800\"")]
    public Task JWKS0027_is_reported_for_a_name_that_no_token_can_hold(string name) =>
        IsReportedAsync(
            Member($$"""[JwtClaim({{name}})] public string? Member { get; init; }"""),
            "JWKS0027 at 'Member': The claim that 'Member' names is empty or no valid Unicode text"
        );

    [Theory]
    [InlineData("\"\\ud83d\\udddd\"")]
    [InlineData("\" \"")]
    public Task JWKS0027_is_not_reported_for_a_name_that_a_token_can_hold(string name) =>
        IsFineAsync(Member($$"""[JwtClaim({{name}})] public string? Member { get; init; }"""));

    [Fact]
    public Task JWKS0025_is_not_reported_in_a_file_without_nullable_references() =>
        IsFineAsync("#nullable disable\n" + Member("""[JwtClaim("x")] public string Member { get; init; }"""));

    [Fact]
    public Task JWKS0023_is_not_reported_for_a_claim_read_through_an_override() =>
        IsFineAsync(
            """
            public abstract record Base
            {
                [JwtClaim("x")] public virtual required string? Member { get; init; }
                [JwtClaim("y")] public virtual string? Other { get; init; }
            }

            [JwtClaims]
            public sealed partial record Profile : Base
            {
                [JwtClaim("z")] public override required string? Member { get; init; }
                public override string? Other => base.Other;
            }
            """
        );

    private static string Member(string member) =>
        $$"""
            [JwtClaims]
            public sealed partial record Profile
            {
                {{member}}
            }
            """;

    private static async Task IsReportedAsync(string types, string report)
    {
        var source = ClaimsSource.InNamespace(types);
        Assert.Equal([report], await AnalyzerHarness.ReportAsync<JwtClaimsAnalyzer>(source));
        Assert.DoesNotContain(
            "Acme.Identity.Profile.Claims.g.cs",
            GeneratorHarness.Run<JwtClaimsGenerator>(source).Files.Keys
        );
    }

    private static async Task IsFineAsync(string types)
    {
        var source = ClaimsSource.InNamespace(types);
        Assert.Empty(await AnalyzerHarness.ReportAsync<JwtClaimsAnalyzer>(source));
        var run = GeneratorHarness.Run<JwtClaimsGenerator>(source);
        Assert.Contains("Acme.Identity.Profile.Claims.g.cs", run.Files.Keys);
        Compiled.WithoutWarnings(run);
    }
}
