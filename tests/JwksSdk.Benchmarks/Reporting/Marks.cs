namespace JwksSdk.Benchmarks.Reporting;

/// <summary>The part of a page that a program writes: what stands between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>.</summary>
internal static class Marks
{
    /// <summary>Puts lines between the marks, in place of what was there.</summary>
    public static void Replace(string path, string name, IEnumerable<string> lines)
    {
        var (begin, end) = ($"<!-- {name} -->", $"<!-- /{name} -->");
        var text = File.ReadAllText(path);
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        var to = text.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from)
        {
            throw new InvalidOperationException($"{path} has no {begin} with {end} after it.");
        }

        File.WriteAllText(path, $"{text[..from]}{begin}\n\n{string.Join('\n', lines)}\n\n{text[to..]}");
    }
}
