using Microsoft.CodeAnalysis.CSharp;

namespace JwksSdk.Generators.Emission;

/// <summary>Turns text from outside into C# and into documentation.</summary>
internal static class Escape
{
    /// <summary>A string literal with its quotes.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>String literals, separated by commas.</summary>
    public static string Literals(IEnumerable<string> texts) => string.Join(", ", texts.Select(Literal));

    /// <summary>Text for a documentation comment, on one line.</summary>
    public static string Xml(string text) =>
        OneLine(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");

    /// <summary>A full name as the target of a documentation reference.</summary>
    public static string Cref(string globalName) => globalName.Replace('<', '{').Replace('>', '}');

    /// <summary>
    /// The text with its control characters and line separators replaced by blanks, and what is no character of XML (1.0 §2.2) by
    /// the replacement character.
    /// </summary>
    private static string OneLine(string text) =>
        new([
            .. text.Select(
                (c, i) =>
                    char.IsControl(c) || c is '\u2028' or '\u2029' ? ' '
                    : c is '\uFFFE' or '\uFFFF' || IsLoneSurrogate(text, i) ? '\uFFFD'
                    : c
            ),
        ]);

    private static bool IsLoneSurrogate(string text, int index) =>
        char.IsHighSurrogate(text[index])
            ? index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1])
            : char.IsLowSurrogate(text[index]) && (index == 0 || !char.IsHighSurrogate(text[index - 1]));
}
