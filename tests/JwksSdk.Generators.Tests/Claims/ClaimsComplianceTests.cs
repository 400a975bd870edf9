namespace JwksSdk.Generators.Tests.Claims;

/// <summary>Emitted readers are held to the rules of code that a person wrote.</summary>
public sealed class ClaimsComplianceTests
{
    private const string Tokens = """
        [JwtClaims]
        public partial record AcmeAccessToken : Auth0AccessToken
        {
            [JwtClaim("tier")] public required string Tier { get; init; }
            [JwtClaim("tags")] public IReadOnlyList<string>? Tags { get; init; }
            [JwtClaim("level")] public int Level { get; init; }
            [JwtClaim("who")] public Person? Who { get; init; }
            [JwtClaim("day")] public required DayOfWeek Day { get; init; }
            [JwtClaim("days")] public IReadOnlyList<DayOfWeek> Days { get; init; } = [];
            [JwtClaim("amount")] public decimal? Amount { get; init; }
        }

        [JwtClaims]
        public sealed partial record AcmeAdminToken : AcmeAccessToken
        {
            [JwtClaim("until")] public DateTimeOffset? Until { get; init; }
        }

        [JwtClaims]
        public sealed partial record Person
        {
            [JwtClaim("address")] public JsonElement? Address { get; init; }
        }
        """;

    [Fact]
    public Task Emitted_code_satisfies_every_analyzer() =>
        Compiled.WithoutFindingsWhenUnmarkedAsync(
            GeneratorHarness.Run<JwtClaimsGenerator>(ClaimsSource.InNamespace(Tokens))
        );

    [Fact]
    public void Emitted_code_compiles_as_CSharp_13() =>
        Compiled.AsCSharp13WithoutWarnings(GeneratorHarness.Run<JwtClaimsGenerator>(ClaimsSource.InNamespace(Tokens)));

    [Fact]
    public void Emitted_code_is_plain_text_with_line_feeds_and_no_trailing_blanks() =>
        Compiled.IsPlainText(GeneratorHarness.Run<JwtClaimsGenerator>(ClaimsSource.InNamespace(Tokens)));
}
