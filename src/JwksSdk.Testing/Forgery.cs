using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace JwksSdk.Testing;

/// <summary>Tokens that no issuer made, out of tokens that one did: the classic attacks, for tests that must see them refused.</summary>
public static class Forgery
{
    /// <summary>The header says <c>"alg":"none"</c> and there is no signature (RFC 8725 §2.1).</summary>
    /// <param name="token">A compact token.</param>
    public static string WithoutSignature(string token) =>
        Made(Encode(WithAlgorithm(Header(token), "none")) + "." + Part(token, 1) + ".");

    /// <summary>The header says <c>HS256</c> and the secret is the issuer's public key in PEM (RFC 8725 §2.1).</summary>
    /// <param name="token">A compact token.</param>
    /// <param name="publicKey">The key that the issuer publishes.</param>
    public static string SignedWithPublicKey(string token, FakeSigningKey publicKey)
    {
        ArgumentNullException.ThrowIfNull(publicKey);
        var input = Encode(WithAlgorithm(Header(token), "HS256")) + "." + Part(token, 1);
        var pem = PemEncoding.WriteString("PUBLIC KEY", publicKey.ToSubjectPublicKeyInfo());
        var signature = HMACSHA256.HashData(Encoding.ASCII.GetBytes(pem), Encoding.ASCII.GetBytes(input));
        return Made(input + "." + Base64Url.EncodeToString(signature));
    }

    /// <summary>The same header and claims, signed by a key of the same type that the issuer never had.</summary>
    /// <param name="token">A compact token.</param>
    public static string SignedByStranger(string token)
    {
        var algorithm = Enum.Parse<JwtAlgorithms>(Header(token)["alg"]!.GetValue<string>());
        return FakeKeyMaterial.Get("a stranger", algorithm, 1).Sign(Decode(token, 0), Decode(token, 1));
    }

    /// <summary>The claims altered after signing; header and signature are the issuer's own.</summary>
    /// <param name="token">A compact token.</param>
    /// <param name="alter">Alters the claims.</param>
    public static string WithAlteredClaims(string token, Action<JsonObject> alter)
    {
        ArgumentNullException.ThrowIfNull(alter);
        var claims = JsonNode.Parse(Decode(token, 1))!.AsObject();
        alter(claims);
        return Made(Part(token, 0) + "." + Encode(claims) + "." + Part(token, 2));
    }

    private static string Made(string token)
    {
        FakeSigningKey.Made?.Invoke(token);
        return token;
    }

    private static JsonObject Header(string token) => JsonNode.Parse(Decode(token, 0))!.AsObject();

    private static JsonObject WithAlgorithm(JsonObject header, string algorithm)
    {
        header["alg"] = algorithm;
        return header;
    }

    private static string Decode(string token, int part) =>
        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(Part(token, part)));

    private static string Encode(JsonObject json) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(FakeJson.ToText(json)));

    private static string Part(string token, int part)
    {
        ArgumentNullException.ThrowIfNull(token);
        var parts = token.Split('.');
        return parts.Length == 3
            ? parts[part]
            : throw new ArgumentException("Not a compact token of three parts.", nameof(token));
    }
}
