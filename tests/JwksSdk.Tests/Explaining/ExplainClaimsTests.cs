using System.Text.Json.Nodes;
using JwksSdk.Claims;
using JwksSdk.Tests.Support;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Explaining;

/// <summary>What is said of the claims, once the signature held.</summary>
public sealed class ExplainClaimsTests
{
    private const string Skew = "clock skew 60 s";

    [Fact]
    public async Task A_good_token_passes_every_check_that_something_is_declared_to()
    {
        using var app = await AppAsync();
        var explanation = await app.ExplainAsync(app.Token(Grant));

        Assert.True(explanation.IsVerified);
        Assert.Equal(default, explanation.Error);
        Assert.Equal(("Acme.CustomerIdentity", "AccessToken"), (explanation.Declaration, explanation.Kind));
        Assert.Equal(
            [
                "strict JSON Passed: every claim well-formed and there once, also those that nobody reads",
                "kind Passed: an access token, in the Auth0 or the RFC 9068 profile",
                "claims Passed: those that Auth0AccessToken needs, each of its type",
                "iss Passed: the issuer whose key it is",
                $"exp Passed: {Skew}",
                $"nbf Passed: {Skew}",
                $"iat Passed: {Skew}",
                "token age Skipped: ",
                "sign-in age Skipped: ",
                "aud Passed: https://api.acme.test/",
                "cnf Passed: absent: bound tokens are not accepted",
                "client_id Passed: one of client, other-client",
                "org_id Passed: org_1",
                "scope Passed: all of orders.read, orders.write",
                "own checks Passed: what Auth0AccessToken demands beside the declared",
            ],
            Claims(explanation)
        );
    }

    [Fact]
    public async Task Every_check_that_fails_is_told_and_the_first_is_the_error()
    {
        using var app = await AppAsync();
        var now = app.Clock.GetUtcNow().ToUnixTimeSeconds();
        var explanation = await app.ExplainAsync(
            app.Token(
                (_, claims) =>
                {
                    claims["exp"] = now - 60;
                    claims["nbf"] = now + 61;
                    claims["iat"] = now + 61;
                    claims["aud"] = new JsonArray("https://other.test/", "https://api.acme.test");
                    claims["cnf"] = new JsonObject();
                    claims["azp"] = "Client";
                    claims["org_id"] = "org_2";
                    claims["scope"] = "openid orders.read";
                }
            )
        );

        Assert.Equal(new JwtError(JwtErrorCode.Expired, "exp"), explanation.Error);
        Assert.Equal(
            [
                $"exp Expired: {Skew}",
                $"nbf NotYetValid: {Skew}",
                $"iat IssuedInFuture: {Skew}",
                "aud AudienceMismatch: https://api.acme.test/: the same as https://api.acme.test/ but for the slash at its end",
                "cnf BoundToken: absent: bound tokens are not accepted",
                "client_id ClientMismatch: one of client, other-client: the same as client but for upper and lower case",
                "org_id ClaimNotAccepted: org_1: none of these",
                "scope ScopeMissing: all of orders.read, orders.write: lacks orders.write",
            ],
            Failures(explanation)
        );
        Assert.Equal(JwtCheckOutcome.Passed, explanation.Checks[^1].Outcome);
    }

    [Fact]
    public async Task A_missing_value_is_told_from_another_one()
    {
        using var app = await AppAsync();
        var explanation = await app.ExplainAsync(
            app.Token(
                static (_, claims) =>
                {
                    claims.Remove("aud");
                    claims["azp"] = "stranger";
                }
            )
        );

        Assert.Equal(
            [
                "aud AudienceMismatch: https://api.acme.test/: none",
                "client_id ClientMismatch: one of client, other-client: none of these",
                "org_id ClaimNotAccepted: org_1: none",
                "scope ScopeMissing: all of orders.read, orders.write: lacks orders.read, orders.write",
            ],
            Failures(explanation)
        );
    }

