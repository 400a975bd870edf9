using JwksSdk.Providers;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Providers.Contract;

internal sealed class OpenIdConnectFixture : ProviderFixture
{
    public static OpenIdConnectFixture Instance { get; } = new();

    public FakeOpenIdConnect Provider { get; } = new(clock: Clock);

    public override ProviderConvention Convention { get; } = new OpenIdConnectConvention();

    public override FakeIdentityProvider Fake => Provider;

    public override IReadOnlyList<string> Issuers => ["https://login.acme.test"];

    public override IReadOnlyList<string?> JwksUris => [null];

    public override string NecessaryInput => "Issuer";

    public override IReadOnlyList<FixtureKind> Kinds { get; } =
    [FixtureKind.Of<OpenIdConnectAccessToken>("AccessToken"), FixtureKind.Of<OpenIdConnectIdToken>("IdToken")];

    public override ProviderInputs Inputs() =>
        new ProviderInputs()
            .Set("Issuer", "https://login.acme.test")
            .Set("Audience", "https://api.acme.test")
            .Set("ClientId", "acme-web");

    protected override IEnumerable<FixtureToken> FurtherTokens() =>
        [
            new("AccessToken", "without typ", Provider.MintAccessToken(static token => token.Header.Remove("typ"))),
            new(
                "AccessToken",
                "of a person",
                Provider.MintAccessToken(static token =>
                {
                    token.Header["typ"] = "JWT";
                    token.Claims["email"] = "pat@acme.test";
                })
            ),
            new(
                "IdToken",
                "without nonce and hash",
                Provider.MintIdToken(static token =>
                {
                    token.Claims.Remove("nonce");
                    token.Claims.Remove("at_hash");
                })
            ),
        ];
}
