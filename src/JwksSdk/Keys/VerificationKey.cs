namespace JwksSdk.Keys;

/// <summary>
/// One public key that was judged fit to verify signatures: its id, its type and the algorithms it may be used with.
/// Imported into the platform at its first use, once, and shared by all threads.
/// </summary>
internal sealed class VerificationKey
{
    /// <summary>The <c>kid</c> in UTF-8.</summary>
    public ReadOnlyMemory<byte> KeyId => throw new NotImplementedException();

    /// <summary>Whether this key answers for every <c>kid</c>: a key given beforehand as the issuer's only one.</summary>
    public bool MatchesAnyKeyId => throw new NotImplementedException();

    /// <summary>The algorithms that its type, curve and own <c>alg</c> allow.</summary>
    public JwtAlgorithms Algorithms => throw new NotImplementedException();

    /// <summary>The RFC 7638 SHA-256 thumbprint in base64url: equal for equal material.</summary>
    public string Thumbprint => throw new NotImplementedException();

    /// <summary>Checks a signature with exactly one algorithm, which must be one of <see cref="Algorithms"/>.</summary>
    public bool Verify(JwtAlgorithms algorithm, ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature) =>
        throw new NotImplementedException();
}
