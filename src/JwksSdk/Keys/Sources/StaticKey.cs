using JwksSdk.Providers;

namespace JwksSdk.Keys;

/// <summary>Reads the one key that was given beforehand.</summary>
internal static class StaticKey
{
    /// <summary>Reads a source; the refusal when the key cannot be used.</summary>
    public static KeyRefusal Read(StaticKeySource source, out VerificationKey? key)
    {
        key = null;
        var der = new byte[source.SubjectPublicKeyInfo.Length];
        if (!Convert.TryFromBase64String(source.SubjectPublicKeyInfo, der, out var length))
        {
            return KeyRefusal.Encoding;
        }

        var refusal = PublicKeyInfo.Judge(der.AsSpan(0, length), out var material);
        if (refusal == KeyRefusal.None)
        {
            key = new VerificationKey(material!);
        }

        return refusal;
    }
}
