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
builder.Services.AddHostedService<TokenWorker>();
await builder.Build().RunAsync();

[JwksProvider(Auth0, Domain = "acme-dev.eu.auth0.com")]
public sealed partial class CustomerIdentity;

internal sealed class TokenWorker(CustomerIdentity customers, FakeAuth0 auth0, IHostApplicationLifetime host)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var result = await customers.VerifyAccessTokenAsync(auth0.MintAccessToken(), stoppingToken);
        Console.WriteLine(result.IsVerified ? "worker: verified" : $"worker: {result.Error}");
        host.StopApplication();
    }
}
