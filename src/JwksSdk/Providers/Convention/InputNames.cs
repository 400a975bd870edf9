namespace JwksSdk.Providers;

/// <summary>Names of inputs and kinds of token: they become members of generated classes and configuration keys.</summary>
internal static class InputNames
{
    /// <summary>Whether a text is a letter in upper case, then letters and digits of ASCII: never a keyword of the language.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= 64 && text[0] is >= 'A' and <= 'Z' && text.All(IsLetterOrDigit);

    private static bool IsLetterOrDigit(char c) => c is >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '0' and <= '9';
}
