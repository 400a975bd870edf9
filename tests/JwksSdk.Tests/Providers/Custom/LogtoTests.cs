using CustomProvider;
using CustomProvider.Providers;
using JwksSdk.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Providers.Custom;

[JwksProvider<Logto>(Audience = "https://api.acme.test")]
[JwksInput("Tenant", "acme"), JwksInput("OrganizationAudience", "urn:logto:organization:acme1")]
internal sealed partial class LogtoIdentity;

public sealed class LogtoTests
{
    [Fact]
    public async Task Both_kinds_are_verified_with_ES384()
    {
        using var app = App();

        Assert.IsType<LogtoAccessToken>(await app.AcceptAsync(app.Fake.Mint("AccessToken")));
        Assert.IsType<LogtoOrganizationToken>(await app.AcceptAsync(app.Fake.Mint("OrganizationToken")));
        Assert.Equal(JwtAlgorithms.ES384, app.Facts.Algorithms);
        Assert.Equal("https://acme.logto.app/oidc", LogtoIdentity.Issuer);
        Assert.Equal("https://acme.logto.app/oidc/jwks", LogtoIdentity.JwksUri);
    }

    [Fact]
    public async Task One_kind_is_not_taken_for_the_other()
    {
        using var app = App();
        var (access, organization) = (app.Fake.Mint("AccessToken"), app.Fake.Mint("OrganizationToken"));
        var cancellation = TestContext.Current.CancellationToken;

        Assert.Equal(
            JwtErrorCode.WrongTokenKind,
            (await app.Client.VerifyAccessTokenAsync(organization, cancellation)).Error.Code
        );
        Assert.Equal(
            JwtErrorCode.WrongTokenKind,
            (await app.Client.VerifyOrganizationTokenAsync(access, cancellation)).Error.Code
        );
        await app.RefuseAsync(static token => token.Claims["nonce"] = "n", JwtErrorCode.WrongTokenKind);
        await app.RefuseAsync(static token => token.Claims["at_hash"] = "h", JwtErrorCode.WrongTokenKind);
        await app.RefuseAsync(
            static token => token.Claims["aud"] = "urn:logto:organization:other",
            JwtErrorCode.AudienceMismatch,
            "aud"
        );
    }

    [Fact]
    public async Task RS256_is_an_option_of_the_tenant()
    {
        using var app = App();
        using var key = FakeSigningKey.Create("rsa");

        await app.RefuseAsync(
            token =>
            {
                token.Header["alg"] = "RS256";
                token.SigningKey = key;
            },
            JwtErrorCode.AlgorithmNotAllowed
        );
        using var other = App(("Algorithms", "ES384, RS256"));
        Assert.Equal(JwtAlgorithms.ES384 | JwtAlgorithms.RS256, other.Facts.Algorithms);
    }

    private static CustomApp<LogtoIdentity> App(params (string, string)[] configuration) =>
        new(FakeProvider.Logto, static (services, root) => services.AddLogtoIdentity(root), configuration);
}
