namespace JwksSdk;

/// <summary>What holds for every token, whatever its provider.</summary>
public sealed class JwtVerifierOptions
{
    /// <summary>
    /// The longest token that is looked at, in characters, or in bytes where it is given as UTF-8; a longer one is refused
    /// before anything of it is decoded.
    /// Default: 16,384. From 256 to 1,048,576.
    /// </summary>
    public int MaxTokenLength { get; set; } = 16_384;
}
