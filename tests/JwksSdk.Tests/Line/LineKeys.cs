using System.Text.Json.Nodes;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Line;

/// <summary>The key set of the issuer that has a key for every algorithm, made once.</summary>
internal static class LineKeys
{
    public static IReadOnlyList<JwtAlgorithms> Algorithms { get; } = Support.Algorithms.All;

    private static readonly Dictionary<JwtAlgorithms, FakeSigningKey> ByAlgorithm = Algorithms.ToDictionary(
        static algorithm => algorithm,
        static algorithm => FakeSigningKey.Create($"key-{algorithm}", algorithm)
    );

    /// <summary>A key that is published without <c>alg</c>: any RSA algorithm may be used with it.</summary>
    public static FakeSigningKey Open { get; } = FakeSigningKey.Create("key-open");

    /// <summary>A key that nobody publishes.</summary>
    public static FakeSigningKey Stranger { get; } = FakeSigningKey.Create("key-ES256", JwtAlgorithms.ES256);

    /// <inheritdoc cref="Stranger" />
    public static FakeSigningKey RsaStranger { get; } = FakeSigningKey.Create("key-RS256");

    /// <summary>A key that is published and too weak.</summary>
    public static FakeSigningKey Weak { get; } = FakeSigningKey.Create("key-weak", JwtAlgorithms.RS256, 1024);

    public static FakeSigningKey Of(JwtAlgorithms algorithm) => ByAlgorithm[algorithm];

    /// <summary>The set as it is published: every good key, a weak one and one that is no public key.</summary>
    /// <param name="fake">The issuer, whose own keys are in it too.</param>
    public static JsonObject Published(FakeIdentityProvider fake) =>
        new()
        {
            ["keys"] = new JsonArray([
                .. fake.KeyRings.SelectMany(static ring => ring.Published).Select(static key => key.ToJwk()),
                .. ByAlgorithm.Values.Select(static key => key.ToJwk()),
                Open.ToJwk("kty", "kid", "use", "n", "e"),
                Weak.ToJwk(),
                new JsonObject
                {
                    ["kty"] = "oct",
                    ["kid"] = "key-oct",
                    ["alg"] = "HS256",
                    ["k"] = "AAECAwQFBgcICQoLDA0ODw",
                },
            ]),
        };
}
