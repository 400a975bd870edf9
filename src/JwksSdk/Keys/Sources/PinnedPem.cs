using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace JwksSdk.Keys;

/// <summary>One public key from a PEM text (RFC 7468), as a JWK. Judged as every published key is.</summary>
internal sealed class PinnedPem
{
    private readonly byte[] _jwk;

    /// <summary>Reads a key. What is thrown never shows the text, which may be a private key by mistake.</summary>
    /// <param name="keyId">The <c>kid</c>.</param>
    /// <param name="pem">One <c>PUBLIC KEY</c> (RFC 7468 §13) or <c>CERTIFICATE</c> (§5).</param>
    /// <exception cref="ArgumentException">It is no such text, or the key is not fit to verify tokens with.</exception>
    public PinnedPem(string keyId, string pem)
    {
        KeyId = keyId;
        using var key = Import(PublicKeyOf(pem));
        _jwk = Write(keyId, key);
        var reading = JwksReader.Read(KeySetOf([this]))!;
        Thumbprint = reading.Keys.SingleOrDefault() is { } read
            ? read.Thumbprint
            : throw Unfit($"cannot be used: {reading.Refused[0].Reason}");
    }

    /// <summary>The <c>kid</c>.</summary>
    public string KeyId { get; }

    /// <summary>The RFC 7638 SHA-256 thumbprint in base64url.</summary>
    public string Thumbprint { get; }

    /// <summary>The key set of some keys (RFC 7517 §5).</summary>
    public static byte[] KeySetOf(IReadOnlyList<PinnedPem> keys)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys");
            foreach (var key in keys)
            {
                writer.WriteRawValue(key._jwk);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static PublicKey PublicKeyOf(string pem)
    {
        if (pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw Unfit("is a private key, which has no place here: whoever can read it can sign tokens");
        }

        if (!PemEncoding.TryFind(pem, out var block) || PemEncoding.TryFind(pem.AsSpan(block.Location.End), out _))
        {
            throw Unfit("is not one PEM block");
        }

        var der = Convert.FromBase64String(pem[block.Base64Data]);
        try
        {
            switch (pem.AsSpan(block.Label))
            {
                case "PUBLIC KEY":
                    var key = PublicKey.CreateFromSubjectPublicKeyInfo(der, out var length);
                    return length == der.Length ? key : throw Unfit("has bytes after its end");
                case "CERTIFICATE":
                    using (var certificate = X509CertificateLoader.LoadCertificate(der))
                    {
                        return certificate.PublicKey;
                    }

                default:
                    throw Unfit("is neither a PUBLIC KEY nor a CERTIFICATE");
            }
        }
        catch (CryptographicException)
        {
            throw Unfit("cannot be read");
        }
    }

    private static AsymmetricAlgorithm Import(PublicKey key)
    {
        try
        {
            return (AsymmetricAlgorithm?)key.GetRSAPublicKey()
                ?? key.GetECDsaPublicKey()
                ?? throw Unfit("is neither an RSA nor an elliptic-curve key");
        }
        catch (Exception exception) when (exception is CryptographicException or PlatformNotSupportedException)
        {
            throw Unfit("cannot be read");
        }
    }

    private static byte[] Write(string keyId, AsymmetricAlgorithm key)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("kid", keyId);
            if (key is RSA rsa)
            {
                var numbers = rsa.ExportParameters(includePrivateParameters: false);
                writer.WriteString("kty", "RSA");
                writer.WriteString("n", Base64Url.EncodeToString(numbers.Modulus));
                writer.WriteString("e", Base64Url.EncodeToString(numbers.Exponent));
            }
            else
            {
                var numbers = ((ECDsa)key).ExportParameters(includePrivateParameters: false);
                writer.WriteString("kty", "EC");
                writer.WriteString("crv", EllipticCurve.FromOid(numbers.Curve.Oid?.Value)?.Name);
                writer.WriteString("x", Base64Url.EncodeToString(numbers.Q.X));
                writer.WriteString("y", Base64Url.EncodeToString(numbers.Q.Y));
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static ArgumentException Unfit(string why) => new($"The pinned key {why}.");
}
