using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace JwksSdk.Keys;

/// <summary>The public numbers of one key, judged and fit to verify with. Without a name: a kid is what a set gives it.</summary>
internal abstract class KeyMaterial
{
    private protected KeyMaterial(JwtAlgorithms fitting, string thumbprint)
    {
        Fitting = fitting;
        Thumbprint = thumbprint;
    }

    /// <summary>The algorithms that fit the type and curve.</summary>
    public JwtAlgorithms Fitting { get; }

    /// <summary>The RFC 7638 SHA-256 thumbprint in base64url: equal for equal material.</summary>
    public string Thumbprint { get; }

    /// <summary>Checks a signature with one algorithm of <see cref="Fitting"/>.</summary>
    public abstract bool Verify(JwtAlgorithms algorithm, ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature);

    /// <summary>The key as the platform has it, imported anew. Belongs to the caller.</summary>
    public abstract AsymmetricAlgorithm ToAlgorithm();

    /// <summary>Makes a thumbprint.</summary>
    /// <param name="canonicalJwk">The required members in lexicographic order, without white space (RFC 7638 §3).</param>
    private protected static string ThumbprintOf(string canonicalJwk) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(canonicalJwk)));

    private protected static HashAlgorithmName HashOf(JwtAlgorithms algorithm) =>
        algorithm switch
        {
            JwtAlgorithms.RS256 or JwtAlgorithms.PS256 or JwtAlgorithms.ES256 => HashAlgorithmName.SHA256,
            JwtAlgorithms.RS384 or JwtAlgorithms.PS384 or JwtAlgorithms.ES384 => HashAlgorithmName.SHA384,
            JwtAlgorithms.RS512 or JwtAlgorithms.PS512 or JwtAlgorithms.ES512 => HashAlgorithmName.SHA512,
            _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not one algorithm."),
        };
}
