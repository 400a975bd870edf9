using System.Globalization;
using System.Text;

namespace JwksSdk.Tests.Line.Oracle;

/// <summary>Changes of the claims, most of them signed anew with the issuer's key, so that they reach the claims step.</summary>
internal static class ClaimMutations
{
    private static readonly string[] Registered = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf"];
    private static readonly string[] Dates = ["exp", "nbf", "iat", "auth_time"];

    private static readonly string[] Own =
    [
        "client_id",
        "azp",
        "scope",
        "scp",
        "cid",
        "uid",
        "token_use",
        "stt",
        "sid",
        "sts",
        "v",
        "nonce",
        "at_hash",
        "events",
        "org_id",
        "permissions",
        "groups",
        "st-role",
        "st-perm",
        "email",
        "email_verified",
        "username",
        "cognito:username",
        "rt_hash",
        "gty",
        "act",
        "sessionHandle",
        "refreshTokenHash1",
        "tId",
        "c_hash",
        "auth_time",
        "name",
        "o",
        "fva",
    ];

    private static readonly string[] AnyJson =
    [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1",
        "-1",
        "1.5",
        "-1.5",
        "1e3",
        "1E+3",
        "1e-3",
        "1e400",
        "-1e400",
        "0.1e1",
        "2147483647",
        "2147483648",
        "4294967296",
        "9007199254740993",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551616",
        "253402300799",
        "253402300800",
        "99999999999999999999999999",
        "1790003600.5",
        "1.7900036e9",
        "\"\"",
        "\" \"",
        "\"x\"",
        "\"1790003600\"",
        "\"null\"",
        "\"\\u0000\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "[]",
        "[null]",
        "[1]",
        "[\"x\"]",
        "[\"x\",1]",
        "[[]]",
        "[{}]",
        "{}",
        "{\"a\":1}",
        "{\"a\":1,\"a\":2}",
        "01",
        "+1",
        ".5",
        "1.",
        "NaN",
        "Infinity",
        "'x'",
        "0x10",
        "tru",
        "1_000",
        "",
    ];

    private static readonly string[] Confirmations =
    [
        "{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}",
        "{\"x5t#S256\":\"AAAA\"}",
        "{}",
        "{\"kid\":\"x\"}",
        "{\"jwk\":{}}",
        "null",
        "[]",
        "\"x\"",
        "{\"jkt\":1}",
        "{\"jkt\":\"a\",\"jkt\":\"b\"}",
        "{\"jkt\":null}",
    ];

    public static IEnumerable<Mutation> All =>
        [
            .. RawMutations.Both(
                "a registered claim",
                10,
                150,
                static (c, t) => Set(t, c.Any(Registered), c.Any(AnyJson))
            ),
            .. RawMutations.Both("a claim of a provider", 5, 100, static (c, t) => Set(t, c.Any(Own), c.Any(AnyJson))),
            .. RawMutations.Both("a date", 5, 130, static (c, t) => Set(t, c.Any(Dates), Date(c))),
            .. RawMutations.Both("an issuer", 25, 60, static (c, t) => Set(t, "iss", Issuer(c, t))),
            .. RawMutations.Both("an audience", 5, 90, static (c, t) => Set(t, "aud", Audience(c, t))),
            .. RawMutations.Both("a confirmation", 5, 30, static (c, t) => Set(t, "cnf", c.Any(Confirmations))),
            .. RawMutations.Both("a claim less", 5, 60, static (c, t) => t.Claims.RemoveAt(c.Below(t.Claims.Count))),
            .. RawMutations.Both("a claim twice", 10, 50, static (c, t) => RawMutations.Twice(c, t.Claims)),
            .. RawMutations.Both("escaped claims", 5, 60, static (c, t) => RawMutations.Escape(c, t.Claims)),
            .. RawMutations.Both("claims in another order", 5, 60, static (c, t) => RawMutations.Shuffle(c, t.Claims)),
            .. RawMutations.Both("the claims of another token", 5, 60, static (c, t) => Mixed(c, t)),
            .. RawMutations.Both(
                "deep claims",
                5,
                25,
                static (c, t) => t.Claims.Insert(c.Below(t.Claims.Count), RawMutations.Deep(c))
            ),
            .. RawMutations.Both(
                "a long claim",
                5,
                20,
                static (c, t) => Set(t, c.Any([.. Registered, .. Own, "long"]), Long(c))
            ),
            .. RawMutations.Both("many claims", 2, 10, static (c, t) => Many(c, t)),
            .. RawMutations.Both("bytes of the claims", 25, 70, static (c, t) => t.WholeClaims = RawMutations.Bytes(c)),
            .. RawMutations.Both(
                "whitespace in the claims",
                5,
                40,
                static (c, t) => t.WholeClaims = RawMutations.Whitespace(c)
            ),
            .. RawMutations.Both(
                "claims that are no object",
                10,
                10,
                static (c, t) =>
                {
                    var text = c.Any(AnyJson);
                    t.WholeClaims = _ => Encoding.UTF8.GetBytes(text);
                }
            ),
            new("a session not to be accepted, signed anew", 10, static c => Session(c)),
        ];