    [Fact]
    public async Task A_token_of_another_kind_is_named_and_nothing_else_is_asked_of_it()
    {
        using var app = await AppAsync();
        var explanation = await app.ExplainAsync(
            app.Token(
                static (_, claims) =>
                {
                    claims.Remove("azp");
                    claims["exp"] = 1;
                }
            ),
            "AccessToken"
        );

        Assert.Equal(JwtErrorCode.WrongTokenKind, explanation.Error.Code);
        Assert.Equal(
            ["kind WrongTokenKind: an access token, in the Auth0 or the RFC 9068 profile: an ID token"],
            Failures(explanation)
        );
        Assert.All(
            explanation.Checks.SkipWhile(static check => check.Name != "kind").Skip(1),
            static check => Assert.Equal(JwtCheckOutcome.Skipped, check.Outcome)
        );
    }

    [Fact]
    public async Task A_token_of_no_known_kind_is_told()
    {
        using var app = await AppAsync();
        var explanation = await app.ExplainAsync(app.Token(static (header, _) => header.Remove("typ")));

        Assert.Null(explanation.Kind);
        Assert.Equal(
            ["kind WrongTokenKind: one of AccessToken, IdToken: no kind that its provider is known to have"],
            Failures(explanation)
        );
    }

    /// <summary>It is verified by no kind, and told apart all the same, with what is missing in the declaration.</summary>
    [Fact]
    public async Task A_token_of_a_kind_that_the_declaration_cannot_verify_says_what_to_declare()
    {
        using var app = new ExplainApp();
        var explanation = await app.ExplainAsync(app.Token(static (_, claims) => claims.Remove("azp")));

        Assert.Equal(
            [
                "kind WrongTokenKind: one of AccessToken, IdToken: an ID token\n"
                    + "Auth0 tokens of kind IdToken need ClientId, which is not declared.",
            ],
            Failures(explanation)
        );
    }

    [Theory]
    [InlineData("exp", null, "ClaimMissing", "exp")]
    [InlineData("exp", "\"soon\"", "ClaimType", "exp")]
    [InlineData("nbf", "{}", "ClaimType", "nbf")]
    [InlineData("iat", "true", "ClaimType", "iat")]
    [InlineData("cnf", "[]", "ClaimType", "cnf")]
    [InlineData("scope", "[1]", "ClaimType", null)]
    [InlineData("auth_time", "[1]", "ClaimType", null)]
    public async Task Claims_that_cannot_be_read_are_not_checked_and_the_others_are(
        string claim,
        string? json,
        string expected,
        string? unjudged
    )
    {
        using var app = await AppAsync();
        var explanation = await app.ExplainAsync(
            app.Token(
                (_, claims) =>
                {
                    Grant(null!, claims);
                    claims["aud"] = "other";
                    claims.Remove(claim);
                    if (json is not null)
                    {
                        claims[claim] = JsonNode.Parse(json);
                    }
                }
            )
        );

        Assert.Equal((expected, claim), (explanation.Error.Code.ToString(), explanation.Error.Member));
        Assert.Equal(
            [
                $"claims {expected}: those that Auth0AccessToken needs, each of its type",
                "aud AudienceMismatch: https://api.acme.test/: none of these",
            ],
            Failures(explanation)
        );
        string[] rules = ["iss", "exp", "nbf", "iat", "cnf"];
        Assert.Equal(
            rules.Except([unjudged]),
            explanation
                .Checks.Where(check => rules.Contains(check.Name) && check.Outcome == JwtCheckOutcome.Passed)
                .Select(static check => check.Name)
        );
        if (unjudged is not null)
        {
            var what = expected == "ClaimMissing" ? "is missing" : "is of another type, or out of range";
            Assert.Equal($"not judged: {claim} {what}", Single(explanation, unjudged).Finding);
        }

        Assert.All(
            ["client_id", "org_id", "scope", "own checks"],
            name =>
                Assert.Equal(
                    (JwtCheckOutcome.Skipped, "not judged, because a claim could not be read"),
                    (Single(explanation, name).Outcome, Single(explanation, name).Finding)
                )
        );
    }

