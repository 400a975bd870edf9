using System.Buffers;
using System.Text;
using JwksSdk.Providers;

namespace JwksSdk.Keys;

/// <summary>Compares a <c>kid</c> with what its provider's look like.</summary>
internal static class KeyIdShapeMatch
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<byte>[] Alphabets =
    [
        Characters(KeyIdAlphabet.Base64Url),
        Characters(KeyIdAlphabet.Base64),
        Characters(KeyIdAlphabet.Base64Url | KeyIdAlphabet.Base64),
    ];

    private static readonly SearchValues<byte> Printable = SearchValues.Create([
        .. Enumerable.Range('!', '~' - '!' + 1).Select(static c => (byte)c),
    ]);

    /// <summary>Whether a <c>kid</c> in UTF-8 has the shape: length, alphabet and prefix. Allocates nothing.</summary>
    public static bool Fits(KeyIdShape shape, ReadOnlySpan<byte> keyId) =>
        keyId.Length >= shape.MinLength
        && keyId.Length <= shape.MaxLength
        && !keyId.ContainsAnyExcept(Alphabet(shape.Alphabet))
        && HasPrefix(shape.Prefixes, keyId);

    private static SearchValues<byte> Alphabet(KeyIdAlphabet alphabet) =>
        (alphabet & KeyIdAlphabet.PrintableAscii) != 0 ? Printable : Alphabets[(int)alphabet - 1];

    private static SearchValues<byte> Characters(KeyIdAlphabet alphabet) =>
        SearchValues.Create(
            Encoding.ASCII.GetBytes(
                LettersAndDigits
                    + ((alphabet & KeyIdAlphabet.Base64Url) != 0 ? "-_" : "")
                    + ((alphabet & KeyIdAlphabet.Base64) != 0 ? "+/=" : "")
            )
        );

    private static bool HasPrefix(IReadOnlyList<string> prefixes, ReadOnlySpan<byte> keyId)
    {
        for (var i = 0; i < prefixes.Count; i++)
        {
            if (prefixes[i].Length <= keyId.Length && Ascii.Equals(keyId[..prefixes[i].Length], prefixes[i]))
            {
                return true;
            }
        }

        return prefixes.Count == 0;
    }
}
