using CustomProvider;
using CustomProvider.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Providers.Custom;

[JwksProvider<EntraId>(
    Audience = "5c6d7e8f-0000-4000-8000-00000000000a",
    ClientId = "9e8d7c6b-0000-4000-8000-00000000000b",
    RequiredScope = "orders.read"
)]
[JwksInput("TenantId", "0a1b2c3d-0000-4000-8000-000000000001")]
internal sealed partial class EntraIdentity;

public sealed class EntraIdTests
{
    private const string Version1 = "https://sts.windows.net/0a1b2c3d-0000-4000-8000-000000000001/";

    [Fact]
    public async Task Tokens_of_both_versions_are_verified_with_the_keys_of_the_tenant()
    {
        using var app = App();

        var second = Assert.IsType<EntraIdAccessToken>(await app.AcceptAsync(app.Fake.Mint("AccessToken")));
        var first = Assert.IsType<EntraIdAccessToken>(
            await app.AcceptAsync(
                app.Fake.Mint(
                    "AccessToken",
                    static token =>
                    {
                        token.Claims["iss"] = Version1;
                        token.Claims.Remove("azp");
                        token.Claims["appid"] = "9e8d7c6b-0000-4000-8000-00000000000b";
                    }
                )
            )
        );

        Assert.Equal(second.Client, first.Client);
        Assert.Equal(["orders.read", "orders.write"], second.Scopes);
        Assert.Equal(["Reader"], second.Roles);
        Assert.All(
            app.Facts.Issuers,
            static issuer =>
                Assert.Equal(
                    "https://login.microsoftonline.com/0a1b2c3d-0000-4000-8000-000000000001/discovery/v2.0/keys",
                    issuer.JwksUri
                )
        );
    }

    [Fact]
    public async Task Another_tenant_client_or_kind_is_refused()
    {
        using var app = App();

        await app.RefuseAsync(
            static token => token.Claims["tid"] = "0a1b2c3d-0000-4000-8000-000000000002",
            JwtErrorCode.ClaimNotAccepted,
            "tid"
        );
        await app.RefuseAsync(static token => token.Claims.Remove("tid"), JwtErrorCode.ClaimMissing, "tid");
        await app.RefuseAsync(static token => token.Claims["azp"] = "x", JwtErrorCode.ClientMismatch, "azp");
        // Roles are in an ID token of the same registration too.
        await app.RefuseAsync(static token => token.Claims.Remove("azp"), JwtErrorCode.WrongTokenKind);
        await app.RefuseAsync(
            static token =>
            {
                token.Claims.Remove("azp");
                token.Claims.Remove("scp");
            },
            JwtErrorCode.WrongTokenKind
        );
        await app.RefuseAsync(
            static token =>
            {
                token.Claims.Remove("azp");
                token.Claims["appid"] = "x";
            },
            JwtErrorCode.ClientMismatch,
            "appid"
        );
        await app.RefuseAsync(static token => token.Claims["nonce"] = "n", JwtErrorCode.WrongTokenKind);
        await app.RefuseAsync(
            static token =>
            {
                token.Claims.Remove("scp");
                token.Claims.Remove("roles");
            },
            JwtErrorCode.WrongTokenKind
        );
        await app.RefuseAsync(static token => token.Claims["scp"] = "other", JwtErrorCode.ScopeMissing, "scp");
    }

    [Fact]
    public async Task An_application_role_can_be_required()
    {
        using var app = App(("RequiredRole", "Writer"));

        await app.RefuseAsync(static _ => { }, JwtErrorCode.RoleMissing, "roles");
    }

    /// <summary>The address of the keys has the declared tenant in it: another one's are not known.</summary>
    [Fact]
    public void Another_tenant_is_a_declaration_of_its_own()
    {
        var refused = Assert.Throws<InvalidOperationException>(() =>
        {
            using var app = new CustomApp<EntraIdentity>(
                FakeProvider.EntraId,
                static (services, root) =>
                    services
                        .AddEntraIdentity(root)
                        .AddTenants(static options =>
                            options.Issuers.Add(
                                "https://login.microsoftonline.com/0a1b2c3d-0000-4000-8000-000000000002/v2.0"
                            )
                        )
            );
            _ = app.Client;
        });

        Assert.Contains("Give JwksUri too", refused.Message, StringComparison.Ordinal);
    }

    private static CustomApp<EntraIdentity> App(params (string, string)[] configuration) =>
        new(FakeProvider.EntraId, static (services, root) => services.AddEntraIdentity(root), configuration);
}
