using System.Text;
using JwksSdk.Tests.Line.Oracle;

namespace JwksSdk.Tests.Line.Threats;

/// <summary>Attacks on parsing and encoding, in the shape of every provider, each signed by the issuer's own key.</summary>
public sealed class EncodingThreatTests : IDisposable
{
    private readonly LineWorld _world = new(hasCache: true);

    public static TheoryData<string> Providers => LineWorld.Providers;

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_member_twice_is_refused_in_any_spelling_at_any_depth(string provider)
    {
        (string Where, string Name, string Value)[] twins =
        [
            ("header", "alg", "\"RS256\""),
            ("header", "\\u0061lg", "\"none\""),
            ("header", "kid", "\"x\""),
            ("header", "k\\u0069d", "\"x\""),
            ("header", "x", "{\"a\":1,\"\\u0061\":2}"),
            ("header", "jwk", "{\"kty\":\"RSA\",\"kty\":\"oct\"}"),
            ("claims", "iss", "\"https://canary.test/\""),
            ("claims", "\\u0069ss", "\"https://canary.test/\""),
            ("claims", "exp", "4102444800"),
            ("claims", "ex\\u0070", "4102444800"),
            ("claims", "sub", "\"admin\""),
            ("claims", "x", "{\"a\":1,\"a\":1}"),
            ("claims", "x", "[[{\"deep\":{\"a\":1,\"b\":{},\"a\":2}}]]"),
            ("claims", "cnf", "{\"jkt\":\"a\",\"\\u006akt\":\"b\"}"),
        ];
        foreach (var kind in issuerKinds(provider))
        {
            foreach (var (where, name, value) in twins)
            {
                foreach (var isFirst in new[] { false, true })
                {
                    var token = _world[provider].Raw(kind);
                    var members = where == "header" ? token.Header : token.Claims;
                    if (isFirst && name.Contains("ss", StringComparison.Ordinal))
                    {
                        // The first one routes the token, and names an issuer that nobody has.
                        continue;
                    }

                    members.Insert(isFirst ? 0 : members.Count, RawMember.Of(name, value));
                    var what = $"{name} in the {where}";
                    await _world.RefusedAsync(_world[provider], token.Sign(), JwtErrorCode.DuplicateMember, what);
                }
            }
        }

        IReadOnlyList<string> issuerKinds(string name) => _world[name].Fake.TokenKinds;
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_is_not_Unicode_is_refused(string provider)
    {
        var issuer = _world[provider];
        (string Name, byte[] Bytes)[] strange =
        [
            ("overlong", [0xC0, 0x80]),
            ("surrogate", [0xED, 0xA0, 0x80]),
            ("alone", [0x80]),
            ("cut off", [0xE2, 0x82]),
            ("beyond", [0xF4, 0x90, 0x80, 0x80]),
            ("never", [0xFF]),
            ("NUL", [0x00]),
            ("high surrogate escaped", Encoding.ASCII.GetBytes("\\ud83d")),
            ("low surrogate escaped", Encoding.ASCII.GetBytes("\\ude00")),
            ("surrogates the wrong way", Encoding.ASCII.GetBytes("\\ude00\\ud83d")),
        ];
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            foreach (var (name, bytes) in strange)
            {
                foreach (var inHeader in new[] { true, false })
                {
                    var token = issuer.Raw(kind);
                    var whole = (byte[] text) => (byte[])[.. "{\"x\":\""u8, .. bytes, .. "\","u8, .. text[1..]];
                    (token.WholeHeader, token.WholeClaims) = inHeader
                        ? (whole, token.WholeClaims)
                        : (token.WholeHeader, whole);
                    await _world.RefusedAsync(issuer, token.Sign(), JwtErrorCode.InvalidJson, name);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_is_not_one_object_is_refused(string provider)
    {
        var issuer = _world[provider];
        byte[] mark = [0xEF, 0xBB, 0xBF];
        Func<byte[], byte[]>[] changes =
        [
            text => [.. mark, .. text],
            static text => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(text)),
            static text => Encoding.UTF32.GetBytes(Encoding.UTF8.GetString(text)),
            static text => [.. text, 0],
            static text => [.. text, .. "{}"u8],
            static text => [.. text, (byte)','],
            static text => [(byte)'[', .. text, (byte)']'],
            static text => [.. "/**/"u8, .. text],
            static text => [.. text[..^1], .. ",}"u8],
            static text => text[..^1],
            static text => [.. "{\"x\":'y',"u8, .. text[1..]],
            static text => [.. "{\"x\":NaN,"u8, .. text[1..]],
            static text => [.. "{\"x\":01,"u8, .. text[1..]],
            static text => [.. "{\"x\":\"\n\","u8, .. text[1..]],
            static _ => "null"u8.ToArray(),
            static _ => "\"text\""u8.ToArray(),
            static _ => " "u8.ToArray(),
        ];
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            foreach (var (number, change) in changes.Index())
            {
                var byHeader = issuer.Raw(kind);
                byHeader.WholeHeader = change;
                await _world.RefusedAsync(issuer, byHeader.Sign(), JwtErrorCode.InvalidJson, $"header {number}");
                var byClaims = issuer.Raw(kind);
                byClaims.WholeClaims = change;
                await _world.RefusedAsync(issuer, byClaims.Sign(), JwtErrorCode.InvalidJson, $"claims {number}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Nesting_ends_at_sixteen_levels(string provider)
    {
        var issuer = _world[provider];
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            foreach (var depth in new[] { 15, 16, 17, 64, 65, 10_000 })
            {
                foreach (var inHeader in new[] { true, false })
                {
                    var token = issuer.Raw(kind);
                    // A token of ten thousand levels is longer than any may be, unless they are left open.
                    var value =
                        depth > 1_000 ? new string('[', 5_000) : new string('[', depth) + new string(']', depth);
                    (inHeader ? token.Header : token.Claims).Insert(0, RawMember.Of("deep", value));

                    // The object around it is a level too.
                    var expected = depth <= 15 ? JwtErrorCode.None : JwtErrorCode.InvalidJson;
                    Assert.Equal((depth, expected), (depth, (await _world.VerifyAsync(token.Sign())).Error.Code));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Anything_but_three_parts_is_refused_by_its_shape(string provider)
    {
        var issuer = _world[provider];
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            var parts = issuer.Fake.Mint(kind).Split('.');
            var (header, claims, signature) = (parts[0], parts[1], parts[2]);
            (string Text, JwtErrorCode Error)[] shapes =
            [
                ("", JwtErrorCode.TokenEmpty),
                (header, JwtErrorCode.Opaque),
                ($"{header}.{claims}", JwtErrorCode.Malformed),
                ($"{header}.{claims}.{signature}.", JwtErrorCode.Malformed),
                ($".{header}.{claims}.{signature}", JwtErrorCode.Malformed),
                ($"{header}..{signature}", JwtErrorCode.Malformed),
                ($".{claims}.{signature}", JwtErrorCode.Malformed),
                ($"{header}.{claims}.", JwtErrorCode.Malformed),
                ($"{header}.{claims}.{signature}.{claims}.{signature}", JwtErrorCode.Encrypted),
                ($"{header}.{header}.{claims}.{claims}.{signature}", JwtErrorCode.Encrypted),
                ($"{header}.{claims}.{signature}.{header}.{claims}.{signature}", JwtErrorCode.Malformed),
                (
                    $$"""{"payload":"{{claims}}","protected":"{{header}}","signature":"{{signature}}"}""",
                    JwtErrorCode.Opaque
                ),
                (
                    $$"""{"payload":"{{claims}}","signatures":[{"protected":"{{header}}","signature":"{{signature}}"}]}""",
                    JwtErrorCode.Opaque
                ),
                // A compact token inside of the JSON serialization, or the other way round.
                ($$"""{"protected":"{{header}}.{{claims}}.{{signature}}"}""", JwtErrorCode.Encoding),
                ($$"""{"x":"{{header}}"}.{{claims}}.{{signature}}""", JwtErrorCode.Encoding),
                ("mt_" + $"{header}.{claims}.{signature}", JwtErrorCode.Opaque),
                (new string('.', 16_384), JwtErrorCode.Malformed),
                (new string('.', 1 << 20), JwtErrorCode.TokenTooLong),
            ];
            foreach (var (text, error) in shapes)
            {
                await _world.RefusedAsync(issuer, text, error, text);
            }
        }

        Assert.Empty(_world.Sent);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_encrypted_token_is_never_opened(string provider)
    {
        var issuer = _world[provider];
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            var token = issuer.Fake.Mint(kind);
            foreach (var algorithm in new[] { "RSA1_5", "RSA-OAEP", "dir", "PBES2-HS256+A128KW", "none", "RS256" })
            {
                var header = RawToken.Encode(
                    $$"""{"alg":"{{algorithm}}","enc":"A128GCM","cty":"JWT","zip":"DEF","p2c":2147483647,"p2s":"AAAA"}"""
                );
                var encrypted = $"{header}..AAAA.{RawToken.Encode(token)}.AAAA";
                await _world.RefusedAsync(issuer, encrypted, JwtErrorCode.Encrypted, algorithm);
                var wrapped = $"{header}.{RawToken.Encode(token)}.AAAA";
                var expected = algorithm == "RS256" ? JwtErrorCode.InvalidJson : JwtErrorCode.AlgorithmNotAllowed;
                await _world.RefusedAsync(issuer, wrapped, expected, algorithm);
            }
        }

        Assert.Empty(_world.Sent);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Compressed_claims_are_not_unfolded(string provider)
    {
        var issuer = _world[provider];
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            var token = issuer.Raw(kind);
            RawToken.Set(token.Header, "zip", "\"DEF\"");
            Assert.True((await _world.VerifyAsync(token.Sign())).IsVerified);
            token.WholeClaims = static text =>
            {
                using var folded = new MemoryStream();
                using (
                    var deflate = new System.IO.Compression.DeflateStream(
                        folded,
                        System.IO.Compression.CompressionLevel.Optimal
                    )
                )
                {
                    deflate.Write(text);
                }

                return folded.ToArray();
            };
            await _world.RefusedAsync(issuer, token.Sign(), JwtErrorCode.InvalidJson);
        }
    }
}
