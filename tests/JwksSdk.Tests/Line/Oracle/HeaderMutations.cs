using System.Text;

namespace JwksSdk.Tests.Line.Oracle;

/// <summary>Changes of the header: sent with the signature that the token had, or signed anew with the issuer's key.</summary>
internal static class HeaderMutations
{
    private static readonly string[] AlgorithmNames =
    [
        .. Enum.GetNames<JwtAlgorithms>(),
        .. Enum.GetNames<JwtAlgorithms>().Select(static name => name.ToLowerInvariant()),
        .. (string[])
            [
                "HS256",
                "HS384",
                "HS512",
                "hs256",
                "none",
                "None",
                "NONE",
                "nOnE",
                "",
                " ",
                "RS256 ",
                " RS256",
                "RS256\\u0000",
            ],
        .. (string[])
            ["ES256K", "EdDSA", "Ed25519", "RS1", "HS1", "PS1", "RSA1_5", "RSA-OAEP", "A128KW", "dir", "ECDH-ES"],
        .. (string[])
            ["PBES2-HS256+A128KW", "ES256,ES256", "\\u0045S256", "ES\\u0032\\u0035\\u0036", "\u0415S256", "ESP256"],
    ];

    private static readonly string[] AnyJson =
    [
        "null",
        "true",
        "false",
        "0",
        "1",
        "-1",
        "1.5",
        "1e400",
        "\"\"",
        "\"x\"",
        "[]",
        "{}",
        "[\"ES256\"]",
        "[[]]",
        "{\"a\":1}",
    ];

    private static readonly string[] Types =
    [
        "\"JWT\"",
        "\"jwt\"",
        "\"Jwt\"",
        "\"at+jwt\"",
        "\"AT+JWT\"",
        "\"application/at+jwt\"",
        "\"application/jwt\"",
        "\"APPLICATION/JWT\"",
        "\"logout+jwt\"",
        "\"dpop+jwt\"",
        "\"secevent+jwt\"",
        "\"JOSE\"",
        "\"\"",
        "\" JWT\"",
        "\"J\\u0057T\"",
        "\"application/\"",
        "\"application/application/at+jwt\"",
    ];

    private static readonly string[] Critical =
    [
        "[]",
        "[\"b64\"]",
        "[\"exp\"]",
        "[\"x\"]",
        "[\"b64\",\"b64\"]",
        "\"b64\"",
        "null",
        "{}",
        "[1]",
        "true",
    ];

    private static readonly string[] KeyIds =
    [
        "\"\"",
        "\" \"",
        "\"../../etc/passwd\"",
        "\"' OR 1=1 --\"",
        "\"http://canary.test/\"",
        "\"a\\r\\nHost: canary.test\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"%00\"",
        "null",
        "1",
        "[]",
        "{}",
        "true",
        "\"key-oct\"",
        "\"key-weak\"",
        "\"key-open\"",
        "\"ins_2AcmeInstance000000000001\"",
        "\"key-ES256\"",
        "\"key-ES384\"",
        "\"key-RS256\"",
    ];

    private static readonly string[] Harmless =
    [
        """
            "jku":"https://canary.test/keys"
            """,
        """
            "x5u":"https://canary.test/cert"
            """,
        """
            "jwk":{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}
            """,
        """
            "x5c":["MIIB"]
            """,
        """
            "x5t":"AAAA"
            """,
        """
            "cty":"JWT"
            """,
        """
            "zip":"DEF"
            """,
        """
            "enc":"A128GCM"
            """,
        """
            "p2c":2147483647
            """,
        """
            "iss":"https://canary.test/"
            """,
        """
            "url":"https://canary.test/"
            """,
    ];

    public static IEnumerable<Mutation> All =>
        [
            .. RawMutations.Both(
                "another algorithm",
                45,
                20,
                static (c, token) => Set(token, "alg", $"\"{c.Any(AlgorithmNames)}\"")
            ),
            .. RawMutations.Both(
                "an algorithm that is no text",
                10,
                5,
                static (c, token) => Set(token, "alg", c.Any(AnyJson))
            ),
            .. RawMutations.Both("another kid", 25, 25, static (c, token) => Set(token, "kid", KeyId(c))),
            .. RawMutations.Both(
                "another typ",
                10,
                40,
                static (c, token) => Set(token, "typ", c.OneIn(4) ? c.Any(AnyJson) : c.Any(Types))
            ),
            .. RawMutations.Both(
                "a critical extension",
                10,
                10,
                static (c, token) => Set(token, "crit", c.Any(Critical))
            ),
            .. RawMutations.Both("b64", 5, 8, static (c, token) => Set(token, "b64", c.Any(AnyJson))),
            .. RawMutations.Both(
                "a member that is ignored",
                15,
                60,
                static (c, token) => Insert(c, token.Header, Harmless)
            ),
            .. RawMutations.Both(
                "a member less",
                10,
                15,
                static (c, token) => token.Header.RemoveAt(c.Below(token.Header.Count))
            ),
            .. RawMutations.Both("a member of another kind", 10, 10, static (c, token) => OtherKind(c, token.Header)),
            .. RawMutations.Both("a member twice", 10, 15, static (c, token) => RawMutations.Twice(c, token.Header)),
            .. RawMutations.Both("an escaped header", 5, 30, static (c, token) => RawMutations.Escape(c, token.Header)),
            .. RawMutations.Both(
                "members in another order",
                5,
                25,
                static (c, token) => RawMutations.Shuffle(c, token.Header)
            ),
            .. RawMutations.Both("a deep header", 10, 10, static (c, token) => token.Header.Add(RawMutations.Deep(c))),
            .. RawMutations.Both(
                "bytes of the header",
                25,
                20,
                static (c, token) => token.WholeHeader = RawMutations.Bytes(c)
            ),
            .. RawMutations.Both(
                "whitespace in the header",
                5,
                30,
                static (c, token) => token.WholeHeader = RawMutations.Whitespace(c)
            ),
            .. RawMutations.Both(
                "a header that is no object",
                10,
                4,
                static (c, token) => token.WholeHeader = _ => Encoding.UTF8.GetBytes(c.Any(AnyJson))
            ),
        ];

    private static void Set(RawToken token, string name, string value) => RawToken.Set(token.Header, name, value);

    private static string KeyId(MutationCase c) =>
        c.Below(3) switch
        {
            0 => c.Any(KeyIds),
            1 => $"\"{Testing.Compact.KeyId(c.Pool.Other(c.Random).Text)}\"",
            _ => $"\"{new string('k', c.Below(600))}\"",
        };

    private static void Insert(MutationCase c, List<RawMember> members, string[] texts)
    {
        var text = c.Any(texts).Trim();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var member = new RawMember(text[..colon], text[(colon + 1)..]);
        if (!members.Exists(other => other.Name == member.Name))
        {
            members.Insert(c.Below(members.Count + 1), member);
        }
    }

    private static void OtherKind(MutationCase c, List<RawMember> members)
    {
        var at = c.Below(members.Count);
        members[at] = members[at] with { Value = c.Any(AnyJson) };
    }
}
