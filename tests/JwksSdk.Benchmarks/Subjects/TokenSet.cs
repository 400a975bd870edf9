using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using JwksSdk.Testing;

namespace JwksSdk.Benchmarks.Subjects;

/// <summary>A key and a token of it, made once for all subjects: everyone verifies the same bytes.</summary>
internal sealed class TokenSet
{
    public const string Audience = "https://api.acme.example";

    private static readonly JsonSerializerOptions AsProvidersWrite = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly int _permissions;

    /// <summary>Makes a key, and a token of it.</summary>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="keySize">The size of an RSA key in bits; not used for others.</param>
    /// <param name="permissions">How many permissions a token has: with none it is of about 1,000 characters, with 213 of 5,000.</param>
    /// <param name="keys">How many keys are published, of one material under as many ids; the first one signs.</param>
    /// <param name="issuer">The issuer.</param>
    public TokenSet(
        JwtAlgorithms algorithm,
        int keySize = 2048,
        int permissions = 0,
        int keys = 1,
        string issuer = "https://login.acme.example"
    )
    {
        Algorithm = algorithm;
        Issuer = issuer;
        Key = FakeSigningKey.Create("2026-11-key-1", algorithm, keySize);
        _permissions = permissions;
        Token = Sign(Key);
        var others = Enumerable.Range(2, keys - 1).Select(i => Key.WithKeyId($"2026-11-key-{i}-other").ToJwk());
        KeySet = new JsonObject { ["keys"] = new JsonArray([Key.ToJwk(), .. others]) }.ToJsonString();
    }

    public JwtAlgorithms Algorithm { get; }

    public string Issuer { get; }

    public FakeSigningKey Key { get; }

    /// <summary>A good token.</summary>
    public string Token { get; }

    /// <summary>The key set as it is published.</summary>
    public string KeySet { get; }

    /// <summary>A token whose signature does not hold.</summary>
    public string Forged() => Missigned(WithClaim("jti", "Zk81mQwTt0pR9xYb3"));

    /// <summary>A token that names a key which is not in the key set, and whose signature holds under none.</summary>
    public string WithUnknownKey(string keyId) => Missigned(WithHeader("kid", keyId));

    /// <summary>Another good token: the signature of ECDSA is never the same.</summary>
    public string Another() => Sign(Key);

    /// <summary>A token of the same key with another value in its header; with null, without the member.</summary>
    public string WithHeader(string name, JsonNode? value) => Key.Sign(Altered(Header(Key), name, value), Claims());

    /// <summary>A token of the same key with another value of a claim; with null, without the claim.</summary>
    public string WithClaim(string name, JsonNode? value) => Key.Sign(Header(Key), Altered(Claims(), name, value));

    /// <summary>A token of the same key that has a claim twice.</summary>
    public string WithClaimTwice(string name) => Key.Sign(Header(Key), $$"""{{Claims()[..^1]}},"{{name}}":"again"}""");

    /// <summary>A token of the same key that has its <c>kid</c> twice.</summary>
    public string WithKeyIdTwice() => Key.Sign($$"""{{Header(Key)[..^1]}},"kid":"{{Key.KeyId}}"}""", Claims());

    /// <summary>
    /// The token with the signature of another one of the same key. That of another key may be a number above this key's, which is refused
    /// without being checked: by chance that would make a refusal three times as cheap.
    /// </summary>
    private string Missigned(string token) => token[..token.LastIndexOf('.')] + Token[Token.LastIndexOf('.')..];

    private string Sign(FakeSigningKey key) => key.Sign(Header(key), Claims());

    private string Header(FakeSigningKey key) => $$"""{"alg":"{{Algorithm}}","typ":"at+jwt","kid":"{{key.KeyId}}"}""";

    private static string Altered(string json, string name, JsonNode? value)
    {
        var members = JsonNode.Parse(json)!.AsObject();
        members.Remove(name);
        if (value is not null)
        {
            members.Add(name, value);
        }

        return members.ToJsonString(AsProvidersWrite);
    }

    /// <summary>The claims of an access token as providers write them, in 435 bytes without permissions.</summary>
    private string Claims()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var granted =
            _permissions == 0
                ? ""
                : $",\"permissions\":[{string.Join(',', Enumerable.Repeat("\"read:orders\"", _permissions))}]";
        return $$"""
            {"iss":"{{Issuer}}","sub":"auth0|65f1c0ffee00112233445566","aud":"{{Audience}}","client_id":"k3JdAcmeWebClient00",
            "iat":{{now}},"exp":{{now + 86_400}},"jti":"Zk81mQwTt0pR9xYb2","acr":"urn:mace:incommon:iap:silver",
            "scope":"openid profile email orders:read orders:write","email":"patricia.example@acme.example",
            "name":"Patricia Example","preferred_username":"pat.example","https://acme.example/tier":"platinum"{{granted}}}
            """.ReplaceLineEndings("");
    }
}
