using System.Text.Json.Nodes;
using JwksSdk.Testing;
using JwksSdk.Tests.Providers.Contract;

namespace JwksSdk.Tests.Providers.OneLogin;

public sealed class OneLoginTokenTests
{
    private static readonly OneLoginFixture Fixture = OneLoginFixture.Instance;
    private static readonly FakeOneLogin Provider = Fixture.Provider;

    public static TheoryData<string, string> Groups =>
        new()
        {
            { """["Ops","Dev"]""", "Ops|Dev" },
            { """["Ops,Admin","Dev"]""", "Ops,Admin|Dev" }, // an entry is one group, whatever its name
            { "\"Ops,Dev\"", "Ops|Dev" },
            { "\"Ops; Dev;\"", "Ops|Dev" },
            { "\"Ops\"", "Ops" },
            { "\"\"", "" },
            { "[]", "" },
            { "null", "" },
        };

    [Fact]
    public void An_id_token_is_read()
    {
        var token = Fixture.Read<OneLoginIdToken>(
            Provider.MintIdToken(static token => token.Claims["params"] = new JsonObject { ["tier"] = "gold" })
        );

        Assert.Equal("35000001", token.Subject);
        Assert.Equal("pat", token.PreferredUsername);
        Assert.Equal(new DateTimeOffset(2026, 8, 1, 10, 0, 0, TimeSpan.Zero), token.UpdatedAt);
        Assert.Equal("gold", token.Parameters?.GetProperty("tier").GetString());
    }

    [Fact]
    public void An_access_token_is_read()
    {
        var token = Fixture.Read<OneLoginAccessToken>(Provider.MintAccessToken());

        Assert.Equal(["read:orders"], token.Scopes);
        Assert.Equal(Provider.ClientId, token.AuthorizedParty);
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void Groups_are_an_array_or_one_text_with_delimiters(string json, string expected)
    {
        var token = Provider.MintIdToken(token => token.Claims["groups"] = JsonNode.Parse(json));

        Assert.Equal(expected, string.Join('|', Fixture.Read<OneLoginIdToken>(token).Groups));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("""["Ops",1]""")]
    public void Groups_in_any_other_form_are_refused(string json)
    {
        var token = Provider.MintIdToken(token => token.Claims["groups"] = JsonNode.Parse(json));

        Assert.Equal(new JwtError(JwtErrorCode.ClaimType, "groups"), Fixture.VerifyAny(token).Error);
    }

    [Theory]
    [InlineData("AccessToken", "at_hash")]
    [InlineData("AccessToken", "rt_hash")]
    [InlineData("AccessToken", "nonce")]
    [InlineData("IdToken", "scope")]
    [InlineData("IdToken", "azp")]
    [InlineData("IdToken", "jti")]
    public void A_token_with_the_marks_of_both_kinds_is_neither(string kind, string mark) =>
        Assert.Equal(
            JwtErrorCode.WrongTokenKind,
            Fixture.VerifyAny(Provider.Mint(kind, token => token.Claims[mark] = "x")).Error.Code
        );

    [Fact]
    public void A_token_without_any_mark_is_neither()
    {
        var token = Provider.MintAccessToken(static token =>
        {
            token.Claims.Remove("jti");
            token.Claims.Remove("scope");
            token.Claims.Remove("azp");
        });

        Assert.Equal(JwtErrorCode.WrongTokenKind, Fixture.VerifyAny(token).Error.Code);
    }

    [Fact]
    public void An_authorized_party_that_is_not_declared_is_refused() =>
        Assert.Equal(
            new JwtError(JwtErrorCode.ClientMismatch, "azp"),
            Fixture.VerifyAny(Provider.MintAccessToken(static token => token.Claims["azp"] = "other")).Error
        );
}
