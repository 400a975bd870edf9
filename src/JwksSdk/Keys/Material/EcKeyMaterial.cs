using System.Buffers.Text;
using System.Security.Cryptography;

namespace JwksSdk.Keys;

/// <summary>
/// An elliptic-curve public key (RFC 7518 §6.2.1). Imported into the platform when it is judged: the import is what checks
/// that the point lies on the curve.
/// </summary>
internal sealed class EcKeyMaterial : KeyMaterial
{
    private readonly ECDsa _imported;
    private readonly int _coordinateLength;

    private EcKeyMaterial(ECDsa imported, EllipticCurve curve, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
        : base(
            curve.Algorithm,
            ThumbprintOf(
                $$"""{"crv":"{{curve.Name}}","kty":"EC","x":"{{Base64Url.EncodeToString(x)}}","y":"{{Base64Url.EncodeToString(y)}}"}"""
            )
        )
    {
        _imported = imported;
        _coordinateLength = curve.CoordinateLength;
    }

    /// <summary>Judges a point: coordinates of exactly the curve's length, and on the curve (RFC 8725 §3.4).</summary>
    public static JudgedMaterial Judge(EllipticCurve? curve, byte[] x, byte[] y)
    {
        if (curve is null)
        {
            return KeyRefusal.CurveNotSupported;
        }

        if ((x.Length, y.Length) != (curve.CoordinateLength, curve.CoordinateLength))
        {
            return KeyRefusal.Point;
        }

        try
        {
            var point = new ECPoint { X = x, Y = y };
            var imported = ECDsa.Create(new ECParameters { Curve = curve.Curve, Q = point });
            return new EcKeyMaterial(imported, curve, x, y);
        }
        catch (CryptographicException)
        {
            return KeyRefusal.Point;
        }
    }

    /// <remarks>A signature with r or s of zero verifies under every key in a broken implementation: not given to any.</remarks>
    public override bool Verify(
        JwtAlgorithms algorithm,
        ReadOnlySpan<byte> signingInput,
        ReadOnlySpan<byte> signature
    ) =>
        signature.Length == 2 * _coordinateLength
        && signature[.._coordinateLength].ContainsAnyExcept((byte)0)
        && signature[_coordinateLength..].ContainsAnyExcept((byte)0)
        // In the form of P1363, which this overload is for; one that names the form allocates.
        && _imported.VerifyData(signingInput, signature, HashOf(algorithm));

    public override AsymmetricAlgorithm ToAlgorithm() =>
        ECDsa.Create(_imported.ExportParameters(includePrivateParameters: false));
}
