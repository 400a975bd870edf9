using System.Text;

namespace JwksSdk.Tokens;

/// <summary>
/// A text of a declaration that claims are likely to say, such as its issuer: a claim that does gets the declaration's own string, and no
/// copy is made for each token.
/// </summary>
internal readonly struct KnownText(string text)
{
    private readonly byte[]? _utf8 = Encoding.UTF8.GetBytes(text);

    /// <summary>In UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8 => _utf8;

    /// <summary>Whether a claim says it; then <paramref name="found"/> is the declaration's string.</summary>
    public bool Is(ReadOnlySpan<byte> claim, out string found)
    {
        found = text;
        return claim.SequenceEqual(_utf8) && _utf8 is not null;
    }
}
