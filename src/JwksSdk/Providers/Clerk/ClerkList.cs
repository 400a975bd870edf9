namespace JwksSdk.Providers;

/// <summary>A list that Clerk writes in one text, separated by commas, and whose items count by their places.</summary>
internal static class ClerkList
{
    /// <summary>
    /// The items in their places, empty ones too, without the plain spaces around them; other white space is part of a name,
    /// which must not turn into another name. No text and an empty one have none.
    /// </summary>
    public static IReadOnlyList<string> Items(string? text) =>
        string.IsNullOrEmpty(text) ? [] : [.. text.Split(',').Select(static item => item.Trim(' '))];
}
