using System.Globalization;
using JwksSdk.Tests.Line.Oracle;

namespace JwksSdk.Tests.Line.Threats;

/// <summary>Claims of the wrong type, at the wrong time, of another issuer or bound to a key, in the shape of every provider.</summary>
public sealed class ClaimThreatTests : IDisposable
{
    private static readonly string[] NotText = ["null", "0", "1.5", "true", "[]", "[\"x\"]", "{}", "{\"a\":1}"];

    private static readonly string[] NotDates =
    [
        "\"1790003600\"",
        "\"\"",
        "true",
        "[]",
        "[1790003600]",
        "{}",
        "-1",
        "-0.5",
        "-1e3",
        "1e400",
        "-1e400",
        "253402300800",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551616",
        "99999999999999999999999999",
        "1e12",
    ];

    private readonly LineWorld _world = new(hasCache: true);

    public static TheoryData<string> Providers => LineWorld.Providers;

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_registered_claim_has_its_own_type_and_no_other(string provider)
    {
        var issuer = _world[provider];
        (string Claim, string[] Bad)[] table =
        [
            ("sub", NotText),
            ("jti", NotText),
            (
                "aud",
                ["null", "0", "true", "{}", "{\"a\":\"https://api.acme.test\"}", "[1]", "[null]", "[[]]", "[\"x\",1]"]
            ),
            ("exp", NotDates),
            ("nbf", NotDates),
            ("iat", NotDates),
            ("auth_time", [.. NotDates, "\"2027-08-01T10:00:00Z\""]),
            ("cnf", ["null", "0", "true", "\"x\"", "[]", "[{}]", "{\"jkt\":1}", "{\"x5t#S256\":[]}"]),
        ];
        foreach (var kind in issuer.Kinds)
        {
            foreach (var (claim, values) in table)
            {
                foreach (var value in values)
                {
                    var token = issuer.Raw(kind.Name);
                    RawToken.Set(token.Claims, claim, value);
                    var text = token.Sign();
                    var error = (await _world.VerifyAsync(kind, text)).Error;

                    // A subject and an id that are no text take the mark of some kinds away.
                    var isMark = claim is "sub" or "jti" && error.Code == JwtErrorCode.WrongTokenKind;
                    Assert.True(
                        isMark || (error.Code, error.Member) == (JwtErrorCode.ClaimType, Outer(claim, value)),
                        $"{provider} {kind.Name}: {claim} {value}: {error}"
                    );
                    Assert.Equal(error.Code, (await _world.VerifyAsync(text)).Error.Code);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_issuer_that_is_no_text_routes_nowhere(string provider)
    {
        var issuer = _world[provider];
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            foreach (var value in (string[])["null", "0", "true", "{}", "[]", $"[\"{issuer.Fake.Issuer}\"]"])
            {
                var token = issuer.Raw(kind);
                RawToken.Set(token.Claims, "iss", value);
                await _world.RefusedAsync(issuer, token.Sign(), JwtErrorCode.IssuerMissing, value);
            }

            var without = issuer.Raw(kind);
            without.Claims.RemoveAll(static claim => claim.Is("iss"));
            await _world.RefusedAsync(issuer, without.Sign(), JwtErrorCode.IssuerMissing, "none");
        }

        Assert.Empty(_world.Sent);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_issuer_that_is_only_alike_reaches_no_network(string provider)
    {
        var issuer = _world[provider];
        var own = issuer.Fake.Issuer;
        var host = new Uri(own).Host;
        string[] alike =
        [
            own.EndsWith('/') ? own[..^1] : own + "/",
            own + "x",
            own[..^1],
            own.ToUpperInvariant(),
            own.Replace(host, char.ToUpperInvariant(host[0]) + host[1..], StringComparison.Ordinal),
            own.Replace(host, host + ".canary.test", StringComparison.Ordinal),
            own.Replace(host, "canary.test/" + host, StringComparison.Ordinal),
            own.Replace(host, host + ".", StringComparison.Ordinal),
            own.Replace(host, host + ":443", StringComparison.Ordinal),
            own.Replace("https://", "https://canary.test@", StringComparison.Ordinal),
            own.Replace("https:", "http:", StringComparison.Ordinal),
            own.Replace("https://", "", StringComparison.Ordinal),
            own.Replace("l", "%6C", StringComparison.Ordinal),
            // Letters of other scripts, and other forms, that look the same.
            own.Replace('e', '\u0435').Replace('a', '\u0430').Replace('o', '\u043e'),
            own.Replace('.', '\u3002'),
            own.Replace("https", "http\uff53", StringComparison.Ordinal),
            own + "\\u0000",
            "\\u200b" + own,
            own + " ",
            own + "?x#y",
            own + new string('x', 513),
            "",
            "https://canary.test/",
        ];
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            foreach (var other in alike)
            {
                var token = issuer.Raw(kind);
                RawToken.Set(token.Claims, "iss", $"\"{other}\"");
                await _world.RefusedAsync(issuer, token.Sign(), JwtErrorCode.UnknownIssuer, other);
            }
        }

        Assert.Empty(_world.Sent);
        Assert.Equal(0, _world.Misses);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_token_bound_to_a_key_is_no_bearer_token(string provider)
    {
        var issuer = _world[provider];
        string[] bound =
        [
            "{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}",
            "{\"x5t#S256\":\"bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2\"}",
            "{\"kid\":\"x\"}",
            "{\"jwk\":{\"kty\":\"oct\"}}",
            "{\"future\":1}",
            "{}",
        ];
        foreach (var kind in issuer.Kinds)
        {
            foreach (var confirmation in bound)
            {
                var token = issuer.Raw(kind.Name);
                RawToken.Set(token.Claims, "cnf", confirmation);
                var text = token.Sign();
                Assert.Equal(JwtErrorCode.BoundToken, (await _world.VerifyAsync(kind, text)).Error.Code);
                Assert.Equal(JwtErrorCode.BoundToken, (await _world.VerifyAsync(text)).Error.Code);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task The_skew_ends_to_the_second(string provider)
    {
        var issuer = _world[provider];
        var now = _world.Clock.GetUtcNow().ToUnixTimeSeconds();
        var skew = provider == "Clerk" ? 5 : 60;
        (string Claim, long Date, JwtErrorCode Error)[] bounds =
        [
            ("exp", now - skew + 1, JwtErrorCode.None),
            ("exp", now - skew, JwtErrorCode.Expired),
            ("exp", now - skew - 1, JwtErrorCode.Expired),
            ("exp", 0, JwtErrorCode.Expired),
            ("nbf", now + skew, JwtErrorCode.None),
            ("nbf", now + skew + 1, JwtErrorCode.NotYetValid),
            ("iat", now + skew, JwtErrorCode.None),
            ("iat", now + skew + 1, JwtErrorCode.IssuedInFuture),
            ("exp", 253_402_300_799, JwtErrorCode.None),
            ("nbf", 253_402_300_799, JwtErrorCode.NotYetValid),
        ];
        await _world.WarmAsync();
        foreach (var kind in issuer.Kinds)
        {
            foreach (var (claim, date, error) in bounds)
            {
                var token = issuer.Raw(kind.Name);
                RawToken.Set(token.Claims, claim, date.ToString(CultureInfo.InvariantCulture));
                var text = token.Sign();
                Assert.Equal((claim, date, error), (claim, date, (await _world.VerifyAsync(kind, text)).Error.Code));
                Assert.Equal((claim, date, error), (claim, date, (await _world.VerifyAsync(text)).Error.Code));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task No_verdict_tells_of_claims_before_the_signature_holds(string provider)
    {
        var issuer = _world[provider];
        await _world.WarmAsync();
        (string Claim, string Value)[] faults =
        [
            ("exp", "1"),
            ("exp", "\"x\""),
            ("nbf", "4102444800"),
            ("iat", "4102444800"),
            ("aud", "\"x\""),
            ("cnf", "{}"),
            ("sub", "1"),
            ("sub", "1,\"sub\":2"),
            ("sub", "\"a\",\"\\u0073ub\":\"a\""),
            ("x", "{\"a\":1,\"a\":1}"),
            ("auth_time", "\"x\""),
            ("x", "tru"),
        ];
        foreach (var kind in issuer.Fake.TokenKinds)
        {
            foreach (var (claim, value) in faults)
            {
                foreach (var isFirst in new[] { true, false })
                {
                    var token = issuer.Raw(kind);
                    token.Claims.RemoveAll(member => member.Is(claim));
                    token.Claims.Insert(isFirst ? 0 : token.Claims.Count, RawMember.Of(claim, value));
                    Assert.NotEqual(JwtErrorCode.BadSignature, (await _world.VerifyAsync(token.Sign())).Error.Code);

                    // What is no JSON before the issuer has no claims of which it could tell.
                    var isText = isFirst && value == "tru";
                    var what = $"{claim} {value}, first: {isFirst}";
                    var expected = isText ? JwtErrorCode.InvalidJson : JwtErrorCode.BadSignature;
                    await _world.RefusedAsync(issuer, token.Unsigned(), expected, what);
                    RawToken.Set(token.Header, "kid", "\"unknown\"");
                    expected = isText ? JwtErrorCode.InvalidJson : JwtErrorCode.UnknownKeyId;
                    await _world.RefusedAsync(issuer, token.Sign(), expected, what);
                }
            }

            var twice = issuer.Raw(kind);
            twice.Claims.Add(RawMember.Of("iss", "\"https://canary.test/\""));
            Assert.Equal(JwtErrorCode.DuplicateMember, (await _world.VerifyAsync(twice.Sign())).Error.Code);
            await _world.RefusedAsync(issuer, twice.Unsigned(), JwtErrorCode.BadSignature, "iss twice");
        }
    }

    /// <summary>Without a key nobody can tell whose token it is, and whether the keys are fetched does not hang on what it says.</summary>
    [Theory]
    [InlineData("exp", "1")]
    [InlineData("exp", "\"x\"")]
    [InlineData("exp", "null")]
    [InlineData("nbf", "4102444800")]
    [InlineData("sub", "1,\"sub\":2")]
    public async Task No_claim_decides_whether_the_first_keys_are_fetched(string claim, string value)
    {
        foreach (var issuer in _world.Issuers)
        {
            var token = issuer.Raw(issuer.Fake.TokenKinds[0]);
            token.Claims.RemoveAll(member => member.Is(claim));
            token.Claims.Insert(0, RawMember.Of(claim, value));
            var requests = _world.Sent.Count;
            Assert.Equal(JwtErrorCode.BadSignature, (await _world.VerifyAsync(token.Unsigned())).Error.Code);
            Assert.NotEqual(requests, _world.Sent.Count);
            var error = (await _world.VerifyAsync(token.Sign())).Error.Code;
            Assert.True(
                error is JwtErrorCode.DuplicateMember or >= JwtErrorCode.ClaimMissing,
                $"{issuer.Name}, {claim} {value}: {error}"
            );
        }
    }

    private static string Outer(string claim, string value) =>
        claim == "cnf" && value.StartsWith('{') ? value.Split('"')[1] : claim;
}
