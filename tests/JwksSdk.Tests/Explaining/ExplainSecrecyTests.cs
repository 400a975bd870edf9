using System.Globalization;
using System.Text.Json.Nodes;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Explaining;

/// <summary>However a token is refused, nothing that it says is in the explanation.</summary>
public sealed class ExplainSecrecyTests : IDisposable
{
    private const string Mark = "Reckognisable";
    private const string Digits = "1790077";
    private readonly ExplainApp _app = new(static options =>
    {
        options.ClientId = ["client"];
        options.Organizations = ["org_1"];
        options.RequiredScopes = ["orders.read"];
    });

    public static TheoryData<string> Refusals =>
        [
            "format",
            "duplicate",
            "algorithm",
            "issuer",
            "issuer alike",
            "issuer of the same host",
            "accepted algorithm",
            "key",
            "key, again",
            "key, in an outage",
            "signature",
            "kind",
            "claims",
            "missing claims",
            "wrong claims",
            "claims alike",
        ];

    public void Dispose() => _app.Dispose();

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task No_value_of_the_token_is_told(string refusal)
    {
        await _app.VerifyAsync(_app.Token());
        var token = Make(refusal);
        string[] parts = token.Split('.');

        foreach (var kind in new[] { null, "AccessToken", "IdToken", "own" })
        {
            var explanation =
                kind == "own"
                    ? await _app.ExplainAsync<AcmeAccessToken>(token)
                    : await _app.ExplainAloneAsync(token, kind);

            Assert.False(explanation.IsVerified);
            string[] said = [explanation.ToString(), .. explanation.Checks.Select(static check => check.ToString())];
            Assert.All(
                said,
                text =>
                {
                    Assert.DoesNotContain(Mark, text, StringComparison.OrdinalIgnoreCase);
                    Assert.DoesNotContain(Digits, text, StringComparison.Ordinal);
                    Assert.DoesNotContain("2026-09-22 11:", text, StringComparison.Ordinal);
                    Assert.All(parts, part => Assert.DoesNotContain(part, text, StringComparison.Ordinal));
                }
            );
            Assert.DoesNotContain("API.ACME", explanation.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("AUTH0.COM", explanation.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("CLIENT", explanation.ToString(), StringComparison.Ordinal);
        }
    }

    /// <summary>A token refused in some way, with a long recognisable value in everything else that it has.</summary>
    private string Make(string refusal)
    {
        var key = KeySets.Rsa;
        switch (refusal)
        {
            case "key" or "key, again" or "key, in an outage":
                if (refusal == "key, in an outage")
                {
                    _app.Withdraw(ExplainApp.Customers);
                }

                key = key.WithKeyId(Mark + "-key-id-0123456789");
                break;
            case "signature":
                key = KeySets.OtherRsa.WithKeyId("rsa-1");
                break;
        }

        return refusal == "format"
            ? Mark + _app.Token(Fill, key) + "=" + Mark
            : _app.Token(
                (header, claims) =>
                {
                    Fill(header, claims);
                    Spoil(refusal, header, claims);
                },
                key
            );
    }

    private static void Spoil(string refusal, JsonObject header, JsonObject claims)
    {
        switch (refusal)
        {
            case "duplicate":
                header["x"] = JsonNode.Parse($$"""{"{{Mark}}":1,"\u0052eckognisable":2}""");
                break;
            case "algorithm":
                header["alg"] = Mark + "256";
                break;
            case "issuer":
                claims["iss"] = $"https://{Mark}.test/{Mark}";
                break;
            case "issuer alike":
                claims["iss"] = "http://ACME.EU.AUTH0.COM";
                break;
            case "issuer of the same host":
                claims["iss"] = $"https://acme.eu.auth0.com/{Mark}";
                break;
            case "accepted algorithm":
                header["alg"] = "ES512";
                break;
            case "kind":
                header["typ"] = Mark;
                break;
            case "claims":
                claims["permissions"] = Mark;
                claims["exp"] = Mark;
                break;
            case "missing claims":
                claims.Remove("exp");
                claims.Remove("https://acme.com/tier");
                break;
            case "claims alike":
                claims["aud"] = "HTTPS://API.ACME.TEST/";
                claims["azp"] = "CLIENT";
                break;
        }
    }

    /// <summary>Every header member and claim, those that are checked included.</summary>
    private static void Fill(JsonObject header, JsonObject claims)
    {
        foreach (var name in new[] { "cty", "jku", "x5u", "x5t", "own" })
        {
            header[name] = $"{Mark}-{name}";
        }

        string[] texts =
        [
            "sub",
            "aud",
            "azp",
            "client_id",
            "jti",
            "scope",
            "gty",
            "org_id",
            "org_name",
            "own",
            "https://own.test/" + Mark,
        ];
        foreach (var name in texts)
        {
            claims[name] = $"{Mark}-{name}-value";
        }

        foreach (var (name, i) in new[] { "iat", "nbf", "exp", "auth_time" }.Select(static (name, i) => (name, i)))
        {
            claims[name] = long.Parse(Digits + "00" + i, CultureInfo.InvariantCulture);
        }

        claims["permissions"] = new JsonArray(Mark);
        claims["https://acme.com/tier"] = "free-" + Mark;
        claims["cnf"] = new JsonObject { ["jkt"] = Mark };
    }
}
