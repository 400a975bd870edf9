using System.Text.RegularExpressions;
using JwksSdk.Generators.Tests.Support;

namespace JwksSdk.Generators.Tests.Architecture;

/// <summary>A provider's quirk lives in its folder: nothing else in the sources knows a provider, not even in a comment.</summary>
public class ProviderNamesTests
{
    // The folders of the providers themselves, the enum and the attribute that users write, and the packages that
    // are about providers by their nature.
    private static readonly string[] MayNameProviders =
    [
        "src/JwksSdk/Providers/",
        "src/JwksSdk/Annotations/",
        "src/JwksSdk.Testing/",
        "src/JwksSdk.Cli/",
        "src/JwksSdk.AspNetCore/",
    ];

    // Anywhere in a word, in any case: IsAuth0 and _okta are names too. OpenID Connect is a standard, not a vendor.
    private static readonly Regex Names = new(
        $@"\w*({string.Join('|', Enum.GetNames<IdentityProvider>().Except([nameof(IdentityProvider.OpenIdConnect)]))})\w*",
        RegexOptions.IgnoreCase
    );

    [Fact]
    public void No_provider_is_named_outside_its_folder()
    {
        var violations =
            from path in Repository.SourceFiles("src").Concat(Repository.SourceFiles("generators"))
            where !MayNameProviders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))
            from Match match in Names.Matches(Repository.Read(path))
            select $"{path} names {match.Value}";

        Assert.Empty(violations);
    }

    [Fact]
    public void The_shared_part_of_the_conventions_names_no_provider()
    {
        var violations =
            from folder in new[] { "src/JwksSdk/Providers/Convention", "src/JwksSdk/Providers/Declaration" }
            from path in Repository.SourceFiles(folder)
            from Match match in Names.Matches(Repository.Read(path))
            select $"{path} names {match.Value}";

        Assert.Empty(violations);
    }

    [Fact]
    public void Every_provider_of_the_enum_has_its_folder_with_a_convention()
    {
        foreach (var name in Enum.GetNames<IdentityProvider>())
        {
            Assert.True(
                File.Exists(Path.Combine(Repository.Root, $"src/JwksSdk/Providers/{name}/{name}Convention.cs")),
                $"{name} has no convention"
            );
        }
    }
}
