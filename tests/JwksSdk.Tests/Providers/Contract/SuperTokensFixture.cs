using JwksSdk.Providers;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Providers.Contract;

internal sealed class SuperTokensFixture : ProviderFixture
{
    public static SuperTokensFixture Instance { get; } = new();

    public FakeSuperTokens Provider { get; } = new(clock: Clock);

    public override ProviderConvention Convention { get; } = new SuperTokensConvention();

    public override FakeIdentityProvider Fake => Provider;

    public override IReadOnlyList<string> Issuers => ["https://api.acme.test/auth"];

    public override IReadOnlyList<string?> JwksUris => ["https://api.acme.test/auth/jwt/jwks.json"];

    public override string NecessaryInput => "ApiDomain";

    public override IReadOnlyList<FixtureKind> Kinds { get; } =
    [
        FixtureKind.Of<SuperTokensSessionToken>("SessionToken"),
        FixtureKind.Of<SuperTokensOAuthAccessToken>("OAuthAccessToken"),
        FixtureKind.Of<SuperTokensIdToken>("IdToken"),
    ];

    public override ProviderInputs Inputs() =>
        new ProviderInputs()
            .Set("ApiDomain", "api.acme.test")
            .Set("Audience", "https://api.acme.test")
            .Set("ClientId", "stcl_acme0001");

    protected override IEnumerable<FixtureToken> FurtherTokens() =>
        [
            new("SessionToken", "stt 0", Provider.MintSessionToken(static token => token.Claims["stt"] = 0)),
            new(
                "SessionToken",
                "version 3",
                Provider.MintSessionToken(static token =>
                {
                    token.Header.Remove("version");
                    token.Claims.Remove("tId");
                    token.Claims.Remove("rsub");
                })
            ),
            new(
                "OAuthAccessToken",
                "without a session",
                Provider.MintOAuthAccessToken(static token =>
                {
                    token.Claims.Remove("sessionHandle");
                    token.Claims.Remove("rsub");
                })
            ),
        ];
}
