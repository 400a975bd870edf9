using System.Diagnostics;

namespace JwksSdk.PackageTests.Packing;

/// <summary>Runs a program to its end, as a user would from a shell.</summary>
internal static class Command
{
    /// <summary>Runs <c>dotnet</c> with arguments.</summary>
    /// <returns>Everything it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it wrote.</exception>
    public static Task<string> DotnetAsync(string folder, IEnumerable<string> arguments) =>
        RunAsync("dotnet", folder, arguments);

    /// <summary>Runs a program.</summary>
    /// <inheritdoc cref="DotnetAsync" />
    public static async Task<string> RunAsync(string program, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The test's own build must not leak into another one, and no server of it may outlive the test.
        foreach (var name in start.Environment.Keys.Where(IsOfThisBuild).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var text = await output + await error;
        return process.ExitCode == 0
            ? text
            : throw new InvalidOperationException($"{program} {string.Join(' ', start.ArgumentList)} failed:\n{text}");
    }

    private static bool IsOfThisBuild(string name) =>
        name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
        || name is "NUGET_PACKAGES" or "DOTNET_HOST_PATH" or "VSTEST_CONNECTION_TIMEOUT";
}
