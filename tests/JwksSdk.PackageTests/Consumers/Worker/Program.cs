using System.Text.Json.Nodes;
using JwksSdk;
using JwksSdk.Testing;
using static JwksSdk.IdentityProvider;

var builder = Host.CreateApplicationBuilder(args);
builder.Configuration["Jwks:CustomerIdentity:Audience"] = "https://api.acme.test/";
builder.Services.AddSingleton(new FakeAuth0("acme-dev.eu.auth0.com"));
builder.Services.AddJwksProviders(builder.Configuration);
builder
    .Services.AddCustomerIdentity()
    .HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(services =>
        services.GetRequiredService<FakeAuth0>().CreateHandler()
    );
var partner = new PartnerProvider();
builder.Services.AddPartnerIdentity().UseFake(partner);
builder.Services.AddSingleton(partner);
builder.Services.AddHostedService<TokenWorker>();
await builder.Build().RunAsync();

[JwksProvider(Auth0, Domain = "acme-dev.eu.auth0.com")]
public sealed partial class CustomerIdentity;

[JwksConvention("https://{Host}/realms/{Realm}", JwksUri = "{Issuer}/keys")]
[JwksConventionInput("Host", InputShape.Host, "The host of the server.")]
[JwksConventionInput("Realm", InputShape.Name, "The realm.")]
[JwksConventionToken<PartnerToken>("AccessToken", "an access token", Audience = "Audience")]
public sealed partial class Realms;

[JwtClaims]
public sealed partial record PartnerToken : OpenIdConnectAccessToken
{
    [JwtClaim("tier")]
    public required string Tier { get; init; }
}

[JwksProvider<Realms>(Audience = "https://api.acme.test")]
[JwksInput("Host", "login.partner.test"), JwksInput("Realm", "acme")]
public sealed partial class PartnerIdentity;

[JwksFederation(typeof(CustomerIdentity), typeof(PartnerIdentity), Kinds = ["AccessToken"])]
public sealed partial class AppIdentity;

internal sealed class PartnerProvider : FakeIdentityProvider
{
    private readonly FakeKeyRing _keys;

    public PartnerProvider()
        : base("https://login.partner.test", null) => _keys = AddKeys("all", static (_, number) => $"partner-{number}");

    public override string IssuerPath => "/realms/acme";

    public override string JwksPath => IssuerPath + "/keys";

    public override IReadOnlyList<string> TokenKinds => ["AccessToken"];

    protected override JsonObject ToJwk(FakeSigningKey key) => key.ToJwk();

    protected override FakeToken Draft(string kind) =>
        new(
            new JsonObject
            {
                ["alg"] = "RS256",
                ["typ"] = "at+jwt",
                ["kid"] = _keys.Current.KeyId,
            },
            new JsonObject
            {
                ["iss"] = Issuer,
                ["aud"] = "https://api.acme.test",
                ["client_id"] = "partner",
                ["exp"] = Now + 600,
                ["tier"] = "gold",
            },
            _keys.Current
        );
}

internal sealed class TokenWorker(
    AppIdentity app,
    FakeAuth0 auth0,
    PartnerProvider partner,
    IHostApplicationLifetime host
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var customer = await Describe(auth0.MintAccessToken(), stoppingToken);
        var gold = await Describe(partner.Mint("AccessToken"), stoppingToken);
        var stranger = await Describe(new FakeAuth0("stranger.eu.auth0.com").MintAccessToken(), stoppingToken);
        Console.WriteLine($"worker: {customer}, {gold}, {stranger}");
        host.StopApplication();
    }

    // No arm for the rest: the two cases are all.
    private async Task<string> Describe(string jwt, CancellationToken cancellationToken) =>
        (await app.VerifyAsync(jwt, cancellationToken)) is var result && result.TryGetToken(out var token)
            ? token switch
            {
                AppIdentityToken.CustomerIdentityAccessToken => "customer",
                AppIdentityToken.PartnerIdentityAccessToken { Token: var theirs } => theirs.Tier,
            }
            : $"{result.Error.Code}";
}
