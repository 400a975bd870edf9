using System.Text.Json.Nodes;
using CustomProvider;
using CustomProvider.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Providers.Custom;

[JwksProvider<Zitadel>(Domain = "acme.zitadel.cloud", Audience = "290000000000000001", RequiredRole = "clerk")]
internal sealed partial class ZitadelIdentity;

public sealed class ZitadelTests
{
    [Fact]
    public async Task The_roles_are_the_names_of_an_objects_members()
    {
        using var app = App();

        var token = Assert.IsType<ZitadelAccessToken>(await app.AcceptAsync(app.Fake.Mint("AccessToken")));

        Assert.Equal(["clerk"], token.Roles);
        Assert.Equal("https://acme.zitadel.cloud", ZitadelIdentity.Issuer);
        Assert.Equal("https://acme.zitadel.cloud/oauth/v2/keys", ZitadelIdentity.JwksUri);
    }

    [Fact]
    public async Task A_token_without_the_role_the_project_or_of_another_kind_is_refused()
    {
        using var app = App();

        foreach (
            var roles in new JsonNode?[]
            {
                null,
                new JsonObject { ["guest"] = new JsonObject() },
                "clerk",
            }
        )
        {
            await app.RefuseAsync(
                token => token.Claims[ZitadelAccessToken.RolesClaim] = roles?.DeepClone(),
                JwtErrorCode.RoleMissing,
                ZitadelAccessToken.RolesClaim
            );
        }

        await app.RefuseAsync(
            static token => token.Claims["aud"] = "290000000000000007",
            JwtErrorCode.AudienceMismatch,
            "aud"
        );
        await app.RefuseAsync(static token => token.Claims["nonce"] = "n", JwtErrorCode.WrongTokenKind);
        await app.RefuseAsync(static token => token.Claims["at_hash"] = "h", JwtErrorCode.WrongTokenKind);
    }

    private static CustomApp<ZitadelIdentity> App() =>
        new(FakeProvider.Zitadel, static (services, root) => services.AddZitadelIdentity(root));
}
