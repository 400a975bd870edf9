namespace JwksSdk.Tokens;

/// <summary>What alone tells a text from a declared one, where people often mistake the one for the other.</summary>
internal static class Resemblance
{
    private const string Separator = "://";

    /// <summary>
    /// The differences, as the end of a sentence; null when the texts are equal, or differ in more than their scheme, the slash
    /// at their end, and upper and lower case.
    /// </summary>
    public static string? Between(string declared, string given)
    {
        var (scheme, text) = Split(declared);
        var (givenScheme, givenText) = Split(given);
        var differences = new List<string>();
        if (!string.Equals(scheme, givenScheme, StringComparison.OrdinalIgnoreCase))
        {
            differences.Add("its scheme (https or http)");
        }

        if (text.EndsWith('/') != givenText.EndsWith('/'))
        {
            differences.Add("the slash at its end");
            (text, givenText) = (text.TrimEnd('/'), givenText.TrimEnd('/'));
        }

        if (!string.Equals(text, givenText, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (!string.Equals(text, givenText, StringComparison.Ordinal))
        {
            differences.Add("upper and lower case");
        }

        return differences.Count == 0 ? null : string.Join(", ", differences);
    }

    private static (string Scheme, string Text) Split(string address)
    {
        var end = address.IndexOf(Separator, StringComparison.Ordinal);
        return end < 0 ? ("", address) : (address[..end], address[(end + Separator.Length)..]);
    }
}
