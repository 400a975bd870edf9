using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using JwksSdk.Testing;
using JwksSdk.Tests.Line.Oracle;

namespace JwksSdk.Tests.Line;

/// <summary>Signatures that are none of JWS (RFC 7518 §3.3 to §3.5), made of one that is.</summary>
internal static class SignatureShapes
{
    /// <summary>The orders of the curves (FIPS 186-4 D.1.2), the first and the last of them.</summary>
    private static readonly Dictionary<JwtAlgorithms, BigInteger> Orders = new()
    {
        [JwtAlgorithms.ES256] = Hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"),
        [JwtAlgorithms.ES384] = Hex(
            "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"
        ),
        [JwtAlgorithms.ES512] = Hex(
            "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409"
        ),
    };

    /// <param name="key">The key.</param>
    /// <param name="input">What was signed.</param>
    /// <param name="signature">The good signature.</param>
    public static IReadOnlyList<(string Name, byte[] Signature)> Of(FakeSigningKey key, byte[] input, byte[] signature)
    {
        List<(string, byte[])> shapes =
        [
            ("all zero", new byte[signature.Length]),
            ("all ones", [.. Enumerable.Repeat((byte)0xFF, signature.Length)]),
            ("one byte", [0]),
            ("a byte short", signature[..^1]),
            ("without its first byte", signature[1..]),
            ("a byte long", [.. signature, 0]),
            ("a leading zero", [0, .. signature]),
            ("half of it", signature[..(signature.Length / 2)]),
            ("twice", [.. signature, .. signature]),
            ("reversed", [.. signature.Reverse()]),
        ];
        if (key.ToAlgorithm() is RSA rsa)
        {
            AddRsa(shapes, rsa.ExportParameters(includePrivateParameters: false).Modulus!, signature);
        }
        else
        {
            shapes.Add(("DER", RawToken.Sign(key, input, DSASignatureFormat.Rfc3279DerSequence)));
            AddEcdsa(shapes, Orders[key.Algorithm], signature);
        }

        return shapes;
    }

    private static void AddRsa(List<(string, byte[])> shapes, byte[] modulus, byte[] signature)
    {
        var one = new byte[signature.Length];
        one[^1] = 1;
        shapes.Add(("1", one));
        shapes.Add(("the modulus", modulus));
        shapes.Add(("the modulus less one", Fixed(Number(modulus) - 1, signature.Length)));

        // The same number modulo n: the very signature, were its range not checked (RFC 8017 §5.2.2).
        var sum = Number(signature) + Number(modulus);
        shapes.Add(("with the modulus added", sum.ToByteArray(isUnsigned: true, isBigEndian: true)));
    }

    private static void AddEcdsa(List<(string, byte[])> shapes, BigInteger order, byte[] signature)
    {
        var size = signature.Length / 2;
        var (r, s) = (signature[..size], signature[size..]);
        shapes.Add(("r = 0", [.. new byte[size], .. s]));
        shapes.Add(("s = 0", [.. r, .. new byte[size]]));
        shapes.Add(("r = n", [.. Fixed(order, size), .. s]));
        shapes.Add(("s = n", [.. r, .. Fixed(order, size)]));
        shapes.Add(("r = n, s = n", [.. Fixed(order, size), .. Fixed(order, size)]));
        shapes.Add(("r = 1, s = 1", [.. Fixed(1, size), .. Fixed(1, size)]));
        shapes.Add(("r = n - 1, s = n - 1", [.. Fixed(order - 1, size), .. Fixed(order - 1, size)]));
        shapes.Add(("s and r swapped", [.. s, .. r]));
        shapes.Add(("r with a leading zero", [0, .. r, .. s]));
    }

    private static BigInteger Hex(string digits) =>
        BigInteger.Parse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Fixed(BigInteger value, int size)
    {
        var bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[Math.Max(0, size - bytes.Length)], .. bytes];
    }
}
