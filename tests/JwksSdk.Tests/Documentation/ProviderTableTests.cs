using JwksSdk.Generators.Tests.Support;
using JwksSdk.Providers;

namespace JwksSdk.Tests.Documentation;

/// <summary>The README's table of providers is compared with the conventions, so that it cannot rot.</summary>
public class ProviderTableTests
{
    private static readonly string[] SharedInputs =
    [
        "Issuer",
        "JwksUri",
        "Algorithms",
        "ClockSkewSeconds",
        "MaxTokenAgeSeconds",
        "MaxAuthenticationAgeSeconds",
        "AllowBoundTokens",
        "Startup",
        "PrivateNetwork",
    ];

    [Fact]
    public void The_table_of_providers_is_what_the_conventions_say()
    {
        var rows = Enum.GetNames<IdentityProvider>().Select(static name => Row(Convention(name))).ToArray();

        var table = Repository
            .Read("README.md")
            .Split('\n')
            .Where(static line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(rows, table);
    }

    private static ProviderConvention Convention(string name)
    {
        var type = typeof(ProviderConvention).Assembly.GetType(
            $"JwksSdk.Providers.{name}Convention",
            throwOnError: true
        );
        return (ProviderConvention)Activator.CreateInstance(type!)!;
    }

    private static string Row(ProviderConvention convention)
    {
        var own = convention
            .Inputs.Select(static input => input.Name)
            .Except(SharedInputs)
            .Select(static input => $"`{input}`");
        var kinds = convention.Resolve(new ProviderInputs()).Facts.Kinds.Select(static kind => $"`{kind.Name}`");
        return $"| `{convention.Name}` | {string.Join(", ", own)} | {string.Join(", ", kinds)} |";
    }
}
