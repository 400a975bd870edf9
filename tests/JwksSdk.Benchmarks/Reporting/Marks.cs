namespace JwksSdk.Benchmarks.Reporting;

/// <summary>The part of a page that a program writes: what stands between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c>.</summary>
internal static class Marks
{
    /// <summary>The page with lines between its marks, in place of what was there.</summary>
    public static (string Path, string Text) Replace(
        string path,
        params ReadOnlySpan<(string Name, IEnumerable<string> Lines)> parts
    )
    {
        var text = File.ReadAllText(path);
        foreach (var (name, lines) in parts)
        {
            var (begin, end) = ($"<!-- {name} -->", $"<!-- /{name} -->");
            var from = text.IndexOf(begin, StringComparison.Ordinal);
            var to = text.IndexOf(end, StringComparison.Ordinal);
            if (from < 0 || to < from)
            {
                throw new InvalidOperationException($"{path} has no {begin} with {end} after it.");
            }

            text = $"{text[..from]}{begin}\n\n{string.Join('\n', lines)}\n\n{text[to..]}";
        }

        return (path, text);
    }
}
