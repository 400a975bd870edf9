namespace JwksSdk.Providers;

/// <summary>Text that documentation pages and templates leave for the reader to replace.</summary>
internal static class Placeholders
{
    // Without hyphens and underscores. Whole words alone: a name may well hold "your".
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "changeme",
        "replaceme",
        "yourapi",
        "yourapiidentifier",
        "yourapp",
        "youraudience",
        "yourclientid",
        "yourcompany",
        "yourissuer",
        "yourkey",
        "yourorg",
        "yourorganization",
        "yourpoolid",
        "yourpublishablekey",
        "yourregion",
        "yoursecret",
        "yoursecretkey",
        "yoursubdomain",
        "yourtenant",
        "youruserpoolid",
        "yourvalue",
    };

    /// <summary>
    /// Whether a value is, or holds, such text: braces, angle brackets, a row of six X, a word in capitals that begins with YOUR, one
    /// from your to domain, or one of the usual ones.
    /// </summary>
    public static bool IsPlaceholder(string value) =>
        value.IndexOfAny(['{', '}', '<', '>']) >= 0
        || value.Contains("XXXXXX", StringComparison.OrdinalIgnoreCase)
        || WordsOf(value).Any(IsPlaceholderWord);

    private static bool IsPlaceholderWord(string word)
    {
        var letters = word.Replace("-", "").Replace("_", "");
        return Words.Contains(letters)
            || (
                letters.StartsWith("your", StringComparison.OrdinalIgnoreCase)
                && letters.EndsWith("domain", StringComparison.OrdinalIgnoreCase)
            )
            || (
                (
                    word.StartsWith("YOUR_", StringComparison.Ordinal)
                    || word.StartsWith("YOUR-", StringComparison.Ordinal)
                ) && !word.Any(char.IsLower)
            );
    }

    /// <summary>The runs of letters, digits, hyphens and underscores.</summary>
    private static IEnumerable<string> WordsOf(string value)
    {
        var start = 0;
        for (var i = 0; i <= value.Length; i++)
        {
            if (i == value.Length || !(char.IsLetterOrDigit(value[i]) || value[i] is '-' or '_'))
            {
                if (i > start)
                {
                    yield return value.Substring(start, i - start);
                }

                start = i + 1;
            }
        }
    }
}
