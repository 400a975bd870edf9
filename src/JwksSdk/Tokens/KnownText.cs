using System.Text;

namespace JwksSdk.Tokens;

/// <summary>
/// A text of a declaration that claims are likely to say, such as its issuer: a claim that does gets the declaration's own string, and no
/// copy is made for each token.
/// </summary>
internal readonly struct KnownText
{
    private readonly byte[]? _utf8;
    private readonly string? _text;

    public KnownText(string text)
    {
        _utf8 = Encoding.UTF8.GetBytes(text);
        // One with half a surrogate pair has the bytes of another text.
        _text = Encoding.UTF8.GetString(_utf8) == text ? text : null;
    }

    /// <summary>In UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>The declaration's string, where a claim says it; null otherwise.</summary>
    public string? Find(ReadOnlySpan<byte> claim) => claim.SequenceEqual(Utf8) ? _text : null;
}