    [Fact]
    public async Task Every_claim_that_cannot_be_read_is_told_once()
    {
        using var app = await AppAsync();
        var explanation = await app.ExplainAsync(
            app.Token(
                static (_, claims) =>
                {
                    claims["permissions"] = new JsonArray(1, 2);
                    claims["exp"] = "soon";
                    claims["gty"] = 1;
                }
            )
        );

        Assert.Equal(new JwtError(JwtErrorCode.ClaimType, "exp"), explanation.Error);
        Assert.Equal(
            "exp is of another type, or out of range\npermissions is of another type, or out of range\n"
                + "gty is of another type, or out of range",
            Single(explanation, "claims").Finding
        );
    }

    /// <summary>The member of a nested object has a name of its own, and is no registered claim.</summary>
    [Fact]
    public async Task A_bound_token_whose_binding_cannot_be_read_is_a_bound_token_all_the_same()
    {
        using var app = await AppAsync();
        var explanation = await app.ExplainAsync(
            app.Token(static (_, claims) => claims["cnf"] = new JsonObject { ["jkt"] = 1 })
        );

        Assert.Equal(
            [
                "claims ClaimType: those that Auth0AccessToken needs, each of its type",
                "cnf BoundToken: absent: bound tokens are not accepted",
            ],
            Failures(explanation)
        );
    }

    [Fact]
    public async Task Claims_without_a_single_meaning_are_not_even_told_a_kind()
    {
        using var app = await AppAsync();
        var claims = app.Token().Split('.')[1];
        var json = System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(claims));
        var doubled = json[..^1] + ",\"sub\":\"other\"}";
        var token = KeySets.Rsa.Sign("""{"alg":"RS256","typ":"JWT","kid":"rsa-1"}""", doubled);

        var explanation = await app.ExplainAsync(token, "AccessToken");

