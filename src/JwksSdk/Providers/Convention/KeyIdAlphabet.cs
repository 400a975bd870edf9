namespace JwksSdk.Providers;

/// <summary>The characters that a provider's key ids are made of. Several together allow the characters of each.</summary>
[Flags]
public enum KeyIdAlphabet
{
    /// <summary>Letters, digits, <c>-</c> and <c>_</c> (RFC 4648 §5).</summary>
    Base64Url = 1,

    /// <summary>Letters, digits, <c>+</c>, <c>/</c> and <c>=</c> (RFC 4648 §4).</summary>
    Base64 = 2,

    /// <summary>Every printable character of ASCII but the space: 0x21 to 0x7E.</summary>
    PrintableAscii = 4,
}
