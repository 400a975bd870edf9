using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using JwksSdk.Tests.Line.Oracle;

namespace JwksSdk.Tests.Line.Threats;

/// <summary>Attacks on the choice of algorithm and key, in the shape of every provider.</summary>
public sealed class AlgorithmThreatTests : IDisposable
{
    private readonly LineWorld _world = new(hasCache: true);

    public static TheoryData<string> Providers => LineWorld.Providers;

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task No_algorithm_is_refused_before_any_key_is_looked_for(string provider)
    {
        var issuer = _world[provider];
        string?[] names = ["\"none\"", "\"None\"", "\"NONE\"", "\"nOnE\"", "\"\"", "null", "\"\\u006eone\"", null];
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            foreach (var name in names)
            {
                var token = issuer.Raw(kind);
                token.Header.RemoveAll(static member => member.Is("alg"));
                if (name is not null)
                {
                    RawToken.Set(token.Header, "alg", name);
                }

                await _world.RefusedAsync(
                    issuer,
                    token.SigningInput() + ".",
                    JwtErrorCode.AlgorithmNotAllowed,
                    $"{name}"
                );
                await _world.RefusedAsync(issuer, token.Unsigned(), JwtErrorCode.AlgorithmNotAllowed, $"{name}");
                await _world.RefusedAsync(issuer, token.Sign(), JwtErrorCode.AlgorithmNotAllowed, $"{name}");
            }
        }

        AssertThatNoKeyWasLookedFor();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_good_algorithm_without_a_signature_is_malformed(string provider)
    {
        var issuer = _world[provider];
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            await _world.RefusedAsync(issuer, issuer.Raw(kind).SigningInput() + ".", JwtErrorCode.Malformed);
        }

