using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;

namespace JwksSdk.Keys;

/// <summary>An RSA public key (RFC 7518 §6.3.1), imported into the platform at its first use, once.</summary>
internal sealed class RsaKeyMaterial : KeyMaterial
{
    public const int MinModulusBits = 2_048;

    // The cost of a verification grows with the square of this, times the bits of the exponent.
    public const int MaxModulusBits = 8_192;

    private const JwtAlgorithms Pkcs1 = JwtAlgorithms.RS256 | JwtAlgorithms.RS384 | JwtAlgorithms.RS512;
    private const JwtAlgorithms Pss = JwtAlgorithms.PS256 | JwtAlgorithms.PS384 | JwtAlgorithms.PS512;

    private readonly int _signatureLength;
    private readonly Lazy<RSA> _imported;

    private RsaKeyMaterial(byte[] modulus, byte[] exponent, string thumbprint)
        : base(Pkcs1 | Pss, thumbprint)
    {
        _signatureLength = modulus.Length;
        _imported = new Lazy<RSA>(
            () => RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent }),
            LazyThreadSafetyMode.PublicationOnly
        );
    }

    /// <summary>Judges modulus and exponent, big-endian; leading zeros do not count (RFC 8725 §3.5).</summary>
    public static JudgedMaterial Judge(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        modulus = modulus.TrimStart((byte)0);
        exponent = exponent.TrimStart((byte)0);
        var thumbprint = ThumbprintOf(
            $$"""{"e":"{{Base64Url.EncodeToString(exponent)}}","kty":"RSA","n":"{{Base64Url.EncodeToString(modulus)}}"}"""
        );
        if (BitLength(modulus) is < MinModulusBits or > MaxModulusBits)
        {
            return JudgedMaterial.Refused(KeyRefusal.ModulusSize, thumbprint);
        }

        if ((modulus[^1] & 1) == 0)
        {
            return JudgedMaterial.Refused(KeyRefusal.ModulusEven, thumbprint);
        }

        // Four bytes hold every odd number up to 2³².
        if (exponent.Length is 0 or > 4 || (exponent[^1] & 1) == 0 || exponent is [1])
        {
            return JudgedMaterial.Refused(KeyRefusal.Exponent, thumbprint);
        }

        return new RsaKeyMaterial(modulus.ToArray(), exponent.ToArray(), thumbprint);
    }

    public override bool Verify(
        JwtAlgorithms algorithm,
        ReadOnlySpan<byte> signingInput,
        ReadOnlySpan<byte> signature
    ) =>
        signature.Length == _signatureLength
        && _imported.Value.VerifyData(
            signingInput,
            signature,
            HashOf(algorithm),
            (algorithm & Pss) != 0 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1
        );

    public override AsymmetricAlgorithm ToAlgorithm() =>
        RSA.Create(_imported.Value.ExportParameters(includePrivateParameters: false));

    private static int BitLength(ReadOnlySpan<byte> number) =>
        number.IsEmpty ? 0 : ((number.Length - 1) * 8) + BitOperations.Log2(number[0]) + 1;
}
