using JwksSdk.Generators.Diagnostics;

namespace JwksSdk.Generators.Tests.Claims;

/// <summary>Enums that cannot be read from their names, and their nearest correct form.</summary>
public sealed class ClaimsEnumFindingTests
{
    [Theory]
    [InlineData("Basic, [JwtClaim(\"Basic\")] Gold", "its members 'Basic' and 'Gold' have the same wire name 'Basic'")]
    [InlineData(
        "[JwtClaim(\"x\")] Basic, Silver, [JwtClaim(\"x\")] Gold",
        "its members 'Basic' and 'Gold' have the same wire name 'x'"
    )]
    [InlineData("Basic, [JwtClaim(\"\")] Gold", "the wire name of its member 'Gold' is empty or no valid Unicode text")]
    [InlineData("[JwtClaim(null!)] Basic", "the wire name of its member 'Basic' is empty or no valid Unicode text")]
    [InlineData(
        "[JwtClaim(\"a\\ud800\")] Basic",
        "the wire name of its member 'Basic' is empty or no valid Unicode text"
    )]
    [InlineData(
        "[JwtClaim(\"x\", Form = ClaimForm.SpaceSeparated)] Basic",
        "its member 'Basic' is given a form, which a name does not have"
    )]
    [InlineData("", "it has no member that can be named")]
    [InlineData("[Obsolete(\"gone\", true)] Basic", "it has no member that can be named")]
    public async Task JWKS0028_is_reported_for_names_that_no_token_can_tell_apart(string members, string reason)
    {
        foreach (var type in new[] { "Tier?", "IReadOnlyList<Tier>" })
        {
            await IsReportedAsync($"public enum Tier {{ {members} }}", type, "Tier", reason);
        }
    }

    [Fact]
    public Task JWKS0028_is_reported_for_flags() =>
        IsReportedAsync(
            "[Flags] public enum Tier { Basic = 1, Gold = 2 }",
            "Tier?",
            "Tier",
            "it is a set of flags, which has no name for each of its values"
        );

    [Fact]
    public Task JWKS0028_is_reported_for_an_enum_of_another_assembly() =>
        IsReportedAsync(
            "",
            "AttributeTargets?",
            "AttributeTargets",
            "it is a set of flags, which has no name for each of its values"
        );

    [Theory]
    [InlineData("Basic, [JwtClaim(\"basic\")] Gold")]
    [InlineData("Basic = 1, [JwtClaim(\"Gold\")] Silver = 1")]
    [InlineData("[JwtClaim(\" \")] @class, [JwtClaim(\"\\ud83d\\udddd\")] Key, [Obsolete] Old")]
    [InlineData("Basic, [Obsolete(\"gone\", true)] Gone")]
    public async Task JWKS0028_is_not_reported_for_names_that_differ(string members)
    {
        var source = Source(
            $"#pragma warning disable CA1712\npublic enum Tier {{ {members} }}",
            "[JwtClaim(\"a\")] public Tier? One { get; init; } [JwtClaim(\"b\")] public IReadOnlyList<Tier> Many { get; init; } = [];"
        );

        Assert.Empty(await AnalyzerHarness.ReportAsync<JwtClaimsAnalyzer>(source));
        var run = GeneratorHarness.Run<JwtClaimsGenerator>(source);
        Assert.Contains("Acme.Identity.Profile.Claims.g.cs", run.Files.Keys);
        Compiled.WithoutWarnings(run);
    }

    private static async Task IsReportedAsync(string types, string member, string name, string reason)
    {
        var source = Source(types, $"[JwtClaim(\"x\")] public required {member} Member {{ get; init; }}");

        Assert.Equal(
            [$"JWKS0028 at 'Member': 'Member' cannot be read as '{name}', because {reason}"],
            await AnalyzerHarness.ReportAsync<JwtClaimsAnalyzer>(source)
        );
        Assert.DoesNotContain(
            "Acme.Identity.Profile.Claims.g.cs",
            GeneratorHarness.Run<JwtClaimsGenerator>(source).Files.Keys
        );
    }

    private static string Source(string types, string members) =>
        ClaimsSource.InNamespace(
            $$"""
            {{types}}

            [JwtClaims]
            public sealed partial record Profile
            {
                {{members}}
            }
            """
        );
}