        AssertThatNoKeyWasLookedFor();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task The_public_key_is_no_secret_in_any_encoding(string provider)
    {
        var issuer = _world[provider];
        foreach (var name in new[] { "HS256", "HS384", "HS512" })
        {
            foreach (var secret in Secrets.Of(issuer.Raw(issuer.Fake.TokenKinds[0]).Key))
            {
                var token = issuer.Raw(issuer.Fake.TokenKinds[0]);
                RawToken.Set(token.Header, "alg", $"\"{name}\"");
                await _world.RefusedAsync(issuer, Mac(token, name, secret), JwtErrorCode.SymmetricAlgorithm, name);
            }
        }

        AssertThatNoKeyWasLookedFor();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_mac_under_the_name_of_a_good_algorithm_is_a_bad_signature(string provider)
    {
        var issuer = _world[provider];
        await _world.WarmAsync();
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            var token = issuer.Raw(kind);
            foreach (var secret in Secrets.Of(token.Key))
            {
                await _world.RefusedAsync(issuer, Mac(token, "HS256", secret), JwtErrorCode.BadSignature);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Only_the_declared_algorithm_of_the_key_verifies(string provider)
    {
        var issuer = _world[provider];
        await _world.WarmAsync();
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            foreach (var algorithm in LineKeys.Algorithms)
            {
                var token = issuer.Raw(kind);
                var own = token.Key.Algorithm;
                if (token.Key.ToAlgorithm() is RSA && algorithm < JwtAlgorithms.ES256)
                {
                    // Really signed by that algorithm, by the issuer's own key.
                    token.Key = token.Key.WithAlgorithm(algorithm);
                }

                RawToken.Set(token.Header, "alg", $"\"{algorithm}\"");
                var isDeclared = DeclaredFor(provider).HasFlag(algorithm);
                var expected =
                    algorithm == own ? JwtErrorCode.None
                    : isDeclared ? JwtErrorCode.KeyAlgorithmMismatch
                    : JwtErrorCode.AlgorithmNotAllowed;
                Assert.Equal((algorithm, expected), (algorithm, (await _world.VerifyAsync(token.Sign())).Error.Code));
            }
        }
    }

    [Fact]
    public async Task Every_algorithm_with_every_key_verifies_in_its_own_pair_alone()
    {
        var issuer = _world["OpenIdConnect"];
        await _world.WarmAsync();
        foreach (var key in LineKeys.Algorithms.Select(LineKeys.Of).Append(LineKeys.Open))
        {
            foreach (var algorithm in LineKeys.Algorithms)
            {
                var token = issuer.Raw("AccessToken");
                var isOfType = key.ToAlgorithm() is RSA && algorithm < JwtAlgorithms.ES256;
                token.Key = isOfType ? key.WithAlgorithm(algorithm) : key;
                RawToken.Set(token.Header, "alg", $"\"{algorithm}\"");
                RawToken.Set(token.Header, "kid", $"\"{key.KeyId}\"");

                // A key that names no algorithm may be used with any of its type.
                var isPair = key == LineKeys.Open ? isOfType : algorithm == key.Algorithm;
                Assert.Equal(
                    (key.KeyId, algorithm, isPair ? JwtErrorCode.None : JwtErrorCode.KeyAlgorithmMismatch),
                    (key.KeyId, algorithm, (await _world.VerifyAsync(token.Sign())).Error.Code)
                );
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_signature_of_another_shape_is_a_bad_one(string provider)
    {
        var issuer = _world[provider];
        await _world.WarmAsync();
        var tokens = issuer.Fake.TokenKinds.Select(issuer.Raw).ToList();
        if (provider == "OpenIdConnect")
        {
            foreach (var algorithm in LineKeys.Algorithms)
            {
                var token = issuer.Raw("AccessToken");
                token.Key = LineKeys.Of(algorithm);
                RawToken.Set(token.Header, "alg", $"\"{algorithm}\"");
                RawToken.Set(token.Header, "kid", $"\"{token.Key.KeyId}\"");
                tokens.Add(token);
            }
        }

        foreach (var token in tokens)
        {
            var text = token.Sign();
            Assert.True((await _world.VerifyAsync(text)).IsVerified);
            var input = text[..text.LastIndexOf('.')];
            var signature = Base64Url.DecodeFromChars(text.AsSpan(input.Length + 1));
            foreach (var (name, shape) in SignatureShapes.Of(token.Key, Encoding.ASCII.GetBytes(input), signature))
            {
                var forged = input + "." + RawToken.Encode(shape);
                await _world.RefusedAsync(issuer, forged, JwtErrorCode.BadSignature, name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_key_that_is_none_or_a_private_one_is_refused_and_the_rest_is_used(string provider)
    {
        var issuer = _world[provider];
        var symmetric = new JsonObject
        {
            ["kty"] = "oct",
            ["kid"] = "key-oct-0000000000000000",
            ["alg"] = "HS256",
            ["k"] = "AAECAwQFBgcICQoLDA0ODw",
        };
        var leaked = LineKeys.RsaStranger.WithKeyId("key-leaked-0000000000000").ToJwk();
        leaked["d"] = leaked["n"]!.GetValue<string>();
        var weak = LineKeys.Weak.WithKeyId("key-weak-000000000000000").ToJwk();
        var offCurve = LineKeys.Stranger.WithKeyId("key-point-00000000000000").ToJwk();
        offCurve["y"] = offCurve["x"]!.GetValue<string>();
        issuer.Publish(keys =>
        {
            foreach (var key in new[] { symmetric, leaked, weak, offCurve })
            {
                keys.Insert(0, key);
            }
        });

        foreach (var kind in issuer.Fake.TokenKinds)
        {
            Assert.True((await _world.VerifyAsync(issuer.Fake.Mint(kind))).IsVerified);
            foreach (var keyId in new[] { symmetric, leaked, weak, offCurve }.Select(static key => $"{key["kid"]}"))
            {
                var token = issuer.Raw(kind);
                RawToken.Set(token.Header, "kid", $"\"{keyId}\"");
                await _world.RefusedAsync(issuer, token.Sign(), JwtErrorCode.KeyRefused, keyId);
                RawToken.Set(token.Header, "alg", "\"HS256\"");
                var mac = Mac(token, "HS256", Base64Url.DecodeFromChars("AAECAwQFBgcICQoLDA0ODw"));
                await _world.RefusedAsync(issuer, mac, JwtErrorCode.SymmetricAlgorithm, keyId);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Algorithms_of_encryption_are_refused_before_any_key_is_looked_for(string provider)
    {
        var issuer = _world[provider];
        string[] names =
        [
            "PBES2-HS256+A128KW",
            "PBES2-HS512+A256KW",
            "RSA1_5",
            "RSA-OAEP",
            "dir",
            "A128KW",
            "ECDH-ES",
            "RS1",
        ];
        foreach (var name in names)
        {
            var token = issuer.Raw(issuer.Fake.TokenKinds[0]);
            RawToken.Set(token.Header, "alg", $"\"{name}\"");
            RawToken.Set(token.Header, "p2c", "2147483647");
            await _world.RefusedAsync(issuer, token.Sign(), JwtErrorCode.AlgorithmNotAllowed, name);
        }

        AssertThatNoKeyWasLookedFor();
    }

    private static JwtAlgorithms DeclaredFor(string provider) =>
        provider switch
        {
            "OpenIdConnect" => LineKeys.Algorithms.Aggregate(static (all, each) => all | each),
            _ => JwtAlgorithms.RS256,
        };

    private static string Mac(RawToken token, string name, byte[] secret)
    {
        var input = token.SigningInput();
        var bytes = Encoding.ASCII.GetBytes(input);
        var mac = name switch
        {
            "HS384" => HMACSHA384.HashData(secret, bytes),
            "HS512" => HMACSHA512.HashData(secret, bytes),
            _ => HMACSHA256.HashData(secret, bytes),
        };
        return input + "." + RawToken.Encode(mac);
    }

    private void AssertThatNoKeyWasLookedFor()
    {
        Assert.Empty(_world.Sent);
        Assert.Equal(0, _world.Misses);
    }
}
