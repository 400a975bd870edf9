namespace JwksSdk.Generators.Tests.Declarations;

/// <summary>The compiler compares the names of generated files without case.</summary>
public sealed class NamesThatDifferInCaseTests
{
    private const string Three = """
        using JwksSdk;

        /// <summary>One.</summary>
        [JwksProvider(IdentityProvider.Auth0)]
        public sealed partial class CustomerIdentity;

        /// <summary>Two.</summary>
        [JwksProvider(IdentityProvider.Auth0)]
        public sealed partial class Customeridentity;

        /// <summary>Another.</summary>
        [JwksProvider(IdentityProvider.Auth0)]
        public sealed partial class StaffIdentity;
        """;

    [Fact]
    public void Declarations_are_all_emitted_and_compile()
    {
        var run = GeneratorHarness.Run<JwksProviderGenerator>(Three);

        Compiled.WithoutWarnings(run);
        Assert.Equal(
            [
                "CustomerIdentity-e4049df603f90227.Client.g.cs",
                "Customeridentity-9331bb1d6f4b2a07.Client.g.cs",
                "StaffIdentity.Client.g.cs",
            ],
            run.Files.Keys.Where(static hint => hint.EndsWith(".Client.g.cs", StringComparison.Ordinal))
        );
        Assert.Equal(
            [".Client", ".Options", ".Registration"],
            run.Files.Keys.Where(static hint => hint.StartsWith("Customeridentity-", StringComparison.Ordinal))
                .Select(static hint => hint[hint.IndexOf('.', StringComparison.Ordinal)..^".g.cs".Length])
        );
    }

    [Fact]
    public void A_name_does_not_depend_on_the_others_of_its_group()
    {
        var more = GeneratorHarness.Run<JwksProviderGenerator>(
            Three,
            "[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0)] public sealed partial class CUSTOMERIDENTITY;"
        );

        Assert.Superset(
            GeneratorHarness.Run<JwksProviderGenerator>(Three).Files.Keys.ToHashSet(),
            more.Files.Keys.ToHashSet()
        );
    }

    [Fact]
    public void A_clash_that_appears_leaves_other_files_alone()
    {
        var compilation = GeneratorHarness.Compile(
            Three.Replace("Customeridentity", "PartnerIdentity", StringComparison.Ordinal)
        );
        var first = GeneratorHarness.Run<JwksProviderGenerator>(compilation);

        var second = first.Then(
            compilation.AddSyntaxTrees(
                GeneratorHarness.Parse(
                    "[JwksSdk.JwksProvider(JwksSdk.IdentityProvider.Auth0)] public sealed partial class Customeridentity;",
                    "More.cs"
                )
            )
        );

        Assert.Contains("CustomerIdentity.Client.g.cs", first.Files.Keys);
        Assert.DoesNotContain("CustomerIdentity.Client.g.cs", second.Files.Keys);
        Assert.Contains("StaffIdentity.Client.g.cs", second.Files.Keys);
    }

    [Fact]
    public void Claims_records_are_all_read()
    {
        var run = GeneratorHarness.Run<JwtClaimsGenerator>(
            """
            using JwksSdk;

            namespace Acme;

            [JwtClaims]
            internal sealed partial record Profile;

            [JwtClaims]
            internal sealed partial record PROFILE;

            [JwtClaims]
            internal sealed partial record Address;
            """
        );

        Compiled.WithoutWarnings(run);
        Assert.Equal(3, run.Files.Count);
        Assert.Contains("Acme.Address.Claims.g.cs", run.Files.Keys);
        Assert.Equal(
            2,
            run.Files.Keys.Count(static hint =>
                hint.StartsWith("Acme.P", StringComparison.Ordinal) && hint.Contains('-', StringComparison.Ordinal)
            )
        );
    }
}
