using System.Diagnostics;
using JwksSdk.Generators.Tests.Support;

namespace JwksSdk.Benchmarks.Subjects;

/// <summary>The program of JwksSdk.ColdStart, published in one way; each run is a process of its own.</summary>
internal sealed class ColdProgram
{
    private readonly string _path;

    private ColdProgram(string path) => _path = path;

    /// <summary>Publishes it; null when that fails, which the console then tells.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="options">More options of <c>dotnet publish</c>.</param>
    public static ColdProgram? Publish(string folder, params string[] options)
    {
        using var process = Start([
            "publish",
            Path.Combine(Repository.Root, "tests", "JwksSdk.ColdStart"),
            "-c",
            "Release",
            "-o",
            folder,
            "--nologo",
            "-v",
            "quiet",
            .. options,
        ]);
        return process.ExitCode == 0 ? new ColdProgram(Path.Combine(folder, "JwksSdk.ColdStart.dll")) : null;
    }

    /// <summary>Runs it once, and says how long the process lasted in milliseconds.</summary>
    /// <param name="mode">Which part of it.</param>
    /// <param name="tokens">The token that it verifies, and the key.</param>
    public double Run(string mode, TokenSet tokens)
    {
        var begun = Stopwatch.GetTimestamp();
        using var process = Start([_path, mode, tokens.Token, tokens.KeySet]);
        var elapsed = Stopwatch.GetElapsedTime(begun);
        return process.ExitCode == 0
            ? elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"The cold start of {mode} came to the wrong outcome.");
    }

    /// <summary>Runs <c>dotnet</c> to its end.</summary>
    private static Process Start(IEnumerable<string> arguments)
    {
        var process = Process.Start("dotnet", arguments);
        process.WaitForExit();
        return process;
    }
}
