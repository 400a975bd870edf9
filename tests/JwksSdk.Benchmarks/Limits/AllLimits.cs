using JwksSdk.Benchmarks.Subjects;

namespace JwksSdk.Benchmarks.Limits;

/// <summary>Every promise that a run with <c>--check</c> is held to.</summary>
internal static class AllLimits
{
    private const string Sdk = SubjectNames.Sdk;
    private const string Us = SubjectNames.Us;

    // The formula of the README in bytes: a test holds the two together.
    public const double Fixed = 128 * 1024;
    public const double Provider = 24 * 1024;
    public const double Tenant = 4.5 * 1024;
    public const double KnownToken = 1.5 * 1024;

    private static readonly Looser ByProcessor = new(
        "1.10",
        "What is not the check itself waits for memory and code that the check pushed out of the caches, longer on some processors than on others."
    );

    private static readonly Looser NoPrototype = new(
        "0.50 and 0.55",
        "It was asked for after a prototype without container, client factory and resilience, whose code is compiled as the program starts."
    );

    private static readonly Looser ByTenants = new(
        "0.04",
        "The tenant is looked for in a memory cache, which notes when it was asked for; on some processors that is what is past it."
    );

    public static IReadOnlyList<Limit> List { get; } =
    [
        new(1, $"verify / RS256-2048 / {Sdk} / ratio", 1.05, 1.14) { Looser = ByProcessor },
        new(1, $"verify / PS256-2048 / {Sdk} / ratio", 1.05, 1.14) { Looser = ByProcessor },
        new(2, $"verify / RS256-4096 / {Sdk} / ratio", 1.03, 1.06),
        new(2, $"verify / ES256 / {Sdk} / ratio", 1.03, 1.06),
        new(2, $"verify / ES384 / {Sdk} / ratio", 1.03, 1.06),
        new(3, $"verify / RS256-2048 / {Sdk} / ratio", 0.90, 0.975)
        {
            Per = $"verify / RS256-2048 / {SubjectNames.StaticKey} / ratio",
            Looser = new(
                "0.95",
                "Most of what both take is the check itself; what is left between them depends on the processor."
            ),
        },
        new(3, $"verify / ES256 / {Sdk} / ratio", 0.97, 0.99)
        {
            Per = $"verify / ES256 / {SubjectNames.StaticKey} / ratio",
        },
        new(4, $"verify / RS256-2048 / {Sdk} / ratio", 0.80, 0.915)
        {
            Per = $"verify / RS256-2048 / {SubjectNames.Managed} / ratio",
            Looser = new(
                "0.88",
                "In the run after which it was asked for, the peer took 1.29; that depends on the processor."
            ),
        },
        new(5, $"verify / RS256-2048, 5,000 characters / {Sdk} / ratio", 1.15, 1.25),
        new(6, $"verify / RS256-2048 / {Sdk} / bytes", 1_000, 1_400),
        .. Refused("empty"),
        .. Refused("too long"),
        .. Refused("opaque"),
        .. Refused("malformed"),
        .. Refused("encrypted"),
        .. Refused("no base64url"),
        .. Refused("no JSON"),
        .. Refused("a header twice"),
        .. Refused("critical header"),
        .. Refused("no algorithm"),
        .. Refused("symmetric algorithm"),
        .. Refused("no issuer"),
        .. Refused("foreign issuer"),
        .. Refused("foreign issuer, 1,000 tenants"),
        .. Refused("no kid"),
        .. Refused("unknown kid"),
        .. Refused("unknown kid, 100 keys"),
        .. Refused("unknown kid, 1,000 tenants", 0.05, ByTenants),
        new(10, $"refuse / bad signature / {Sdk} / ratio", 1.05, 1.10),
        new(10, $"refuse / a claim twice / {Sdk} / ratio", 1.05, 1.16),
        new(10, $"refuse / another kind of token / {Sdk} / ratio", 1.05, 1.16),
        new(10, $"refuse / no expiry / {Sdk} / ratio", 1.05, 1.16),
        new(10, $"refuse / expired / {Sdk} / ratio", 1.05, 1.16),
        new(10, $"refuse / not yet valid / {Sdk} / ratio", 1.05, 1.16),
        new(10, $"refuse / another audience / {Sdk} / ratio", 1.05, 1.16),
        new(11, $"federation / RS256-2048 / {SubjectNames.FederationOfTwenty} / ratio", 1.02, 1.05)
        {
            Per = $"federation / RS256-2048 / {SubjectNames.FederationOfOne} / ratio",
        },
        new(12, $"cache / RS256-2048, known / {Sdk} / ratio", 0.06, 0.08),
        new(12, $"cache / RS256-2048, known / {Sdk} / bytes", 0, 0),
        new(13, $"threads / RS256-2048 / {Sdk} / gain", 1.85, 1.6) { IsAtLeast = true },
        new(14, $"cold / JIT / {Us} / ratio", 0.40, 0.95) { Looser = NoPrototype },
        new(14, $"cold / ReadyToRun / {Us} / ratio", 0.45, 1.7) { Looser = NoPrototype },
        new(15, $"endpoint / cold, 10,000 tokens at once / {Us} / requests", 1, 1),
        new(15, $"endpoint / cold, 10,000 tokens at once / {SubjectNames.DiscoveringUs} / requests", 2, 2),
        new(15, $"endpoint / cold, 10,000 tokens at once, 10 issuers / {Us} / requests", 10, 10),
        new(15, $"endpoint / cold, 10,000 tokens at once, 100 issuers / {Us} / requests", 100, 100),
        new(16, $"endpoint / down at a cold cache, 1,000 tokens / {Us} / requests", 1, 3),
        new(16, $"endpoint / down at a cold cache, 1,000 tokens, with retries / {Us} / requests", 3, 3),
        new(16, $"endpoint / 10,000 unknown kids / {Us} / requests", 2, 2),
        new(17, $"endpoint / first token after a rotation / {Us} / refused", 0, 0),
        new(17, $"endpoint / first token after a rotation, right after 10,000 unknown kids / {Us} / refused", 0, 1)
        {
            Looser = new(
                "0",
                "A flood can use up what an issuer's budget allows, until the next fetch of at most 30 s later: what bounds the requests bounds this."
            ),
        },
        new(17, $"endpoint / first token after a rotation, 30 s after 10,000 unknown kids / {Us} / refused", 0, 0),
        new(18, "generator / 10 declarations in 2,000 files / first run / ratio", 0.05, 0.12)
        {
            Looser = new(
                "15 ms",
                "The compiler's own search of 2,000 files takes as much, and the first declaration has it bind the project. Milliseconds say more of the machine."
            ),
        },
        new(18, "generator / 10 declarations in 2,000 files / unrelated edit / ratio", 0.01, 0.045)
        {
            Looser = new(
                "12 ms",
                "The compiler goes through all files again, which takes as long as where nothing is declared, and binds once more what is declared."
            ),
        },
        new(18, "generator / 10 declarations in 2,000 files / unrelated edit / outputs", 0, 0),
        new(19, "generator / 100 declarations in 2,000 files / first run / ratio", 0.10, 0.25),
        new(19, "generator / 100 declarations in 2,000 files / unrelated edit / outputs", 0, 0),
        new(20, $"scale / 10,000 tenants / {Us} / ratio", 1.01, 1.03) { Per = $"scale / 1 tenant / {Us} / ratio" },
        new(20, $"scale / 10,000 tenants, a token of each in turn / {Us} / ratio", 1.15, 1.25),
        new(21, $"scale / 1 provider / {Us} / kept", Fixed + Provider, Fixed + Provider),
        new(21, $"scale / 20 providers / {Us} / each more", Provider, Provider),
        new(21, $"scale / 10,000 tenants / {Us} / kept", Of(10_000), Of(10_000)),
        new(21, $"scale / 10,000 tenants / {Us} / each more", Tenant, Tenant),
        new(21, $"scale / 10,000 known tokens / {Us} / each more", KnownToken, KnownToken),
    ];

    /// <summary>What one provider with so many tenants may keep.</summary>
    private static double Of(int tenants) => Fixed + Provider + (tenants * Tenant);

    /// <summary>Before a key is needed a refusal costs next to nothing, and allocates nothing.</summary>
    private static Limit[] Refused(string what, double most = 0.04, Looser? looser = null) =>
        [
            new(9, $"refuse / {what} / {Sdk} / ratio", 0.02, most) { Looser = looser },
            new(9, $"refuse / {what} / {Sdk} / bytes", 0, 0),
        ];
}
