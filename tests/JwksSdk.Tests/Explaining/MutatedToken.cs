using System.Text.Json.Nodes;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Explaining;

/// <summary>Tokens of the world's issuer with up to three things wrong, the same for the same number.</summary>
internal static class MutatedToken
{
    private static readonly Action<Draft>[] Mutations =
    [
        static draft => draft.Header["alg"] = "PS256",
        static draft => draft.Header["alg"] = "ES256",
        static draft => draft.Header["alg"] = "HS256",
        static draft => draft.Header["alg"] = "none",
        static draft => draft.Header["typ"] = "at+jwt",
        static draft => draft.Header.Remove("typ"),
        static draft => draft.Header["crit"] = new JsonArray(),
        static draft => draft.Header["kid"] = 7,
        static draft => draft.Header["kid"] = "junk",
        static draft => draft.Header["kid"] = "rsa-2",
        static draft => draft.Header.Remove("kid"),
        static draft => draft.Claims.Remove("iss"),
        static draft => draft.Claims["iss"] = "https://issuer.test",
        static draft => draft.Claims["iss"] = new string('i', 600),
        static draft => draft.Claims.Remove("azp"),
        static draft => draft.Claims["azp"] = "stranger",
        static draft => draft.Claims["client_id"] = "other-client",
        static draft => draft.Claims["aud"] = "client",
        static draft => draft.Claims.Remove("aud"),
        static draft => draft.Claims["cnf"] = new JsonObject(),
        static draft => draft.Claims["org_id"] = "org_3",
        static draft => draft.Claims.Remove("scope"),
        static draft => draft.Claims["scope"] = 1,
        static draft => draft.Claims["https://acme.com/tier"] = "free",
        static draft => draft.Claims["https://acme.com/tier"] = 1,
        static draft => draft.Claims.Remove("https://acme.com/tier"),
        static draft => draft.Claims["https://acme.com/seats"] = 1.5,
        static draft => draft.Claims["auth_time"] = "soon",
        static draft => draft.Claims["exp"] = "soon",
        static draft => draft.Claims.Remove("exp"),
        static draft => draft.Claims["exp"] = draft.Now - 60,
        static draft => draft.Claims["nbf"] = draft.Now + 61,
        static draft => draft.Claims["iat"] = draft.Now + 61,
        static draft => draft.ClaimsText = "[]",
        static draft => draft.ClaimsText = draft.Claims.ToJsonString()[..^1] + ",\"sub\":\"twice\"}",
        static draft => draft.Key = KeySets.OtherRsa,
        static draft => draft.Key = KeySets.Rsa.WithAlgorithm(JwtAlgorithms.PS256),
        static draft => draft.Spoil = static text => text + "=",
        static draft => draft.Spoil = static text => text + ".AA",
        static draft => draft.Spoil = static text => text + ".AA.AA",
        static draft => draft.Spoil = static _ => "opaque",
        static draft => draft.Spoil = static _ => "",
        static draft => draft.Spoil = static text => text.PadRight(20_000, 'A'),
    ];

    public static string Make(int number, DateTimeOffset now)
    {
        var random = new Random(number);
        var draft = new Draft(now.ToUnixTimeSeconds());
        for (var left = random.Next(4); left > 0; left--)
        {
            Mutations[random.Next(Mutations.Length)](draft);
        }

        var claims = draft.ClaimsText ?? draft.Claims.ToJsonString();
        return draft.Spoil(draft.Key.Sign(draft.Header.ToJsonString(), claims));
    }

    private sealed class Draft(long now)
    {
        public long Now => now;

        public JsonObject Header { get; } =
            new()
            {
                ["alg"] = "RS256",
                ["typ"] = "JWT",
                ["kid"] = "rsa-1",
            };

        public JsonObject Claims { get; } =
            new()
            {
                ["iss"] = KeyStoreWorld.Issuer,
                ["sub"] = "auth0|1",
                ["aud"] = "https://api.acme.test/",
                ["azp"] = "client",
                ["org_id"] = "org_1",
                ["scope"] = "orders.read openid",
                ["https://acme.com/tier"] = "gold",
                ["iat"] = now,
                ["exp"] = now + 300,
            };

        public string? ClaimsText { get; set; }

        public FakeSigningKey Key { get; set; } = KeySets.Rsa;

        public Func<string, string> Spoil { get; set; } = static text => text;
    }
}
