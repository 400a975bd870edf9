using System.Runtime.CompilerServices;

namespace JwksSdk.Generators.Tests.Support;

/// <summary>The files of this repository, for the tests that read them.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The C# files below a folder, with paths relative to the root and forward slashes.</summary>
    public static IEnumerable<string> SourceFiles(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(static path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(static path => !path.Contains("/obj/") && !path.Contains("/bin/"))
            .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot([CallerFilePath] string path = "")
    {
        var directory = new DirectoryInfo(File.Exists(path) ? Path.GetDirectoryName(path)! : AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "JwksSdk.sln")))
        {
            directory =
                directory.Parent ?? throw new InvalidOperationException("JwksSdk.sln is above none of the folders.");
        }

        return directory.FullName;
    }
}
