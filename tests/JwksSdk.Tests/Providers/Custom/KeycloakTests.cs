using CustomProvider;
using CustomProvider.Providers;
using JwksSdk.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JwksSdk.Tests.Providers.Custom;

[JwksProvider<Keycloak>(
    Domain = "login.acme.test",
    Audience = "https://api.acme.test",
    ClientId = "acme-web",
    RequiredRole = "staff"
)]
[JwksInput("Realm", "acme")]
internal sealed partial class KeycloakIdentity;

/// <summary>A convention from its attributes to verified tokens, by the example of Keycloak.</summary>
public sealed class KeycloakTests
{
    [Fact]
    public async Task A_token_is_verified_typed_with_the_keys_of_its_realm()
    {
        using var app = App();

        var token = await app.Client.VerifyAccessTokenOrThrowAsync(
            app.Fake.Mint("AccessToken"),
            TestContext.Current.CancellationToken
        );

        Assert.Equal("https://login.acme.test/realms/acme", KeycloakIdentity.Issuer);
        Assert.Equal("https://login.acme.test/realms/acme/protocol/openid-connect/certs", KeycloakIdentity.JwksUri);
        Assert.Equal(["staff", "offline_access"], token.RealmRoles);
        Assert.Equal("acme-web", token.AuthorizedParty);
        Assert.Equal("view-profile", $"{token.ResourceAccess?.GetProperty("account").GetProperty("roles")[0]}");
        Assert.IsType<KeycloakAccessToken>(await app.AcceptAsync(app.Fake.Mint("AccessToken")));
        Assert.Equal(1, app.Fake.KeySetRequests);
    }

    [Fact]
    public async Task Another_kind_issuer_audience_client_or_signature_is_refused()
    {
        using var app = App();

        await app.RefuseAsync(static token => token.Claims.Remove("typ"), JwtErrorCode.WrongTokenKind);
        await app.RefuseAsync(static token => token.Claims["typ"] = "ID", JwtErrorCode.WrongTokenKind);
        await app.RefuseAsync(
            static token => token.Claims["iss"] = "https://login.acme.test/realms/other",
            JwtErrorCode.UnknownIssuer
        );
        await app.RefuseAsync(static token => token.Claims["aud"] = "account", JwtErrorCode.AudienceMismatch, "aud");
        await app.RefuseAsync(static token => token.Claims["azp"] = "other", JwtErrorCode.ClientMismatch, "azp");
        await app.RefuseAsync(
            token => token.SigningKey = FakeSigningKey.Create(token.SigningKey.KeyId),
            JwtErrorCode.BadSignature
        );
    }

    [Fact]
    public async Task A_missing_role_answers_403()
    {
        using var app = App();

        await app.RefuseAsync(
            static token => token.Claims["realm_access"] = new System.Text.Json.Nodes.JsonObject(),
            JwtErrorCode.RoleMissing,
            "realm_access"
        );
        Assert.Equal(403, JwtErrors.For(JwtErrorCode.RoleMissing).HttpStatusCode);
    }

    [Fact]
    public void Configuration_overrides_every_input()
    {
        using var app = App(
            ("Domain", "sso.acme.test"),
            ("Realm", "other"),
            ("BasePath", "auth"),
            ("Audiences:0", "one"),
            ("Audiences:1", "two"),
            ("ClientId", "cli"),
            ("RequiredRoles:0", "admin"),
            ("Algorithms", "ES256"),
            ("ClockSkewSeconds", "5")
        );

        var policy = app.Facts.Kinds[0].Policy;
        Assert.Equal("https://sso.acme.test/auth/realms/other", app.Facts.Issuers[0].Issuer);
        Assert.Equal(["one", "two"], policy.Audiences);
        Assert.True(policy.Accepts("azp", "cli"));
        Assert.False(policy.Accepts("azp", "acme-web"));
        Assert.True(policy.HasEvery("realm_access.roles", ["admin"]));
        Assert.Equal((JwtAlgorithms.ES256, 5), (app.Facts.Algorithms, app.Facts.ClockSkewSeconds));
    }

    [Theory]
    [InlineData("Realm", "a/b", "Jwks:KeycloakIdentity:Realm: Realm \"a/b\" has a character")]
    [InlineData("BasePath", "/auth", "Jwks:KeycloakIdentity:BasePath: BasePath \"/auth\" has a character")]
    [InlineData("Realms", "acme", "Realms is no input that configuration can give.")]
    [InlineData("Realm", "<realm>", "still holds a placeholder")]
    public void A_mistake_in_configuration_is_refused_at_start(string key, string value, string reason)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => App((key, value)));

        Assert.Contains(reason, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_named_at_start()
    {
        var refused = Assert.Throws<OptionsValidationException>(() =>
            new CustomApp<KeycloakIdentity>(
                FakeProvider.Keycloak,
                static (services, root) =>
                    services.AddKeycloakIdentity(
                        root,
                        static options => (options.Domain, options.Realm, options.BasePath) = (null, null, null)
                    )
            )
        );

        Assert.Equal(
            [
                "Jwks:KeycloakIdentity:Domain: Keycloak needs Domain, for example \"login.acme.com\".",
                "Jwks:KeycloakIdentity:Realm: Keycloak needs Realm, for example \"acme\".",
            ],
            refused.Failures
        );
    }

    [Fact]
    public void The_base_path_of_an_older_server_is_configured() =>
        Assert.Equal("https://login.acme.test/auth/realms/acme", App(("BasePath", "auth")).Facts.Issuers[0].Issuer);

    /// <summary>A realm is a tenant: its keys are below its issuer.</summary>
    [Fact]
    public async Task Other_realms_are_tenants()
    {
        using var app = new CustomApp<KeycloakIdentity>(
            FakeProvider.Keycloak,
            static (services, root) =>
                services
                    .AddKeycloakIdentity(root)
                    .AddTenants(static options => options.Issuers.Add("https://login.acme.test/realms/other"))
        );
        app.Fake.Intercept = request =>
            request.Path == "/realms/other/protocol/openid-connect/certs"
                ? FakeResponse.Json(app.Fake.GetKeySet())
                : null;

        var token = await app.AcceptAsync(
            app.Fake.Mint("AccessToken", static token => token.Claims["iss"] = "https://login.acme.test/realms/other")
        );

        Assert.Equal("https://login.acme.test/realms/other", token.Issuer);
    }

    private static CustomApp<KeycloakIdentity> App(params (string, string)[] configuration) =>
        new(FakeProvider.Keycloak, static (services, root) => services.AddKeycloakIdentity(root), configuration);
}
