using JwksSdk.Providers;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Providers.Contract;

internal sealed class Auth0Fixture : ProviderFixture
{
    public static Auth0Fixture Instance { get; } = new();

    public FakeAuth0 Provider { get; } = new(clock: Clock);

    public override ProviderConvention Convention { get; } = new Auth0Convention();

    public override FakeIdentityProvider Fake => Provider;

    public override IReadOnlyList<string> Issuers => ["https://acme-dev.eu.auth0.com/"];

    public override IReadOnlyList<string?> JwksUris => ["https://acme-dev.eu.auth0.com/.well-known/jwks.json"];

    public override string NecessaryInput => "Domain";

    public override IReadOnlyList<FixtureKind> Kinds { get; } =
    [FixtureKind.Of<Auth0AccessToken>("AccessToken"), FixtureKind.Of<Auth0IdToken>("IdToken")];

    public override ProviderInputs Inputs() =>
        new ProviderInputs()
            .Set("Domain", "acme-dev.eu.auth0.com")
            .Set("Audience", "https://api.acme.test/")
            .Set("ClientId", "k3JdAcmeWebClient0000000000000000", "M2Mclient000");

    protected override IEnumerable<FixtureToken> FurtherTokens() =>
        [
            new("AccessToken", "RFC 9068 profile", Provider.MintMachineAccessToken()),
            new("AccessToken", "without scope", Provider.MintAccessToken(static token => token.Claims.Remove("scope"))),
            new("IdToken", "without nonce", Provider.MintIdToken(static token => token.Claims.Remove("nonce"))),
        ];
}
