using JwksSdk.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.Tests.Testing;

public sealed class FakeTokenTests
{
    private readonly ManualTimeProvider _clock = new();

    public static TheoryData<string, string> Kinds => Fakes.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Token_holds_against_the_published_key_set_in_another_implementation(string name, string kind)
    {
        var idp = Fakes.Create(name, _clock);

        var result = await ValidateAsync(idp, idp.Mint(kind));

        Assert.True(result.IsValid, result.Exception?.Message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Token_of_a_stranger_does_not_hold(string name, string kind)
    {
        var idp = Fakes.Create(name, _clock);

        var result = await ValidateAsync(idp, Forgery.SignedByStranger(idp.Mint(kind)));

        Assert.IsAssignableFrom<SecurityTokenInvalidSignatureException>(result.Exception);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Token_is_dated_by_the_clock(string name, string kind)
    {
        var idp = Fakes.Create(name, _clock);
        _clock.Advance(TimeSpan.FromDays(3));

        var claims = Compact.Claims(idp.Mint(kind));

        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(now, claims["iat"]!.GetValue<long>());
        Assert.InRange(claims["exp"]!.GetValue<long>(), now + 60, now + 86_400);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Token_names_the_issuer_exactly(string name, string kind)
    {
        var idp = Fakes.Create(name);

        Assert.Equal(idp.Issuer, Compact.Claims(idp.Mint(kind))["iss"]!.GetValue<string>());
    }

    [Fact]
    public void Aged_token_is_as_one_minted_earlier()
    {
        var idp = new FakeOkta(clock: _clock);
        var early = idp.MintAccessToken();
        _clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(early, idp.MintAccessToken(static token => token.Age(TimeSpan.FromHours(2))));
    }

    [Fact]
    public void Altered_header_and_claims_are_signed_as_they_are()
    {
        var token = new FakeAuth0().MintAccessToken(static token =>
        {
            token.Header["kid"] = "another";
            token.Claims["scope"] = null;
        });

        Assert.Equal("another", Compact.KeyId(token));
        Assert.Null(Compact.Claims(token)["scope"]);
    }

    [Fact]
    public void Unknown_kind_is_refused_with_the_known_ones_named()
    {
        var problem = Assert.Throws<ArgumentException>(() => new FakeClerk().Mint("IdToken"));

        Assert.Contains("SessionToken, MachineToken, OAuthToken", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cognito_claims_have_escaped_slashes_and_its_header_has_none()
    {
        var token = new FakeCognito().MintAccessToken();

        Assert.Contains(
            """
            "iss":"https:\/\/cognito-idp.eu-central-1.amazonaws.com\/eu-central-1_AcmePool1"
            """.Trim(),
            Compact.Text(token, 1),
            StringComparison.Ordinal
        );
        Assert.StartsWith("{\"kid\":\"cD4/acKEY+", Compact.Text(token, 0), StringComparison.Ordinal);
    }

    [Fact]
    public void Machine_variants_have_the_client_as_their_subject()
    {
        var auth0 = new FakeAuth0();
        var okta = new FakeOkta();
        var cognito = new FakeCognito();

        Assert.Equal(auth0.MachineClientId + "@clients", Subject(auth0.MintMachineAccessToken()));
        Assert.Equal(okta.ClientId, Subject(okta.MintMachineAccessToken()));
        Assert.Equal(cognito.ClientId, Subject(cognito.MintMachineAccessToken()));
    }

    [Fact]
    public void Clerk_session_of_version_1_has_organization_claims_of_its_own()
    {
        var claims = Compact.Claims(new FakeClerk().MintSessionTokenVersion1());

        Assert.False(claims.ContainsKey("v"));
        Assert.Equal("org:admin", claims["org_role"]!.GetValue<string>());
    }

    private static string Subject(string token) => Compact.Claims(token)["sub"]!.GetValue<string>();

    private async Task<TokenValidationResult> ValidateAsync(FakeIdentityProvider idp, string token) =>
        await new JsonWebTokenHandler().ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuer = idp.Issuer,
                ValidateAudience = false,
                IssuerSigningKeys = JsonWebKeySet.Create(idp.GetKeySet().ToJsonString()).GetSigningKeys(),
                TryAllIssuerSigningKeys = false,
                LifetimeValidator = (_, expires, _, _) => expires > _clock.GetUtcNow().UtcDateTime,
            }
        );
}
