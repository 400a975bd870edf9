using System.Security.Cryptography;
using System.Text;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Line.Oracle;

/// <summary>Changes of what signs: other keys, other algorithms of the same key, secrets made of public keys, other shapes.</summary>
internal static class KeyMutations
{
    public static IEnumerable<Mutation> All =>
        [
            new("another key of the set", 50, static c => ByAnotherKey(c)) { IsForgery = true },
            new("a key of the set, named as it is", 60, static c => Named(c)),
            new("the key of another provider", 40, static c => ByAnotherProvider(c)) { IsForgery = true },
            new("a stranger's key", 50, static c => ByStranger(c)) { IsForgery = true },
            new("another algorithm of the same key", 40, static c => ByAnotherAlgorithm(c)),
            new("the public key as a secret", 80, static c => ByPublicKey(c)) { IsForgery = true },
            new("the signature of another algorithm", 40, static c => UnderAnotherName(c)) { IsForgery = true },
            new("a signature of another shape", 120, static c => Reshaped(c)) { IsForgery = true },
            new("an embedded key", 40, static c => Embedded(c)) { IsForgery = true },
        ];

    private static string Signed(RawToken token, FakeSigningKey key)
    {
        token.Key = key;
        return token.Sign();
    }

    private static string ByAnotherKey(MutationCase c)
    {
        var published = c.Token.Issuer.Fake.KeyRings.SelectMany(static ring => ring.Published).ToList();
        if (c.Token.Issuer.Name == "OpenIdConnect")
        {
            published.AddRange(LineKeys.Algorithms.Select(LineKeys.Of));
            published.Add(LineKeys.Open);
        }

        // A copy of the same key under another name signs the same: those of the set that differ are what is meant.
        published.RemoveAll(key => ReferenceEquals(key.ToAlgorithm(), c.Key.ToAlgorithm()));
        return published.Count == 0 ? ByStranger(c) : Signed(c.Raw(), c.Any(published));
    }

    private static string Named(MutationCase c)
    {
        var token = c.Raw();
        var key = c.OneIn(6) ? LineKeys.Weak : LineKeys.Of(c.Any(LineKeys.Algorithms));
        RawToken.Set(token.Header, "kid", $"\"{key.KeyId}\"");
        RawToken.Set(token.Header, "alg", $"\"{key.Algorithm}\"");
        return Signed(token, key);
    }

    private static string ByAnotherProvider(MutationCase c)
    {
        while (true)
        {
            var (other, key) = c.Pool.OtherSigned(c.Random);
            if (other.Issuer != c.Token.Issuer)
            {
                return Signed(c.Raw(), key);
            }
        }
    }

    private static string ByStranger(MutationCase c) =>
        Signed(c.Raw(), c.Key.ToAlgorithm() is RSA ? LineKeys.RsaStranger : LineKeys.Stranger);

    /// <summary>Header and signature agree, but not with the key's own algorithm.</summary>
    private static string ByAnotherAlgorithm(MutationCase c)
    {
        var token = c.Raw();
        var key = c.Key;
        if (key.ToAlgorithm() is RSA)
        {
            key = key.WithAlgorithm(c.Any([.. LineKeys.Algorithms.Where(static each => each < JwtAlgorithms.ES256)]));
        }

        RawToken.Set(token.Header, "alg", $"\"{key.Algorithm}\"");
        return Signed(token, key);
    }

    private static string ByPublicKey(MutationCase c)
    {
        var token = c.Raw();
        var name = c.Any(["HS256", "HS384", "HS512", "hs256", $"{c.Key.Algorithm}"]);
        RawToken.Set(token.Header, "alg", $"\"{name}\"");
        var input = token.SigningInput();
        var secret = c.Any(Secrets.Of(c.Key));
        var bytes = Encoding.ASCII.GetBytes(input);
        var mac = name switch
        {
            "HS384" => HMACSHA384.HashData(secret, bytes),
            "HS512" => HMACSHA512.HashData(secret, bytes),
            _ => HMACSHA256.HashData(secret, bytes),
        };
        return input + "." + RawToken.Encode(mac);
    }

    /// <summary>The header names one algorithm, the signature is of another one.</summary>
    private static string UnderAnotherName(MutationCase c)
    {
        var token = c.Raw();
        var other = c.Any([.. LineKeys.Algorithms.Where(each => each != c.Key.Algorithm)]);
        RawToken.Set(token.Header, "alg", $"\"{other}\"");
        return token.Sign();
    }

    private static string Reshaped(MutationCase c)
    {
        var input = c.Text[..c.Text.LastIndexOf('.')];
        var signature = System.Buffers.Text.Base64Url.DecodeFromChars(c.Text.AsSpan(input.Length + 1));
        var shapes = SignatureShapes.Of(c.Key, Encoding.ASCII.GetBytes(input), signature);
        return input + "." + RawToken.Encode(c.Any(shapes).Signature);
    }

    private static string Embedded(MutationCase c)
    {
        var token = c.Raw();
        var stranger = c.Key.ToAlgorithm() is RSA ? LineKeys.RsaStranger : LineKeys.Stranger;
        RawToken.Set(token.Header, "jwk", stranger.ToJwk().ToJsonString());
        if (c.OneIn(2))
        {
            RawToken.Set(token.Header, "kid", $"\"{stranger.KeyId}\"");
        }

        RawToken.Set(token.Header, "jku", "\"https://canary.test/keys\"");
        return Signed(token, stranger);
    }
}
