using System.Security.Claims;
using JwksSdk.Claims;
using JwksSdk.Tests.Providers.Contract;
using JwksSdk.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.Tests.IdentityModel;

/// <summary>Principals of typed tokens against what <see cref="JsonWebTokenHandler"/> makes of the same tokens.</summary>
public sealed class ClaimsPrincipalTests
{
    private const string Registered =
        "\"iss\":\"https://issuer.test/\",\"aud\":\"https://api.test\",\"use\":\"access\",";

    public static TheoryData<IdentityProvider> Providers => ProviderContractTests.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Every_token_of_every_provider_has_the_claims_of_the_stock_handler(IdentityProvider provider)
    {
        var fixture = ProviderContractTests.Fixture(provider);
        var keys = new JsonWebKeySet(fixture.Fake.GetKeySet().ToJsonString()).GetSigningKeys();
        foreach (var token in fixture.Tokens())
        {
            Assert.True(fixture.VerifyAny(token.Token, keepAllClaims: true).TryGetToken(out var verified), token.Shape);

            var stock = await StockAsync(token.Token, keys);

            Assert.Equal(Sorted(stock), Sorted(verified.ToClaimsIdentity()));
        }
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("\"\"")]
    [InlineData("\"\\u00e9\\ud83d\\ude00 \\\" \\/ \\n\"")]
    [InlineData("\"2026-08-01T10:00:00.0000000Z\"")]
    [InlineData("\"2026-08-01T10:00:00.000Z\"")]
    [InlineData("\"2026-08-01T10:00:00Z\"")]
    [InlineData("\"2026-08-01T10:00:00.0000000+00:00\"")]
    [InlineData("\"2026-13-01T10:00:00.0000000Z\"")]
    [InlineData("\"2026-08-01\"")]
    [InlineData("\"true\"")]
    [InlineData("\"1\"")]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("2147483647")]
    [InlineData("2147483648")]
    [InlineData("-2147483649")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("1.0")]
    [InlineData("1.50")]
    [InlineData("0.12345678901234567890")]
    [InlineData("-0.0")]
    [InlineData("1e3")]
    [InlineData("1E+30")]
    [InlineData("{}")]
    [InlineData("{ \"a\" : [1, 2.50], \"u\":\"\\u00e9<>&\\/\" }")]
    [InlineData("[]")]
    [InlineData("[\"a\",1,true,false,null,1.5,9223372036854775807,\"2026-08-01T10:00:00.0000000Z\"]")]
    [InlineData("[{\"z\" : 1},[\"q\", 2],[],{}]")]
    public async Task A_value_of_any_kind_becomes_the_claims_of_the_stock_handler(string value)
    {
        var claims = $$"""{{{Registered}}"exp":1790003600,"client":"c","x":{{value}},"x\u0079":{{value}} }""";

        var stock = await StockAsync(KeySets.Rsa.Sign(Header, claims), [StockKey]);

        Assert.Equal(Sorted(stock), Sorted(Verify(claims).ToClaimsIdentity()));
    }

    [Theory]
    [InlineData("\"exp\":1790003600,\"nbf\":1,\"iat\":1789999999")]
    [InlineData("\"exp\":1790003600.5,\"nbf\":1.25,\"iat\":0")]
    [InlineData("\"exp\":17900036000,\"auth_time\":17900036000")]
    [InlineData(
        "\"exp\":1790003600,\"auth_time\":1790000000,\"sub\":\"s\",\"jti\":\"j\",\"azp\":\"p\",\"amr\":[\"a\"]"
    )]
    public async Task Dates_and_registered_claims_become_the_claims_of_the_stock_handler(string members)
    {
        var claims = $$"""{{{Registered}}"client":"c",{{members}} }""";

        var stock = await StockAsync(KeySets.Rsa.Sign(Header, claims), [StockKey]);

        Assert.Equal(Sorted(stock), Sorted(Verify(claims).ToClaimsIdentity()));
    }

    [Fact]
    public async Task A_date_is_one_in_every_claim_where_the_stock_handler_has_a_list_of_names_that_are_none()
    {
        var claims = $$"""{{{Registered}}"exp":1790003600,"client":"c","name":"2026-08-01T10:00:00.0000000Z"}""";

        var stock = await StockAsync(KeySets.Rsa.Sign(Header, claims), [StockKey]);

        Assert.Equal(ClaimValueTypes.String, stock.FindFirst("name")!.ValueType);
        var ours = Verify(claims).ToClaimsIdentity().FindFirst("name")!;
        Assert.Equal((stock.FindFirst("name")!.Value, ClaimValueTypes.DateTime), (ours.Value, ours.ValueType));
    }

    [Fact]
    public void A_number_beyond_all_doubles_keeps_its_text()
    {
        var claim = Verify($$"""{{{Registered}}"exp":1790003600,"client":"c","x":1e400}""")
            .ToClaimsIdentity()
            .FindFirst("x")!;

        Assert.Equal(("1e400", ClaimValueTypes.Double), (claim.Value, claim.ValueType));
    }

    [Fact]
    public void A_token_within_the_token_is_no_actor()
    {
        var inner = KeySets.OtherRsa.Sign(Header, """{"sub":"admin"}""");
        var identity = Verify($$"""{{{Registered}}"exp":1790003600,"client":"c","actort":"{{inner}}"}""")
            .ToClaimsIdentity();

        Assert.Null(identity.Actor);
        Assert.Equal(inner, identity.FindFirst("actort")!.Value);
    }

    [Theory]
    [InlineData("\"editor\"", true, false)]
    [InlineData("[\"editor\",\"admin\"]", true, true)]
    [InlineData("\"editor admin\"", false, false)]
    [InlineData("[]", false, false)]
    [InlineData("[\"Editor\"]", false, false)]
    public void Roles_may_be_one_string_or_an_array(string roles, bool isEditor, bool isAdmin)
    {
        var token = Verify($$"""{{{Registered}}"exp":1790003600,"client":"c","groups":{{roles}},"roles":"x"}""");
        var principal = token.ToClaimsPrincipal(roleClaimType: "groups");

        Assert.Equal(isEditor, principal.IsInRole("editor"));
        Assert.Equal(isAdmin, principal.IsInRole("admin"));
        Assert.False(principal.IsInRole("x"));
        Assert.True(token.ToClaimsPrincipal().IsInRole("x"));
    }

    [Fact]
    public void The_identity_has_the_name_the_type_and_the_issuer_that_were_asked_for()
    {
        var token = Verify($$"""{{{Registered}}"exp":1790003600,"client":"c","sub":"s","name":"Pat","NAME":"other"}""");
        var usual = token.ToClaimsPrincipal();
        var named = token.ToClaimsIdentity("name", "r", "Scheme");

        Assert.Equal(
            ("s", "Bearer", true),
            (usual.Identity!.Name, usual.Identity.AuthenticationType, usual.Identity.IsAuthenticated)
        );
        Assert.Equal(("Pat", "Scheme", "r"), (named.Name, named.AuthenticationType, named.RoleClaimType));
        Assert.Single(named.FindAll("name"));
        Assert.All(
            named.Claims,
            claim =>
            {
                Assert.Equal("https://issuer.test/", claim.Issuer);
                Assert.Equal("https://issuer.test/", claim.OriginalIssuer);
                Assert.Same(named, claim.Subject);
            }
        );
    }

    [Fact]
    public void Without_all_claims_there_is_no_identity()
    {
        var token = Verify($$"""{{{Registered}}"exp":1790003600,"client":"c","x":1}""", keepAll: false);

        var exception = Assert.Throws<InvalidOperationException>(() => token.ToClaimsPrincipal());

        Assert.Contains("KeepAllClaims", exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => token.ToClaimsIdentity());
    }

    private const string Header = """{"alg":"RS256","typ":"JWT","kid":"rsa-1"}""";

    private static SecurityKey StockKey =>
        new RsaSecurityKey((System.Security.Cryptography.RSA)KeySets.Rsa.ToAlgorithm()) { KeyId = "rsa-1" };

    private static SampleAccessToken Verify(string claims, bool keepAll = true)
    {
        var provider = new SampleProvider();
        var result = ClaimsStep.Verify<SampleAccessToken>(
            SampleProvider.Authentic(claims),
            provider.Route,
            provider.AccessToken,
            SampleProvider.Now,
            keepAll
        );
        Assert.True(result.TryGetToken(out var token), result.ToString());
        return token;
    }

    private static async Task<ClaimsIdentity> StockAsync(string token, IEnumerable<SecurityKey> keys)
    {
        var handler = new JsonWebTokenHandler { MapInboundClaims = false };
        var result = await handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                IssuerSigningKeys = keys,
                ValidateAudience = false,
                ValidateIssuer = false,
                ValidateLifetime = false,
            }
        );
        Assert.True(result.IsValid, result.Exception?.GetType().Name);
        return result.ClaimsIdentity;
    }

    private static IEnumerable<string> Sorted(ClaimsIdentity identity) =>
        identity
            .Claims.Select(static claim => $"{claim.Type} = {claim.Value} ({claim.ValueType}) of {claim.Issuer}")
            .Order(StringComparer.Ordinal);
}
