using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace JwksSdk.Tests.Support;

/// <summary>A key with the kid <c>lost</c>, whose issuer may give its private half away.</summary>
internal sealed class LeakedKey : IDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);

    public JsonObject Public => Jwk(_rsa.ExportParameters(includePrivateParameters: false));

    public JsonObject Private
    {
        get
        {
            var numbers = _rsa.ExportParameters(includePrivateParameters: true);
            var jwk = Jwk(numbers);
            jwk["d"] = Base64Url.EncodeToString(numbers.D);
            return jwk;
        }
    }

    public void Dispose() => _rsa.Dispose();

    private static JsonObject Jwk(RSAParameters numbers) =>
        new()
        {
            ["kty"] = "RSA",
            ["kid"] = "lost",
            ["n"] = Base64Url.EncodeToString(numbers.Modulus),
            ["e"] = Base64Url.EncodeToString(numbers.Exponent),
        };
}
