using System.Text;
using System.Text.Json.Nodes;
using JwksSdk.Keys;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Support;

/// <summary>Key sets for tests, and keys that take long to make, made once.</summary>
internal static class KeySets
{
    /// <summary>An RSA key of 2,048 bits for tests that do not care which.</summary>
    public static FakeSigningKey Rsa { get; } = FakeSigningKey.Create("rsa-1");

    /// <summary>Another one.</summary>
    public static FakeSigningKey OtherRsa { get; } = FakeSigningKey.Create("rsa-2");

    private static FakeSigningKey Es256 { get; } = FakeSigningKey.Create("k", JwtAlgorithms.ES256);

    private static FakeSigningKey Es384 { get; } = FakeSigningKey.Create("k", JwtAlgorithms.ES384);

    private static FakeSigningKey Es512 { get; } = FakeSigningKey.Create("k", JwtAlgorithms.ES512);

    /// <summary>The key <c>k</c> for an algorithm; the same one at every call.</summary>
    public static FakeSigningKey Signer(JwtAlgorithms algorithm) =>
        algorithm switch
        {
            JwtAlgorithms.ES256 => Es256,
            JwtAlgorithms.ES384 => Es384,
            JwtAlgorithms.ES512 => Es512,
            _ => Rsa.WithKeyId("k").WithAlgorithm(algorithm),
        };

    public static string Of(params FakeSigningKey[] keys) => Of([.. keys.Select(static key => key.ToJwk())]);

    public static string Of(params JsonObject[] keys) =>
        new JsonObject { ["keys"] = new JsonArray([.. keys]) }.ToJsonString();

    /// <summary>The RFC 7638 thumbprint of a key.</summary>
    public static string ThumbprintOf(FakeSigningKey key) => Read(Of(key))!.Keys.Single().Thumbprint;

    public static KeySetReading? Read(string json) => JwksReader.Read(Encoding.UTF8.GetBytes(json));

    /// <summary>Reads one key and gives the reason why it was refused, or none.</summary>
    public static KeyRefusal Judge(string jwk)
    {
        var reading = Read($$"""{"keys":[{{jwk}}]}""")!;
        return reading.Refused.Count == 0 ? KeyRefusal.None : reading.Refused.Single().Reason;
    }

    /// <summary>A JWK with some members changed; null takes a member away.</summary>
    public static string Changed(this FakeSigningKey key, params (string Name, JsonNode? Value)[] members)
    {
        var jwk = key.ToJwk();
        foreach (var (name, value) in members)
        {
            if (value is null)
            {
                jwk.Remove(name);
            }
            else
            {
                jwk[name] = value;
            }
        }

        return jwk.ToJsonString();
    }

    public static byte[] Utf8(this string text) => Encoding.UTF8.GetBytes(text);
}
