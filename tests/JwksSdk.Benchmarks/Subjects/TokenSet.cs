using System.Text;
using System.Text.Json.Nodes;
using JwksSdk.Testing;

namespace JwksSdk.Benchmarks.Subjects;

/// <summary>A key and a token of it, made once for all subjects: everyone verifies the same bytes.</summary>
internal sealed class TokenSet
{
    public const string Audience = "https://api.acme.example";

    /// <summary>Makes a key, and a token of an exact length.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="keySize">The size of an RSA key in bits; not used for others.</param>
    /// <param name="payload">The length of the claims' JSON in bytes.</param>
    /// <param name="issuer">The issuer.</param>
    public TokenSet(
        JwtAlgorithms algorithm,
        int keySize = 2048,
        int payload = 435,
        string issuer = "https://login.acme.example"
    )
    {
        Algorithm = algorithm;
        Issuer = issuer;
        Key = FakeSigningKey.Create("2026-11-key-1", algorithm, keySize);
        Token = Sign(Key, payload);
    }

    public JwtAlgorithms Algorithm { get; }

    public string Issuer { get; }

    public FakeSigningKey Key { get; }

    /// <summary>A good token.</summary>
    public string Token { get; }

    /// <summary>The key set as it is published.</summary>
    public string KeySet => new JsonObject { ["keys"] = new JsonArray(Key.ToJwk()) }.ToJsonString();

    /// <summary>A token of another key with this key's id: its signature does not hold.</summary>
    public string Forged(int payload = 435) => Sign(FakeSigningKey.Create(Key.KeyId, Algorithm), payload);

    /// <summary>A token whose key id is not in the key set.</summary>
    public string WithUnknownKey(string keyId) => Sign(Key.WithKeyId(keyId), 435);

    /// <summary>A token of the same key with another issuer.</summary>
    public string OfIssuer(string issuer) => Sign(Key, 435, issuer);

    private string Sign(FakeSigningKey key, int payload, string? issuer = null) =>
        key.Sign(
            $$"""{"alg":"{{Algorithm}}","typ":"at+jwt","kid":"{{key.KeyId}}"}""",
            Claims(payload, issuer ?? Issuer)
        );

    /// <summary>The claims of an access token as providers write them; permissions fill it up to its length.</summary>
    private static string Claims(int length, string issuer)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new StringBuilder(
            $$"""
            {"iss":"{{issuer}}","sub":"auth0|65f1c0ffee00112233445566","aud":"{{Audience}}","client_id":"k3JdAcmeWebClient00",
            """
                + $$"""
                "iat":{{now}},"exp":{{now
                    + 86_400}},"jti":"Zk81mQwTt0pR9xYb","scope":"openid profile orders.read orders.write",
                """
                + """
                "name":"Pat Example","permissions":[
                """
        );
        const string Permission = "\"read:orders\",";
        const string End = "]}";
        while (claims.Length + (2 * Permission.Length) + End.Length < length)
        {
            claims.Append(Permission);
        }

        var rest = length - claims.Length - End.Length - 2;
        return claims.Append('"').Append('p', rest).Append('"').Append(End).ToString();
    }
}
