using JwksSdk;
using JwksSdk.Testing;
using Microsoft.Extensions.DependencyInjection;
using static JwksSdk.IdentityProvider;

var pool = new FakeCognito("eu-west-1_Ab12Cd34E");
var services = new ServiceCollection();
services.AddStaffIdentity().UseFake(pool);
await using var provider = services.BuildServiceProvider();
var staff = provider.GetRequiredService<StaffIdentity>();

var token = pool.MintAccessToken(token => token.Claims["tier"] = "gold");
var verified = await staff.VerifyAccessTokenAsync<TieredToken>(token);
var forged = await staff.VerifyAccessTokenAsync(Forgery.SignedByStranger(token));

Console.WriteLine(
    verified.TryGetToken(out var tiered)
        ? $"console: verified, {forged.Error.Code}, {tiered.Tier}"
        : $"console: {verified.Error}"
);

var library = typeof(JwtToken).Assembly.Location;
Console.WriteLine($"library: {Path.GetRelativePath(AppContext.BaseDirectory, library)}");

[JwksProvider(Cognito, UserPoolId = "eu-west-1_Ab12Cd34E", ClientId = "1acmeclient00000000000000")]
internal sealed partial class StaffIdentity;

[JwtClaims]
internal sealed partial record TieredToken : CognitoAccessToken
{
    [JwtClaim("tier")]
    public required string Tier { get; init; }
}
