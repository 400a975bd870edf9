using CustomProvider;
using CustomProvider.Providers;
using JwksSdk;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// The outside world: six identity providers that the SDK does not ship, each a server on loopback.
var keycloak = FakeProvider.Keycloak();
var entra = FakeProvider.EntraId();
var google = FakeProvider.Google();
var zitadel = FakeProvider.Zitadel();
var logto = FakeProvider.Logto();
var github = FakeProvider.GitHubActions();
var world = new Dictionary<string, FakeProvider>
{
    [nameof(WorkforceIdentity)] = keycloak,
    [nameof(PartnerIdentity)] = entra,
    [nameof(ColleagueIdentity)] = google,
    [nameof(ShopIdentity)] = zitadel,
    [nameof(CustomerIdentity)] = logto,
    [nameof(DeploymentIdentity)] = github,
};
await using var servers = await Servers.StartAsync(world.Values);

// The application: loopback addresses in place of those that follow from the declarations, as an appsettings.json would say.
var builder = Host.CreateApplicationBuilder();
builder.Configuration.AddInMemoryCollection(
    world.SelectMany(static each =>
        new KeyValuePair<string, string?>[]
        {
            new($"Jwks:{each.Key}:Issuer", each.Value.Issuer),
            new($"Jwks:{each.Key}:JwksUri", each.Value.JwksUri),
        }
    )
);
builder.Logging.ClearProviders();
builder.Services.AddJwksProviders(builder.Configuration);
using var host = builder.Build();
await host.StartAsync();
var verifier = host.Services.GetRequiredService<IJwtVerifier>();
var workforce = host.Services.GetRequiredService<WorkforceIdentity>();

Console.WriteLine(
    "Six providers of conventions of our own; GitHub's issuer, for example, is " + DeploymentIdentity.Issuer
);
var report = new Report(verifier);
foreach (var (declaration, fake) in world)
{
    foreach (var kind in fake.TokenKinds)
    {
        await report.AddAsync(declaration, kind, fake.Mint(kind), JwtErrorCode.None);
    }
}

await report.AddAsync("Keycloak", "no role staff", Without(keycloak, "realm_access"), JwtErrorCode.RoleMissing);
await report.AddAsync("Keycloak", "another kind", Without(keycloak, "typ"), JwtErrorCode.WrongTokenKind);
await report.AddAsync("Entra ID", "no scope", Without(entra, "scp"), JwtErrorCode.ScopeMissing);
await report.AddAsync("Google", "a private account", Without(google, "hd"), JwtErrorCode.ClaimNotAccepted);
await report.AddAsync("Zitadel", "no role", Without(zitadel, ZitadelAccessToken.RolesClaim), JwtErrorCode.RoleMissing);
await report.AddAsync("Logto", "an ID token", With(logto, "nonce", "n-0S6"), JwtErrorCode.WrongTokenKind);
await report.AddAsync("Actions", "a fork", With(github, "repository", "mallory/shop"), JwtErrorCode.ClaimNotAccepted);
await report.AddAsync("Actions", "a branch", With(github, "ref", "refs/heads/x"), JwtErrorCode.ClaimNotAccepted);

var typed = await workforce.VerifyAccessTokenOrThrowAsync(keycloak.Mint("AccessToken"));
Console.WriteLine($"{typed.AuthorizedParty} in {string.Join(", ", typed.RealmRoles)}");
await host.StopAsync();
return report.ExitCode;

static string Without(FakeProvider fake, string claim) =>
    fake.Mint(fake.TokenKinds[0], token => token.Claims.Remove(claim));

static string With(FakeProvider fake, string claim, string value) =>
    fake.Mint(fake.TokenKinds[0], token => token.Claims[claim] = value);
