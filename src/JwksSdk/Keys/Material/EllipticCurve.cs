using System.Security.Cryptography;

namespace JwksSdk.Keys;

/// <summary>One of the three curves of RFC 7518 §6.2.1.1, with the one algorithm that goes with it.</summary>
internal sealed record EllipticCurve(
    string Name,
    string Oid,
    ECCurve Curve,
    int CoordinateLength,
    JwtAlgorithms Algorithm
)
{
    private static EllipticCurve[] All =>
        [
            new("P-256", "1.2.840.10045.3.1.7", ECCurve.NamedCurves.nistP256, 32, JwtAlgorithms.ES256),
            new("P-384", "1.3.132.0.34", ECCurve.NamedCurves.nistP384, 48, JwtAlgorithms.ES384),
            new("P-521", "1.3.132.0.35", ECCurve.NamedCurves.nistP521, 66, JwtAlgorithms.ES512),
        ];

    public static EllipticCurve? FromName(string? name) => Array.Find(All, curve => curve.Name == name);

    public static EllipticCurve? FromOid(string? oid) => Array.Find(All, curve => curve.Oid == oid);
}
