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
        var certified = members.TryGetCertificate(out var der)
            ? PublicKeyInfo.JudgeCertificate(der)
            : default(JudgedMaterial?);
        if (!members.Has(first) && !members.Has(second))
        {
            return certified is not { } alone ? KeyRefusal.MaterialMissing
                : alone.Material is { } material && material is RsaKeyMaterial != isRsa
                    ? JudgedMaterial.Refused(KeyRefusal.CertificateMismatch, alone.Thumbprint)
                : alone;
        }

        if (!members.Has(first) || !members.Has(second))
        {
            return KeyRefusal.MaterialMissing;
        }

        if (members.Number(first) is not { } a || members.Number(second) is not { } b)
        {
            return KeyRefusal.Encoding;
        }

        var judged = isRsa
            ? RsaKeyMaterial.Judge(a, b)
            : EcKeyMaterial.Judge(EllipticCurve.FromName(members.Text("crv")), a, b);
        return judged.Material is null || certified is not { } beside || beside.Thumbprint == judged.Thumbprint ? judged
            : beside.Refusal == KeyRefusal.Certificate
                ? JudgedMaterial.Refused(KeyRefusal.Certificate, judged.Thumbprint)
            : JudgedMaterial.Refused(KeyRefusal.CertificateMismatch, judged.Thumbprint);
    }
}
