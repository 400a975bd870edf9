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

    /// <summary>
    /// Whether <see cref="JwtToken.RawClaims"/> holds every claim of a token, not only those that its typed record does not
    /// read: what a complete <see cref="System.Security.Claims.ClaimsPrincipal"/> needs. Costs one copy of the claims for
    /// each verified token. Default: false.
    /// </summary>
    public bool KeepAllClaims { get; set; }
}
