using System.Text;

namespace JwksSdk.Generators.Emission;

/// <summary>Writes comparisons of UTF-8 with texts that are known: by the length first, then by the bytes.</summary>
internal static class Utf8Text
{
    /// <summary>The length of a text in bytes.</summary>
    public static int LengthOf(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>The label of a switch over a length: where a variable is a text.</summary>
    public static string Case(string variable, string text) =>
        $"case {LengthOf(text)} when global::System.MemoryExtensions.SequenceEqual({variable}, {Escape.Literal(text)}u8):";
}
