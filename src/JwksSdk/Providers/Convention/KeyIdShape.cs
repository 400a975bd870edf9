namespace JwksSdk.Providers;

/// <summary>
/// What a provider's key ids look like. Says only which unknown <c>kid</c> may be worth a request for newer keys: a published
/// key is found under its <c>kid</c> whatever that looks like. Immutable plain data.
/// </summary>
/// <remarks>
/// To be drawn wide: a provider may change its ids without notice, and until the next scheduled refresh a shape that does
/// not fit the new ones keeps every rotation from being seen.
/// </remarks>
public sealed class KeyIdShape
{
    /// <summary>Describes key ids.</summary>
    /// <param name="alphabet">The characters they are made of.</param>
    /// <param name="minLength">The fewest characters, the prefix among them.</param>
    /// <param name="maxLength">The most characters, the prefix among them.</param>
    /// <param name="prefixes">What they start with, one of several; none when they may start with anything.</param>
    public KeyIdShape(KeyIdAlphabet alphabet, int minLength, int maxLength, params string[] prefixes)
    {
        Alphabet = alphabet;
        MinLength = minLength;
        MaxLength = maxLength;
        Prefixes = [.. prefixes];
    }

    /// <summary>Key ids about which nothing is known: 1 to 256 printable characters of ASCII.</summary>
    public static KeyIdShape Any { get; } = new(KeyIdAlphabet.PrintableAscii, 1, 256);

    /// <summary>The characters they are made of.</summary>
    public KeyIdAlphabet Alphabet { get; }

    /// <summary>The fewest characters.</summary>
    public int MinLength { get; }

    /// <summary>The most characters.</summary>
    public int MaxLength { get; }

    /// <summary>What they start with, one of several; empty when they may start with anything.</summary>
    public IReadOnlyList<string> Prefixes { get; }
}
