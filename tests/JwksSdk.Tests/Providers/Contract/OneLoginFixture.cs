using JwksSdk.Providers;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Providers.Contract;

internal sealed class OneLoginFixture : ProviderFixture
{
    public static OneLoginFixture Instance { get; } = new();

    public FakeOneLogin Provider { get; } = new(clock: Clock);

    public override ProviderConvention Convention { get; } = new OneLoginConvention();

    public override FakeIdentityProvider Fake => Provider;

    public override IReadOnlyList<string> Issuers => ["https://acme.onelogin.com/oidc/2"];

    public override IReadOnlyList<string?> JwksUris => ["https://acme.onelogin.com/oidc/2/certs"];

    public override string NecessaryInput => "Subdomain";

    public override IReadOnlyList<FixtureKind> Kinds { get; } =
    [FixtureKind.Of<OneLoginIdToken>("IdToken"), FixtureKind.Of<OneLoginAccessToken>("AccessToken")];

    public override ProviderInputs Inputs() =>
        new ProviderInputs()
            .Set("Subdomain", "acme")
            .Set("ClientId", "acme0000-0000-0000-0000-000000000001")
            .Set("Audience", "https://api.acme.test");

    protected override IEnumerable<FixtureToken> FurtherTokens() =>
        [
            new(
                "IdToken",
                "with nonce alone",
                Provider.MintIdToken(static token =>
                {
                    token.Claims.Remove("at_hash");
                    token.Claims.Remove("rt_hash");
                    token.Claims.Remove("email");
                    token.Claims.Remove("preferred_username");
                    token.Claims["nonce"] = "n-0S6_WzA2Mj";
                })
            ),
            new(
                "AccessToken",
                "id alone",
                Provider.MintAccessToken(static token =>
                {
                    token.Claims.Remove("scope");
                    token.Claims.Remove("azp");
                })
            ),
        ];
}
