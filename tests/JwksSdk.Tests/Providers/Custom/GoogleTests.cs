using CustomProvider;
using CustomProvider.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Providers.Custom;

[JwksProvider<Google>(ClientId = "1234-acme.apps.googleusercontent.com")]
[JwksInput("HostedDomain", "acme.test", "acme.example")]
internal sealed partial class GoogleIdentity;

public sealed class GoogleTests
{
    [Theory]
    [InlineData("https://accounts.google.com")]
    [InlineData("accounts.google.com")]
    public async Task The_issuer_is_written_with_and_without_the_scheme(string issuer)
    {
        using var app = App();

        var token = await app.AcceptAsync(app.Fake.Mint("IdToken", token => token.Claims["iss"] = issuer));

        Assert.Equal("acme.test", Assert.IsType<GoogleIdToken>(token).HostedDomain);
        Assert.Equal("https://www.googleapis.com/oauth2/v3/certs", GoogleIdentity.JwksUri);
    }

    [Fact]
    public async Task Another_client_domain_or_kind_is_refused()
    {
        using var app = App();

        await app.RefuseAsync(static token => token.Claims["aud"] = "other", JwtErrorCode.AudienceMismatch, "aud");
        await app.RefuseAsync(static token => token.Claims["azp"] = "other", JwtErrorCode.ClientMismatch, "azp");
        await app.RefuseAsync(static token => token.Claims["hd"] = "evil.test", JwtErrorCode.ClaimNotAccepted, "hd");
        await app.RefuseAsync(static token => token.Claims.Remove("hd"), JwtErrorCode.ClaimNotAccepted, "hd");
        await app.RefuseAsync(static token => token.Header["typ"] = "at+jwt", JwtErrorCode.WrongTokenKind);
        await app.RefuseAsync(static token => token.Claims["scope"] = "openid", JwtErrorCode.WrongTokenKind);
        await app.RefuseAsync(
            static token => token.Claims["iss"] = "http://accounts.google.com",
            JwtErrorCode.UnknownIssuer
        );
    }

    [Fact]
    public async Task A_token_without_azp_or_typ_is_an_ID_token_too()
    {
        using var app = App();

        await app.AcceptAsync(
            app.Fake.Mint(
                "IdToken",
                static token =>
                {
                    token.Claims.Remove("azp");
                    token.Header.Remove("typ");
                }
            )
        );
    }

    private static CustomApp<GoogleIdentity> App() =>
        new(FakeProvider.Google, static (services, root) => services.AddGoogleIdentity(root));
}
