using System.Net.Http.Headers;
using JwksSdk;
using JwksSdk.Testing;
using static JwksSdk.IdentityProvider;

var issuer = new FakeOpenIdConnect();
var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder
    .Services.AddApiIdentity(options =>
    {
        options.Issuer = issuer.Issuer;
        options.Audience = issuer.Audience;
    })
    .UseFake(issuer);
await using var app = builder.Build();
app.MapGet(
    "/me",
    async (HttpRequest request, ApiIdentity api, CancellationToken cancellationToken) =>
    {
        var bearer = request.Headers.Authorization.ToString().Replace("Bearer ", "");
        var result = await api.VerifyAccessTokenAsync(bearer, cancellationToken);
        return result.IsVerified ? Results.Text("acme") : Results.StatusCode(result.Error.HttpStatusCode);
    }
);
await app.StartAsync();

using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
var refused = await client.GetAsync("/me");
client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.MintAccessToken());
var accepted = await client.GetAsync("/me");
Console.WriteLine(
    $"web: {(int)accepted.StatusCode} {await accepted.Content.ReadAsStringAsync()}, {(int)refused.StatusCode}"
);
await app.StopAsync();

[JwksProvider(OpenIdConnect)]
public sealed partial class ApiIdentity;
