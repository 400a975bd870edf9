namespace JwksSdk.Keys;

/// <summary>Reads the public numbers of a JWK: its own, or those of its certificate; where it has both, they must agree.</summary>
internal static class JwkMaterial
{
    public static JudgedMaterial Judge(JwkMembers members) =>
        members.Text("kty") switch
        {
            "RSA" => Judge(members, "n", "e", isRsa: true),
            "EC" => Judge(members, "x", "y", isRsa: false),
            _ => KeyRefusal.KeyTypeNotSupported,
        };

    private static JudgedMaterial Judge(JwkMembers members, string first, string second, bool isRsa)
    {
        var certificate = members.Certificate();
        if (!members.Has(first) && !members.Has(second))
        {
            return certificate is null ? KeyRefusal.MaterialMissing : OfCertificate(certificate, isRsa);
        }

        if (!members.Has(first) || !members.Has(second))
        {
            return KeyRefusal.MaterialMissing;
        }

        var judged = OfNumbers(members, members.Number(first), members.Number(second), isRsa);
        if (judged.Refusal != KeyRefusal.None || certificate is null)
        {
            return judged;
        }

        var certified = PublicKeyInfo.JudgeCertificate(certificate);
        return certified.Thumbprint == judged.Thumbprint ? judged
            : certified.Refusal == KeyRefusal.Certificate
                ? JudgedMaterial.Refused(KeyRefusal.Certificate, judged.Thumbprint)
            : JudgedMaterial.Refused(KeyRefusal.CertificateMismatch, judged.Thumbprint);
    }

    private static JudgedMaterial OfNumbers(JwkMembers members, byte[]? first, byte[]? second, bool isRsa) =>
        first is null || second is null ? KeyRefusal.Encoding
        : isRsa ? RsaKeyMaterial.Judge(first, second)
        : EcKeyMaterial.Judge(EllipticCurve.FromName(members.Text("crv")), first, second);

    private static JudgedMaterial OfCertificate(byte[] certificate, bool isRsa)
    {
        var judged = PublicKeyInfo.JudgeCertificate(certificate);
        return judged.Refusal == KeyRefusal.None && judged.Material is RsaKeyMaterial != isRsa
            ? JudgedMaterial.Refused(KeyRefusal.CertificateMismatch, judged.Thumbprint)
            : judged;
    }
}
