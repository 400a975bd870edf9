using System.Text;
using JwksSdk.Providers;

namespace JwksSdk.Keys;

/// <summary>Compares a <c>kid</c> with what its provider's look like.</summary>
internal static class KeyIdShapeMatch
{
    /// <summary>Whether a <c>kid</c> in UTF-8 has the shape: length, alphabet and prefix. Allocates nothing.</summary>
    public static bool Fits(KeyIdShape shape, ReadOnlySpan<byte> keyId) =>
        keyId.Length >= shape.MinLength
        && keyId.Length <= shape.MaxLength
        && HasOnly(shape.Alphabet, keyId)
        && HasPrefix(shape.Prefixes, keyId);

    private static bool HasOnly(KeyIdAlphabet alphabet, ReadOnlySpan<byte> keyId)
    {
        foreach (var character in keyId)
        {
            if (!Has(alphabet, character))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Has(KeyIdAlphabet alphabet, byte character) =>
        char.IsAsciiLetterOrDigit((char)character)
        || (character is (byte)'-' or (byte)'_' && (alphabet & KeyIdAlphabet.Base64Url) != 0)
        || (character is (byte)'+' or (byte)'/' or (byte)'=' && (alphabet & KeyIdAlphabet.Base64) != 0)
        || (character is >= (byte)'!' and <= (byte)'~' && (alphabet & KeyIdAlphabet.PrintableAscii) != 0);

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
