using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Tests.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Tests.Conventions;

/// <summary>A class that is a convention and something else too.</summary>
public sealed class ConventionCombinationTests
{
    private const string Convention = """
        [JwksSdk.JwksConvention("https://login.acme.com")]
        [JwksSdk.JwksConventionToken<Acme.Tokens.RealmToken>("AccessToken", "a token", AnyAudience = true)]

        """;

    private const string Other = Convention + "public sealed partial class Other;";

    [Theory]
    [InlineData("JwksSdk.JwksProvider<X>")]
    [InlineData("JwksSdk.JwksProvider<Other>")]
    [InlineData("JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0)")]
    public Task JWKS0008_is_reported_for_a_convention_that_declares_a_provider(string attribute) =>
        ConventionReports.OnlyAsync(
            "JWKS0008",
            "X",
            "X cannot declare an identity provider: it is a convention, which others name; write a class for each",
            Other,
            Convention + $"[{attribute}] public sealed partial class X;"
        );

    [Fact]
    public async Task JWKS0008_is_not_reported_for_a_declaration_within_a_convention_and_the_other_way_round()
    {
        string[] sources =
        [
            Written.Token,
            Convention
                + "public sealed partial class Realms { [JwksSdk.JwksProvider<Realms>] internal sealed partial class Staff; }",
            "[JwksSdk.JwksProvider<X.Own>] public sealed partial class X { "
                + Convention
                + "public sealed partial class Own; }",
        ];

        Assert.Empty(await Reported.ByAllAsync(sources));
        Assert.Empty(ConventionReports.Errors(sources[1..]));
    }

    /// <summary>What is wrong is said once, and the convention can be named by others.</summary>
    [Fact]
    public async Task A_convention_that_declares_a_provider_is_one_all_the_same()
    {
        string[] sources =
        [
            Convention + "[JwksSdk.JwksProvider<X>] public sealed partial class X;",
            "[JwksSdk.JwksProvider<X>] public sealed partial class Y;",
        ];

        Assert.Equal(("JWKS0008", "X"), Assert.Single(await Reported.ByAllAsync([Written.Token, .. sources])).Place);
        Assert.Contains("Y.Client.g.cs", GeneratorHarness.Run<AllGenerators>([Written.Token, .. sources]).Files.Keys);
        Assert.Empty(ConventionReports.Errors(sources));
    }

    [Theory]
    [InlineData("", "JWKS0030", "X", "X cannot be a federation: it is a convention too; write a class for each")]
    [InlineData("[JwksSdk.JwksProvider<X>]", "JWKS0030", "X", "it is a declaration of a provider too")]
    public async Task JWKS0030_is_reported_for_a_convention_that_is_a_federation(
        string attribute,
        string id,
        string at,
        string reason
    )
    {
        string[] sources =
        [
            Other,
            "[JwksSdk.JwksProvider<Other>] public sealed partial class Staff;",
            Convention + attribute + "[JwksSdk.JwksFederation(typeof(Staff))] public sealed partial class X;",
        ];

        var only = Assert.Single(await FederationReportsAsync(sources));

        Assert.Equal((id, at), only.Place);
        Assert.Contains(reason, only.Message, StringComparison.Ordinal);
        Assert.Empty(ConventionReports.Errors(sources));
    }

    /// <summary>A convention is no member, and one that declares a provider has its own report.</summary>
    [Theory]
    [InlineData("", "JWKS0031")]
    [InlineData("[JwksSdk.JwksProvider<X>]", null)]
    public async Task JWKS0031_is_reported_for_a_member_that_is_a_convention(string attribute, string? id)
    {
        string[] sources =
        [
            Other,
            "[JwksSdk.JwksProvider<Other>] public sealed partial class Staff;",
            Convention + attribute + "public sealed partial class X;",
            "[JwksSdk.JwksFederation(typeof(Staff), typeof(X))] public sealed partial class App;",
        ];

        Assert.Equal(id, (await FederationReportsAsync(sources)).SingleOrDefault()?.Id);
        Assert.Empty(ConventionReports.Errors(sources));
    }

    private static async Task<IEnumerable<Reported>> FederationReportsAsync(params string[] sources)
    {
        var found = await AllGenerators
            .Complete(GeneratorHarness.Compile([Written.Token, .. sources]))
            .WithAnalyzers([new JwksFederationAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return found.Select(Reported.Of);
    }
}
