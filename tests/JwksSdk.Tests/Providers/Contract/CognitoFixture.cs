using JwksSdk.Providers;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Providers.Contract;

internal sealed class CognitoFixture : ProviderFixture
{
    public static CognitoFixture Instance { get; } = new();

    public FakeCognito Provider { get; } = new(clock: Clock);

    public override ProviderConvention Convention { get; } = new CognitoConvention();

    public override FakeIdentityProvider Fake => Provider;

    public override IReadOnlyList<string> Issuers =>
        ["https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AcmePool1"];

    public override IReadOnlyList<string?> JwksUris =>
        ["https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AcmePool1/.well-known/jwks.json"];

    public override string NecessaryInput => "UserPoolId";

    public override IReadOnlyList<FixtureKind> Kinds { get; } =
    [FixtureKind.Of<CognitoAccessToken>("AccessToken"), FixtureKind.Of<CognitoIdToken>("IdToken")];

    public override ProviderInputs Inputs() =>
        new ProviderInputs().Set("UserPoolId", "eu-central-1_AcmePool1").Set("ClientId", "1acmeclient00000000000000");

    protected override IEnumerable<FixtureToken> FurtherTokens() =>
        [new("AccessToken", "machine", Provider.MintMachineAccessToken())];
}
