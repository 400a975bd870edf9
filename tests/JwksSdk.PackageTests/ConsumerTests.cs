using System.IO.Compression;
using System.Runtime.InteropServices;
using JwksSdk.Generators.Tests.Support;
using JwksSdk.PackageTests.Packing;

namespace JwksSdk.PackageTests;

/// <summary>Applications that know nothing but the packages: restored, built without a warning, and run.</summary>
public sealed class ConsumerTests(Packages packages)
{
    [Theory]
    [InlineData("Console", "console: verified, BadSignature, gold")]
    [InlineData("Worker", "worker: customer, gold, UnknownIssuer")]
    [InlineData("Web", "web: 200 acme, 401")]
    public async Task An_application_of_its_own_builds_without_a_warning_and_runs(string name, string expected)
    {
        var folder = Copy(name);

        await Command.DotnetAsync(
            folder,
            ["build", "-c", "Release", "-warnaserror", "-m:1", $"-p:PackedVersion={Packages.Version}"]
        );
        var output = await Command.DotnetAsync(
            folder,
            [Path.Combine(folder, "bin", "Release", "net10.0", name + ".dll")]
        );

        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_loads_the_library_that_is_compiled_for_its_system()
    {
        var folder = Copy("Console", "ConsoleOfItsSystem");
        await Command.DotnetAsync(folder, ["build", "-c", "Release", "-m:1", $"-p:PackedVersion={Packages.Version}"]);

        var output = await Command.DotnetAsync(
            folder,
            [Path.Combine(folder, "bin", "Release", "net10.0", "Console.dll")]
        );

        using var package = ZipFile.OpenRead(packages["JwksSdk"]);
        // A Linux of another C library takes what is compiled for Linux: it is of this library alone.
        var processor = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        var expected =
            new[] { RuntimeInformation.RuntimeIdentifier, OperatingSystem.IsLinux() ? $"linux-{processor}" : "" }
                .Select(static system => $"runtimes/{system}/lib/net10.0/JwksSdk.dll")
                .FirstOrDefault(image => package.GetEntry(image) is not null)
            ?? "JwksSdk.dll";
        Assert.Contains(
            $"library: {expected}\n",
            output.ReplaceLineEndings("\n").Replace('\\', '/'),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_mistake_in_a_declaration_stops_the_build()
    {
        var folder = Copy("Console", "ConsoleWithMistake");
        var program = Path.Combine(folder, "Program.cs");
        var text = await File.ReadAllTextAsync(program, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            program,
            text.Replace("eu-west-1_Ab12Cd34E\", ClientId", "eu-west-1\", ClientId", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Command.DotnetAsync(folder, ["build", "-c", "Release", "-m:1", $"-p:PackedVersion={Packages.Version}"])
        );

        Assert.Contains("error JWKS0004", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tool_installs_and_runs()
    {
        var folder = packages.NewFolder("Tool");

        await Command.DotnetAsync(
            folder,
            ["tool", "install", "JwksSdk.Cli", "--version", Packages.Version, "--tool-path", folder]
        );
        var help = await Command.RunAsync(Path.Combine(folder, "jwks"), folder, ["--help"]);

        Assert.Contains("Usage:", help, StringComparison.Ordinal);
    }

    private string Copy(string consumer, string? name = null)
    {
        var folder = packages.NewFolder(name ?? consumer);
        var source = Path.Combine(Repository.Root, "tests", "JwksSdk.PackageTests", "Consumers", consumer);
        foreach (var file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }
}
