using System.Text.RegularExpressions;
using JwksSdk.Generators.Tests.Support;
using JwksSdk.PackageTests.Packing;

namespace JwksSdk.PackageTests;

/// <summary>
/// The example on the page of each error, in one application that knows nothing but the package: none of them compiles, and
/// each is told its own error.
/// </summary>
public sealed partial class MistakeTests(Packages packages)
{
    /// <summary>What is right in an application, and examples speak of.</summary>
    private const string Others = """
        using JwksSdk;
        using JwksSdk.Providers;
        using static JwksSdk.IdentityProvider;

        return;

        [JwksProvider(Auth0, Domain = "customers.eu.auth0.com", Audience = "https://api.acme.com")]
        public sealed partial class CustomerIdentity;

        [JwksProvider(Cognito, UserPoolId = "eu-west-1_Ab12Cd34E", ClientId = "1acmeclient00000000000000")]
        public sealed partial class StaffIdentity;

        [JwksProvider(Clerk)]
        public sealed partial class PartnerIdentity;

        [JwksConvention("https://{Domain}/realms/acme")]
        [JwksConventionInput("Domain", InputShape.Host, "The host.")]
        [JwksConventionToken<KeycloakAccessToken>("AccessToken", "an access token", Audience = "Audience")]
        public sealed partial class Keycloak;

        [JwtClaims]
        public sealed partial record KeycloakAccessToken : OpenIdConnectAccessToken;

        namespace Acme.Shop
        {
            [JwksProvider(Auth0, Domain = "shop.eu.auth0.com", Audience = "https://api.acme.com")]
            public sealed partial class Identity;
        }

        namespace Acme.Blog
        {
            [JwksProvider(Auth0, Domain = "blog.eu.auth0.com", Audience = "https://api.acme.com")]
            public sealed partial class Identity;
        }
        """;

    [Fact]
    public async Task The_example_of_every_error_is_refused_with_that_error()
    {
        var folder = packages.NewFolder("Mistakes");
        var console = Path.Combine(Repository.Root, "tests", "JwksSdk.PackageTests", "Consumers", "Console");
        File.Copy(Path.Combine(console, "Console.csproj"), Path.Combine(folder, "Mistakes.csproj"));
        var errors = new List<string>();
        foreach (var (id, example) in Examples())
        {
            errors.Add(id);
            await File.WriteAllTextAsync(
                Path.Combine(folder, id + ".cs"),
                // A namespace for each: the examples use the same names over and over.
                $"using JwksSdk;\nusing JwksSdk.Providers;\nusing static JwksSdk.IdentityProvider;\n\nnamespace {id};\n\n{Complete(example)}\n",
                TestContext.Current.CancellationToken
            );
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Others, TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Command.DotnetAsync(folder, ["build", "-c", "Release", "-m:1", $"-p:PackedVersion={Packages.Version}"])
        );

        var reported = Reported()
            .Matches(failure.Message)
            .Where(static match => match.Groups["file"].Value == match.Groups["id"].Value)
            .Select(static match => match.Groups["id"].Value)
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.True(errors.Count > 20, "The pages were not found.");
        Assert.True(errors.SequenceEqual(reported), $"Not every example is told its error:\n{failure.Message}");
    }

    private static IEnumerable<(string Id, string Example)> Examples() =>
        from path in Directory
            .EnumerateFiles(
                Path.Combine(Repository.Root, "generators", "JwksSdk.Generators", "Diagnostics", "docs"),
                "JWKS*.md"
            )
            .Order(StringComparer.Ordinal)
        let page = File.ReadAllText(path)
        where page.Contains("\nSeverity: error\n", StringComparison.Ordinal)
        select (
            Path.GetFileNameWithoutExtension(path),
            Fence().Match(page.Split("\n## Example\n", 2)[1]).Groups["code"].Value
        );

    /// <summary>The example within what it leaves out: members stand in a record, and an enum is read by one.</summary>
    private static string Complete(string example) =>
        !Type().IsMatch(example) ? $"[JwtClaims]\npublic sealed partial record Example\n{{\n{example}}}"
        : example.StartsWith("public enum Tier", StringComparison.Ordinal)
            ? example
                + "\n[JwtClaims]\npublic sealed partial record Example { [JwtClaim(\"tier\")] public Tier? Tier { get; init; } }"
        : example;

    [GeneratedRegex(@"^\s*public (\w+ )*(class|record|enum|interface|struct) ", RegexOptions.Multiline)]
    private static partial Regex Type();

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<file>JWKS\d{4})\.cs\(\d+,\d+\): error (?<id>JWKS\d{4}):")]
    private static partial Regex Reported();
}