        Assert.Equal(JwtErrorCode.DuplicateMember, explanation.Error.Code);
        Assert.Equal(
            ["strict JSON DuplicateMember: every claim well-formed and there once, also those that nobody reads"],
            Failures(explanation)
        );
        Assert.Equal("AccessToken", explanation.Kind);
        Assert.Equal(
            "three parts of base64url, strict JSON in the header, and in the claims up to iss",
            Single(explanation, "format").Declared
        );
        Assert.All(
            explanation.Checks.SkipWhile(static check => check.Name != "strict JSON").Skip(1),
            static check => Assert.Equal(JwtCheckOutcome.Skipped, check.Outcome)
        );
        Assert.Equal(
            ["strict JSON", "kind", "claims"],
            (await app.ExplainAsync(token)).Checks.Skip(7).Select(static check => check.Name)
        );
    }

    [Fact]
    public void Ages_that_are_declared_are_checks_of_their_own()
    {
        var policy = new TokenPolicy(AudienceRule.NotUsed);
        var facts = new SampleProvider(policy, maxTokenAgeSeconds: 600, maxAuthenticationAgeSeconds: 900);
        var issued = SampleProvider.Now.ToUnixTimeSeconds() - 661;

        Assert.Equal(
            [
                "token age TokenTooOld: at most 600 s ago, clock skew 60 s",
                "sign-in age ClaimMissing: at most 900 s ago, clock skew 60 s",
            ],
            Failures(Explain(facts, $"\"iat\":{issued}"))
        );

        var unread = Explain(facts, "\"iat\":\"a\",\"auth_time\":[]");
        Assert.Equal(
            [
                "not judged: iat is of another type, or out of range",
                "not judged: auth_time is of another type, or out of range",
            ],
            unread
                .Where(static check => check.Name.EndsWith(" age", StringComparison.Ordinal))
                .Select(static check => check.Finding)
        );
    }

    [Theory]
    [InlineData(AudienceRule.NotUsed, new string[0], "aud Skipped: ")]
    [InlineData(AudienceRule.NotUsed, new[] { "a" }, "aud Skipped: ")]
    [InlineData(AudienceRule.WhenPresent, new string[0], "aud Skipped: ")]
    [InlineData(AudienceRule.WhenPresent, new[] { "a" }, "aud Passed: a, where there is one")]
    [InlineData(
        AudienceRule.Required,
        new string[0],
        "aud AudienceMismatch: a declared one, and none is declared: none"
    )]
    [InlineData(AudienceRule.Required, new[] { "a", "b" }, "aud AudienceMismatch: one of a, b: none")]
    public void What_is_declared_of_audiences_follows_from_the_kind(
        AudienceRule rule,
        string[] declared,
        string expected
    )
    {
        var checks = Explain(new SampleProvider(new TokenPolicy(rule, declared)), "\"sub\":\"a\"");
        Assert.Contains(expected, checks.Select(Say));
    }

    [Fact]
    public void Bound_tokens_may_be_declared()
    {
        var checks = Explain(
            new SampleProvider(new TokenPolicy(AudienceRule.NotUsed), allowBoundTokens: true),
            "\"cnf\":{}"
        );
        Assert.Contains("cnf Passed: bound tokens are accepted", checks.Select(Say));
    }

    [Fact]
    public async Task A_kind_that_cannot_answer_a_requirement_is_told_where_any_kind_is_taken()
    {
        using var app = await AppAsync();
        var token = app.Token(
            static (_, claims) =>
            {
                claims.Remove("azp");
                claims["aud"] = "client";
                claims["org_id"] = "org_1";
            }
        );

        var refused = await app.ExplainAsync(token);
        Assert.Equal(new JwtError(JwtErrorCode.ScopeMissing), refused.Error);
        Assert.Equal("IdToken", refused.Kind);
        Assert.Equal(
            [
                "RequiredScope ScopeMissing: of every kind of token that is taken here: tokens of this kind need not have it; the method for the kind takes them",
            ],
            Failures(refused)
        );
        Assert.Contains(
            "\nWhat to do: Present a token of a kind that always has what RequiredScope asks for, or verify",
            refused.ToString()
        );

        Assert.True((await app.ExplainAsync(token, "IdToken")).IsVerified);
    }

    private static async Task<ExplainApp> AppAsync()
    {
        var app = new ExplainApp(Declare);
        await app.VerifyAsync(app.Token());
        return app;
    }

    private static void Declare(TestOptions options)
    {
        options.ClientId = ["client", "other-client"];
        options.Organizations = ["org_1"];
        options.RequiredScopes = ["orders.read", "orders.write"];
    }

    private static void Grant(JsonObject header, JsonObject claims)
    {
        claims["org_id"] = "org_1";
        claims["scope"] = "orders.write openid orders.read";
    }

    private static IReadOnlyList<JwtCheck> Explain(SampleProvider provider, string members)
    {
        var expiry = SampleProvider.Now.ToUnixTimeSeconds() + 100;
        var token = SampleProvider.Authentic(
            $$"""{"iss":"{{SampleProvider.Issuer}}","use":"access","client":"c","exp":{{expiry}},{{members}}}"""
        );
        return ClaimsExplanation
            .Of(token, provider.Route, ClaimsType.Of(provider.AccessToken), null, SampleProvider.Now, false)
            .Checks;
    }

    private static JwtCheck Single(JwtExplanation explanation, string name) =>
        explanation.Checks.Single(check => check.Name == name);

    private static IEnumerable<string> Claims(JwtExplanation explanation) =>
        explanation.Checks.Where(static check => check.Step == JwtCheckStep.Claims).Select(Say);

    private static IEnumerable<string> Failures(JwtExplanation explanation) => Failures(explanation.Checks);

    private static IEnumerable<string> Failures(IEnumerable<JwtCheck> checks) =>
        checks.Where(static check => check.Outcome == JwtCheckOutcome.Failed).Select(Say);

    private static string Say(JwtCheck check) =>
        check.Outcome == JwtCheckOutcome.Failed
            ? $"{check.Name} {check.Error.Code}: {check.Declared}{(check.Finding is null ? "" : ": " + check.Finding)}"
            : $"{check.Name} {check.Outcome}: {check.Declared}";
}
