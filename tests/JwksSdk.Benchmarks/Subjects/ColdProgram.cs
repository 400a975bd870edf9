using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
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
        var project = Path.Combine(Repository.Root, "tests", "JwksSdk.ColdStart");
        return Succeeds("publish", project, folder, options)
            ? new ColdProgram(Path.Combine(folder, "JwksSdk.ColdStart.dll"))
            : null;
    }

    /// <summary>
    /// Puts in the library as an application gets it with the package: compiled ahead of time, where the package has it for this machine.
    /// </summary>
    /// <param name="folder">Where to pack.</param>
    /// <returns>Whether it has.</returns>
    /// <exception cref="InvalidOperationException">It cannot be packed.</exception>
    public bool TakePackedLibrary(string folder)
    {
        var project = Path.Combine(Repository.Root, "src", "JwksSdk");
        if (!Succeeds("pack", project, folder, "-p:JwksReadyToRun=true"))
        {
            throw new InvalidOperationException("The library cannot be packed.");
        }

        using var package = ZipFile.OpenRead(Directory.EnumerateFiles(folder, "*.nupkg").Single());
        var image = package.GetEntry($"runtimes/{RuntimeInformation.RuntimeIdentifier}/lib/net10.0/JwksSdk.dll");
        image?.ExtractToFile(Path.Combine(Path.GetDirectoryName(_path)!, image.Name), overwrite: true);
        return image is not null;
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

    private static bool Succeeds(string command, string project, string folder, params string[] options)
    {
        string[] arguments = [command, project, "-c", "Release", "-o", folder, "--nologo", "-v", "quiet", .. options];
        using var process = Start(arguments);
        return process.ExitCode == 0;
    }

    /// <summary>Runs <c>dotnet</c> to its end.</summary>
    private static Process Start(IEnumerable<string> arguments)
    {
        var process = Process.Start("dotnet", arguments);
        process.WaitForExit();
        return process;
    }
}
