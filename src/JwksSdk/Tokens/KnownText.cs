using System.Text;

namespace JwksSdk.Tokens;

/// <summary>
/// A text of a declaration that claims are likely to say, such as its issuer: a claim that does gets the declaration's own string, and no
/// copy is made for each token.
/// </summary>
internal readonly struct KnownText
{
    private readonly string? _text;

    public KnownText(string text)
    {
        Utf8 = Encoding.UTF8.GetBytes(text);
        // One with half a surrogate pair has the bytes of another text.
        _text = Encoding.UTF8.GetString(Utf8.Span) == text ? text : null;
    }

    /// <summary>In UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>The declaration's string, where a claim says it; null otherwise.</summary>
    public string? Find(ReadOnlySpan<byte> claim) => claim.SequenceEqual(Utf8.Span) ? _text : null;
}
