using JwksSdk.Generators.Tests.Support;
using JwksSdk.PackageTests.Packing;

[assembly: AssemblyFixture(typeof(Packages))]

namespace JwksSdk.PackageTests.Packing;

/// <summary>
/// Every package of this repository, packed as it would be published, in a folder feed of its own. Whoever restores from it
/// keeps its packages in a folder of its own too, so that nothing is left on the machine and nothing older is found there.
/// </summary>
public sealed class Packages : IAsyncLifetime
{
    /// <summary>The version of the packages.</summary>
    public const string Version = "0.1.0-packed";

    private readonly string _root = Directory.CreateTempSubdirectory("jwks-packages-").FullName;

    /// <summary>The folder of the packages.</summary>
    public string Feed => Path.Combine(_root, "feed");

    /// <summary>The path of a package.</summary>
    public string this[string name, string extension = "nupkg"] => Path.Combine(Feed, $"{name}.{Version}.{extension}");

    /// <summary>Packs, once for all tests.</summary>
    public async ValueTask InitializeAsync()
    {
        foreach (var name in new[] { "JwksSdk", "JwksSdk.Testing", "JwksSdk.Cli" })
        {
            await Command.DotnetAsync(
                Path.Combine(Repository.Root, "src", name),
                [
                    "pack",
                    "-c",
                    "Release",
                    "-o",
                    Feed,
                    $"-p:JwksVersion={Version}",
                    "-p:JwksReadyToRun=true",
                    "-p:ContinuousIntegrationBuild=true",
                ]
            );
        }

        var machine = await Command.DotnetAsync(_root, ["nuget", "locals", "global-packages", "--list"]);
        await File.WriteAllTextAsync(
            Path.Combine(_root, "nuget.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <fallbackPackageFolders><add key="machine" value="{machine.Split(": ", 2)[
                1
            ].Trim()}" /></fallbackPackageFolders>
              <packageSources><add key="packed" value="feed" /></packageSources>
            </configuration>
            """
        );
    }

    /// <summary>Makes an empty folder from which the packages can be restored.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    /// <summary>Deletes everything.</summary>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }
}
