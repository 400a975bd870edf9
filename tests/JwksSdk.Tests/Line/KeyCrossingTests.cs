using System.Text.Json.Nodes;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Line;

/// <summary>
/// One kid with two keys and one key with two kids, between every two declarations, two of one provider among them: a key
/// answers for its own issuer alone, by whatever way a token comes.
/// </summary>
public sealed class KeyCrossingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_kid_with_two_keys_never_crosses(bool hasCache)
    {
        using var world = new LineWorld(hasCache: hasCache);
        // Every issuer publishes the same kid, each with a key of its own.
        const string Shared = "ins_2AcmeInstance000000000001";
        foreach (var issuer in world.Issuers)
        {
            Publish(issuer, OwnKey(issuer).WithKeyId(Shared));
        }

        await ForEachPairAsync(
            world,
            static (here, there) => (OwnKey(there), Shared),
            static (here, there) => here == there ? JwtErrorCode.None : JwtErrorCode.BadSignature
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_key_with_two_kids_never_crosses(bool hasCache)
    {
        using var world = new LineWorld(hasCache: hasCache);
        // Every issuer publishes the same key, each under a kid of its own; and it signs for them all.
        foreach (var issuer in world.Issuers)
        {
            Publish(issuer, SharedKey(KeyIdOf(issuer)));
        }

        await ForEachPairAsync(
            world,
            static (here, there) => (SharedKey(KeyIdOf(there)), KeyIdOf(there)),
            static (here, there) => here == there ? JwtErrorCode.None : JwtErrorCode.UnknownKeyId
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_declarations_of_one_provider_have_the_same_kids_and_cross_nowhere(bool hasCache)
    {
        using var world = new LineWorld(hasCache: hasCache);
        foreach (var (one, two) in new[] { ("Auth0", "Auth0Second"), ("Clerk", "ClerkSecond") })
        {
            var (here, there) = (world[one], world[two]);
            foreach (var kind in here.Fake.TokenKinds)
            {
                var (own, other) = (here.Fake.Mint(kind), there.Fake.Mint(kind));
                Assert.Equal(Testing.Compact.KeyId(own), Testing.Compact.KeyId(other));
                await world.RefusedByClientAsync(here, other, JwtErrorCode.UnknownIssuer);
                await world.RefusedByClientAsync(there, own, JwtErrorCode.UnknownIssuer);

                var forged = there.Fake.Mint(kind, token => token.SigningKey = here.KeyOf(Testing.Compact.KeyId(own)));
                await world.RefusedAsync(there, forged, JwtErrorCode.BadSignature);
            }
        }
    }

    /// <summary>Tokens of one issuer, signed as another one signs its own.</summary>
    private static async Task ForEachPairAsync(
        LineWorld world,
        Func<LineIssuer, LineIssuer, (FakeSigningKey Key, string KeyId)> sign,
        Func<LineIssuer, LineIssuer, JwtErrorCode> expect
    )
    {
        foreach (var here in world.Issuers)
        {
            var kind = here.Kinds[0];
            foreach (var there in world.Issuers)
            {
                var (key, keyId) = sign(here, there);
                var token = here.Fake.Mint(
                    kind.Name,
                    draft =>
                    {
                        draft.SigningKey = key;
                        draft.Header["kid"] = keyId;
                        draft.Header["alg"] = "RS256";
                    }
                );
                var expected = expect(here, there);
                Assert.Equal((here, there, expected), (here, there, (await world.VerifyAsync(token)).Error.Code));
                Assert.Equal((here, there, expected), (here, there, (await world.VerifyAsync(kind, token)).Error.Code));
            }
        }
    }

    private static FakeSigningKey OwnKey(LineIssuer issuer) =>
        Keys.GetOrAdd(issuer.Name, static _ => FakeSigningKey.Create("own"));

    private static FakeSigningKey SharedKey(string keyId) => LineKeys.Of(JwtAlgorithms.RS256).WithKeyId(keyId);

    // Shaped as the provider's own, so that none is refused for its looks.
    private static string KeyIdOf(LineIssuer issuer) => "ins_" + issuer.Name + new string('0', 39 - issuer.Name.Length);

    private static System.Collections.Concurrent.ConcurrentDictionary<string, FakeSigningKey> Keys { get; } = new();

    private static void Publish(LineIssuer issuer, FakeSigningKey key)
    {
        var set = new JsonObject { ["keys"] = new JsonArray(key.ToJwk()) };
        issuer.Fake.Intercept = request => request.Path == issuer.Fake.JwksPath ? FakeResponse.Json(set) : null;
    }
}
