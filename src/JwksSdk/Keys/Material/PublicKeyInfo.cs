using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JwksSdk.Keys;

/// <summary>Reads keys in their X.509 form: a SubjectPublicKeyInfo (RFC 5280 §4.1), alone or in a certificate.</summary>
internal static class PublicKeyInfo
{
    /// <summary>Judges a DER SubjectPublicKeyInfo.</summary>
    public static KeyRefusal Judge(ReadOnlySpan<byte> subjectPublicKeyInfo, out KeyMaterial? material)
    {
        material = null;
        try
        {
            var key = PublicKey.CreateFromSubjectPublicKeyInfo(subjectPublicKeyInfo, out var read);
            if (read != subjectPublicKeyInfo.Length)
            {
                return KeyRefusal.Encoding;
            }

            var judged = Judge(key);
            material = judged.Material;
            return judged.Refusal;
        }
        catch (CryptographicException)
        {
            return KeyRefusal.Encoding;
        }
    }

    /// <summary>
    /// Judges the key of a DER certificate. The certificate is a container and nothing more: its chain, dates and signature
    /// say nothing about a key set that was fetched from the issuer (RFC 7517 §4.7).
    /// </summary>
    public static JudgedMaterial JudgeCertificate(ReadOnlySpan<byte> certificate)
    {
        try
        {
            using var read = X509CertificateLoader.LoadCertificate(certificate);
            return Judge(read.PublicKey);
        }
        catch (CryptographicException)
        {
            return KeyRefusal.Certificate;
        }
    }

    private static JudgedMaterial Judge(PublicKey key)
    {
        using var rsa = key.GetRSAPublicKey();
        if (rsa is not null)
        {
            var numbers = rsa.ExportParameters(includePrivateParameters: false);
            return RsaKeyMaterial.Judge(numbers.Modulus, numbers.Exponent);
        }

        try
        {
            using var ecdsa = key.GetECDsaPublicKey();
            if (ecdsa is null)
            {
                return KeyRefusal.KeyTypeNotSupported;
            }

            var numbers = ecdsa.ExportParameters(includePrivateParameters: false);
            var curve = numbers.Curve.IsNamed ? EllipticCurve.FromOid(numbers.Curve.Oid.Value) : null;
            return EcKeyMaterial.Judge(curve, numbers.Q.X!, numbers.Q.Y!);
        }
        catch (PlatformNotSupportedException)
        {
            return KeyRefusal.CurveNotSupported;
        }
    }
}
