namespace JwksSdk.Tokens;

/// <summary>A list of strings that finds one faster than by making each of them.</summary>
internal interface IOrdinalTexts
{
    /// <summary>Whether a string is among them, compared ordinally.</summary>
    bool Contains(string? text);
}
