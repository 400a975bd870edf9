using System.Security.Cryptography;

namespace JwksSdk.Keys;

/// <summary>
/// One public key that was judged fit to verify signatures: its id, its material and the algorithms it may be used with.
/// Shared by all threads.
/// </summary>
internal sealed class VerificationKey
{
    private readonly KeyMaterial _material;

    /// <summary>A key of a key set.</summary>
    /// <param name="keyId">The <c>kid</c> in UTF-8.</param>
    /// <param name="material">The key itself.</param>
    /// <param name="algorithms">Some or all of the algorithms that fit the material.</param>
    public VerificationKey(ReadOnlyMemory<byte> keyId, KeyMaterial material, JwtAlgorithms algorithms)
    {
        Identity = new KeyIdentity(keyId);
        _material = material;
        Algorithms = algorithms & material.Fitting;
        Held = new KeyLookup(this);
    }

    /// <summary>A key given beforehand as the issuer's only one.</summary>
    public VerificationKey(KeyMaterial material)
        : this(ReadOnlyMemory<byte>.Empty, material, material.Fitting) => MatchesAnyKeyId = true;

    /// <summary>What tells this object from every other one, and keeps nothing of it alive.</summary>
    public KeyIdentity Identity { get; }

    /// <summary>That it was looked for, and is held.</summary>
    public KeyLookup Held { get; }

    /// <summary>The <c>kid</c> in UTF-8.</summary>
    public ReadOnlyMemory<byte> KeyId => Identity.KeyId;

    /// <summary>What stands for the kid where it can be seen.</summary>
    public string KeyIdHash => KeyIds.Hash(KeyId.Span);

    /// <summary>Whether this key answers for every <c>kid</c>: a key given beforehand as the issuer's only one.</summary>
    public bool MatchesAnyKeyId { get; }

    /// <summary>The algorithms that its type, curve and own <c>alg</c> allow.</summary>
    public JwtAlgorithms Algorithms { get; }

    /// <summary>The RFC 7638 SHA-256 thumbprint in base64url: equal for equal material.</summary>
    public string Thumbprint => _material.Thumbprint;

    /// <summary>Checks a signature with exactly one algorithm; false when it is not one of <see cref="Algorithms"/>.</summary>
    public bool Verify(JwtAlgorithms algorithm, ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature) =>
        (Algorithms & algorithm) != 0 && _material.Verify(algorithm, signingInput, signature);

    /// <summary>The key as the platform has it, imported anew. Belongs to the caller.</summary>
    public AsymmetricAlgorithm ToAlgorithm() => _material.ToAlgorithm();

    /// <summary>Whether the other key has the same id, material and algorithms.</summary>
    public bool IsSameAs(VerificationKey other) =>
        Algorithms == other.Algorithms && Thumbprint == other.Thumbprint && KeyId.Span.SequenceEqual(other.KeyId.Span);

    /// <summary>The same key with more algorithms.</summary>
    public VerificationKey With(JwtAlgorithms algorithms) => new(KeyId, _material, Algorithms | algorithms);
}
