using JwksSdk.Providers;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Providers.Contract;

internal sealed class OktaFixture : ProviderFixture
{
    public static OktaFixture Instance { get; } = new();

    public FakeOkta Provider { get; } = new(clock: Clock);

    public override ProviderConvention Convention { get; } = new OktaConvention();

    public override FakeIdentityProvider Fake => Provider;

    public override IReadOnlyList<string> Issuers => ["https://acme.okta.com/oauth2/default"];

    public override IReadOnlyList<string?> JwksUris => ["https://acme.okta.com/oauth2/default/v1/keys"];

    public override string NecessaryInput => "Domain";

    public override IReadOnlyList<FixtureKind> Kinds { get; } =
    [FixtureKind.Of<OktaAccessToken>("AccessToken"), FixtureKind.Of<OktaIdToken>("IdToken")];

    public override ProviderInputs Inputs() =>
        new ProviderInputs().Set("Domain", "acme.okta.com").Set("ClientId", "0oaacme0000000001");

    protected override IEnumerable<FixtureToken> FurtherTokens() =>
        [
            new("AccessToken", "machine", Provider.MintMachineAccessToken()),
            new("IdToken", "without nonce", Provider.MintIdToken(static token => token.Claims.Remove("nonce"))),
        ];
}
