using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using JwksSdk.Benchmarks.Measuring;

namespace JwksSdk.Benchmarks.Subjects;

/// <summary>The verifiers of Node.js, installed into a folder of their own, which goes with this object.</summary>
internal sealed class NodePeers : IDisposable
{
    private static readonly string Npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
    private readonly string _folder;

    private NodePeers(string folder) => _folder = folder;

    /// <summary>What <c>node --version</c> says; null where there is no Node.js.</summary>
    public static string? Version() =>
        Run(".", "node", ["--version"], "") is { ExitCode: 0, Output: var version } ? version.Trim() : null;

    /// <summary>Installs the packages of <c>Node/package.json</c>.</summary>
    /// <returns>Null where there is no Node.js, no npm, or no package to be had; the console says so.</returns>
    public static NodePeers? Install()
    {
        if (Version() is null)
        {
            Console.WriteLine("Left out: there is no node here.");
            return null;
        }

        var peers = new NodePeers(Directory.CreateTempSubdirectory("jwkssdk-node-").FullName);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Node")))
        {
            File.Copy(file, Path.Combine(peers._folder, Path.GetFileName(file)));
        }

        string[] arguments = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
        var (exitCode, _, error) = Run(peers._folder, Npm, arguments, "");
        if (exitCode == 0)
        {
            return peers;
        }

        Console.WriteLine($"Left out: npm installs nothing here ({error.Trim().Split('\n')[0]}).");
        peers.Dispose();
        return null;
    }

    /// <summary>Has <c>Node/peers.mjs</c> measure.</summary>
    /// <exception cref="InvalidOperationException">A peer came to the wrong outcome.</exception>
    public IReadOnlyList<Comparison> Measure(JsonObject job)
    {
        var (exitCode, output, error) = Run(_folder, "node", ["peers.mjs"], job.ToJsonString());
        return exitCode == 0
            ? JsonSerializer.Deserialize<Comparison[]>(output, JsonSerializerOptions.Web)!
            : throw new InvalidOperationException($"peers.mjs failed: {error}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Write(StreamWriter standardInput, string input)
    {
        try
        {
            standardInput.Write(input);
            standardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything: its exit code and its errors say why.
        }
    }

    private static (int ExitCode, string Output, string Error) Run(
        string folder,
        string command,
        string[] arguments,
        string input
    )
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            Write(process.StandardInput, input);
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (Win32Exception exception)
        {
            return (-1, "", exception.Message);
        }
    }
}
