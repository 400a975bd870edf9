using JwksSdk.Providers;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Providers.Contract;

internal sealed class ClerkFixture : ProviderFixture
{
    public static ClerkFixture Instance { get; } = new();

    public FakeClerk Provider { get; } = new(clock: Clock);

    public override ProviderConvention Convention { get; } = new ClerkConvention();

    public override FakeIdentityProvider Fake => Provider;

    public override IReadOnlyList<string> Issuers => ["https://clerk.acme.test"];

    public override IReadOnlyList<string?> JwksUris => ["https://clerk.acme.test/.well-known/jwks.json"];

    public override string NecessaryInput => "PublishableKey";

    public override IReadOnlyList<FixtureKind> Kinds { get; } =
    [
        FixtureKind.Of<ClerkSessionToken>("SessionToken"),
        FixtureKind.Of<ClerkMachineToken>("MachineToken"),
        FixtureKind.Of<ClerkOAuthToken>("OAuthToken"),
    ];

    public override ProviderInputs Inputs() =>
        new ProviderInputs()
            .Set("FrontendApi", "clerk.acme.test")
            .Set("AuthorizedParty", "https://app.acme.test")
            .Set("Audience", "mch_2Acme02")
            .Set("ClientId", "oauthclient2Acme01");

    protected override IEnumerable<FixtureToken> FurtherTokens() =>
        [
            new("SessionToken", "version 1", Provider.MintSessionTokenVersion1()),
            new("SessionToken", "without class", Provider.MintSessionToken(static token => token.Header.Remove("cat"))),
            new(
                "SessionToken",
                "class without information",
                Provider.MintSessionToken(static token => token.Header["cat"] = "cl_I7d4PD111III")
            ),
            new("MachineToken", "without class", Provider.MintMachineToken(static token => token.Header.Remove("cat"))),
            new(
                "OAuthToken",
                "application/at+jwt",
                Provider.MintOAuthToken(static token => token.Header["typ"] = "application/at+jwt")
            ),
        ];
}
