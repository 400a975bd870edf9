using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace JwksSdk.Generators.Tests;

/// <summary>
/// Compares text with a file beside the test, <c>Snapshots/{name}.verified.txt</c>. Where they differ, the text is written
/// to <c>{name}.received.txt</c> and the test fails with the first difference. With the environment variable
/// <c>ACCEPT_SNAPSHOTS=1</c> the text becomes the expected one; look at the difference before committing it.
/// </summary>
internal static partial class Snapshot
{
    public static void Matches(string text, string name, [CallerFilePath] string testFile = "")
    {
        // The version in the mark of generated code changes with each release and says nothing about the shape.
        var received = Version().Replace(text, "$1{version}$2");
        var folder = Path.Combine(Path.GetDirectoryName(testFile)!, "Snapshots");
        var verifiedFile = Path.Combine(folder, name + ".verified.txt");
        var receivedFile = Path.Combine(folder, name + ".received.txt");
        if (Environment.GetEnvironmentVariable("ACCEPT_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(verifiedFile, received);
        }

        var verified = File.Exists(verifiedFile) ? File.ReadAllText(verifiedFile) : "";
        if (verified == received)
        {
            File.Delete(receivedFile);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(receivedFile, received);
        Assert.Fail($"{name} is not as expected.\n{FirstDifference(verified, received)}");
    }

    [GeneratedRegex("""(GeneratedCode\("[^"]*", ")[^"]*("\))""")]
    private static partial Regex Version();

    private static string FirstDifference(string verified, string received)
    {
        var expected = verified.Split('\n');
        var actual = received.Split('\n');
        var line = 0;
        while (line < expected.Length && line < actual.Length && expected[line] == actual[line])
        {
            line++;
        }

        return $"Line {line + 1}\n- {expected.ElementAtOrDefault(line)}\n+ {actual.ElementAtOrDefault(line)}";
    }
}
