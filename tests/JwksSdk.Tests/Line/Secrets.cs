using System.Security.Cryptography;
using System.Text;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Line;

/// <summary>A public key in every encoding that an implementation might take for the secret of an HMAC.</summary>
internal static class Secrets
{
    public static IReadOnlyList<byte[]> Of(FakeSigningKey key)
    {
        var der = key.ToSubjectPublicKeyInfo();
        var pem = PemEncoding.WriteString("PUBLIC KEY", der);
        var jwk = key.ToJwk();
        List<byte[]> secrets =
        [
            Utf8(pem),
            Utf8(pem + "\n"),
            Utf8(" " + pem),
            Utf8("\n" + pem),
            Utf8(pem.Replace("\n", "\r\n", StringComparison.Ordinal)),
            Utf8(pem.Replace("\n", "", StringComparison.Ordinal)),
            Utf8(Convert.ToBase64String(der)),
            der,
            Utf8(jwk.ToJsonString()),
            Utf8($$"""{"keys":[{{jwk.ToJsonString()}}]}"""),
            Utf8(key.KeyId),
            [],
            [0],
        ];
        if (key.ToAlgorithm() is RSA rsa)
        {
            secrets.Add(rsa.ExportParameters(includePrivateParameters: false).Modulus!);
            secrets.Add(Utf8(jwk["n"]!.GetValue<string>()));
            secrets.Add(rsa.ExportRSAPublicKey());
            secrets.Add(Utf8(rsa.ExportRSAPublicKeyPem()));
        }
        else
        {
            var point = ((ECDsa)key.ToAlgorithm()).ExportParameters(includePrivateParameters: false).Q;
            secrets.Add([.. point.X!, .. point.Y!]);
            secrets.Add([4, .. point.X!, .. point.Y!]);
            secrets.Add(Utf8(jwk["x"]!.GetValue<string>()));
        }

        return secrets;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