    private static void Set(RawToken token, string name, string value) => RawToken.Set(token.Claims, name, value);

    /// <summary>A date around the present, where the clock skew ends, or at an end of what numbers can say.</summary>
    private static string Date(MutationCase c)
    {
        const long Now = 1_790_000_000;
        var seconds = Now + c.Any([-86_400, -61, -60, -59, -6, -5, -4, -1, 0, 1, 4, 5, 6, 59, 60, 61, 300, 86_400]);
        return c.Below(6) switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"{seconds}.{c.Below(1000):000}"),
            1 => string.Create(CultureInfo.InvariantCulture, $"{seconds}e0"),
            2 => string.Create(CultureInfo.InvariantCulture, $"\"{seconds}\""),
            3 => c.Any(AnyJson),
            _ => seconds.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string Issuer(MutationCase c, RawToken token)
    {
        var own = token.Claims.First(static claim => claim.Is("iss")).Value;
        var text = own.Trim('"').Replace("\\/", "/", StringComparison.Ordinal);
        var host = new Uri(text).Host;
        return c.Below(18) switch
        {
            0 => Quoted(text.TrimEnd('/')),
            1 => Quoted(text + "/"),
            2 => Quoted(text.ToUpperInvariant()),
            3 => Quoted(text.Replace(host, host.ToUpperInvariant(), StringComparison.Ordinal)),
            4 => Quoted(text.Replace(host, host + ".canary.test", StringComparison.Ordinal)),
            5 => Quoted(text.Replace(host, "canary.test/" + host, StringComparison.Ordinal)),
            6 => Quoted(text.Replace(host, host + ":443", StringComparison.Ordinal)),
            7 => Quoted(text.Replace("https://", "https://canary.test@", StringComparison.Ordinal)),
            8 => Quoted(text.Replace("https:", "http:", StringComparison.Ordinal)),
            9 => Quoted(text.Replace("l", "%6c", StringComparison.Ordinal)),
            // The Cyrillic letter that looks the same.
            10 => Quoted(text.Replace('e', '\u0435')),
            11 => Quoted(text + "?x"),
            12 => Quoted(text[..^1]),
            13 => Quoted(text + "\\u0000"),
            14 => Quoted(c.Any(c.Pool.Good.ToArray()).Issuer.Fake.Issuer),
            15 => $"[{own}]",
            16 => Quoted(text.Replace("/", "\\u002f", StringComparison.Ordinal)),
            _ => Quoted(text.Replace("/", "\\/", StringComparison.Ordinal)),
        };
    }

    private static string Audience(MutationCase c, RawToken token)
    {
        var own = token.Claims.Find(static claim => claim.Is("aud")).Value ?? "\"mch_2Acme02\"";
        var one = own.StartsWith('[') ? own.Trim('[', ']').Split(',')[0] : own;
        return c.Below(14) switch
        {
            0 => $"[{one}]",
            1 => $"[\"x\",{one}]",
            2 => $"[{one},{one}]",
            3 => $"[{one},1]",
            4 => $"[{one},null]",
            5 => $"[[{one}]]",
            6 => $"{{\"a\":{one}}}",
            7 => one.ToUpperInvariant(),
            8 => one.TrimEnd('"') + "/\"",
            9 => one.TrimEnd('"') + " other\"",
            10 => "\"\"",
            11 => "[]",
            12 => $"[{string.Join(',', Enumerable.Repeat("\"x\"", c.Below(500)).Append(one))}]",
            _ => one,
        };
    }

    private static void Mixed(MutationCase c, RawToken token)
    {
        var other = RawToken.Read(c.Pool.Other(c.Random).Text, token.Key).Claims;
        var issuer = token.Claims.Find(static claim => claim.Is("iss"));
        token.Claims.Clear();
        token.Claims.AddRange(other);
        if (c.OneIn(2))
        {
            Set(token, "iss", issuer.Value);
        }
    }

    /// <summary>What one provider alone refuses, so that it is not left to chance.</summary>
    private static string Session(MutationCase c)
    {
        while (true)
        {
            var (token, key) = c.Pool.OtherSigned(c.Random);
            if (token.Kind == "SessionToken" && token.Issuer.Name.StartsWith("Clerk", StringComparison.Ordinal))
            {
                var raw = RawToken.Read(token.Text, key);
                var (claim, value) = c.Any([("azp", "\"https://canary.test\""), ("sts", "\"pending\""), ("v", "3")]);
                Set(raw, claim, value);
                return raw.Sign();
            }
        }
    }

    private static string Long(MutationCase c)
    {
        var text = new string(c.Any(['a', ' ', '\u00e9', '/']), c.Any([255, 256, 257, 511, 512, 513, 4_000, 11_000]));
        return c.OneIn(2) ? Quoted(text) : $"[{Quoted(text)}]";
    }

    private static void Many(MutationCase c, RawToken token)
    {
        for (var count = c.Any([10, 64, 65, 300]); count > 0; count--)
        {
            token.Claims.Insert(0, RawMember.Of($"claim-{count}", "1"));
        }
    }

    private static string Quoted(string text) => $"\"{text}\"";
}
