using System.Text.Json.Nodes;
using JwksSdk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Explaining;

/// <summary>A token is explained as the application's own type that it is verified as.</summary>
public sealed class ExplainOwnTypeTests : IDisposable
{
    private const string Tier = "https://acme.com/tier";
    private readonly ExplainApp _app = new(static options =>
    {
        options.ClientId = ["client"];
        options.RequiredScopes = ["orders.read"];
    });

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_good_token_is_accepted()
    {
        var explanation = await _app.ExplainAsync<AcmeAccessToken>(Token());

        Assert.True(explanation.IsVerified);
        Assert.Equal("AccessToken", explanation.Kind);
        Assert.Equal("those that AcmeAccessToken needs, each of its type", Find(explanation, "claims").Declared);
        Assert.Equal("what AcmeAccessToken demands beside the declared", Find(explanation, "own checks").Declared);
    }

    /// <summary>The kind's own type has no such claim: as that, the same token is accepted.</summary>
    [Fact]
    public async Task A_claim_that_only_the_application_needs_is_told_and_hides_nothing()
    {
        var token = Token(static claims =>
        {
            claims.Remove(Tier);
            claims["scope"] = "openid";
            claims["exp"] = 1_700_000_000;
        });
        await _app.VerifyAsync(_app.Token());
        var explanation = await _app.ExplainAsync<AcmeAccessToken>(token);

        Assert.Equal(new JwtError(JwtErrorCode.ClaimMissing, Tier), explanation.Error);
        Assert.Equal(["claims", "exp", "scope"], Failed(explanation));
        Assert.Equal(
            $"{Tier} is missing; AcmeAccessToken asks for it, Auth0AccessToken does not",
            Find(explanation, "claims").Finding
        );
        Assert.Equal(JwtCheckOutcome.Passed, Find(explanation, "client_id").Outcome);
        Assert.Equal(
            (JwtCheckOutcome.Skipped, "not judged, because a claim could not be read"),
            (Find(explanation, "own checks").Outcome, Find(explanation, "own checks").Finding)
        );
        Assert.Equal(["exp", "scope"], Failed(await _app.ExplainAsync(token, "AccessToken")));
    }

    [Fact]
    public async Task Claims_of_both_types_are_told_apart()
    {
        var explanation = await _app.ExplainAsync<AcmeAccessToken>(
            Token(static claims =>
            {
                claims["gty"] = 1;
                claims["https://acme.com/seats"] = "many";
            })
        );

        Assert.Equal(["claims"], Failed(explanation));
        Assert.Equal(
            "gty is of another type, or out of range\n"
                + "https://acme.com/seats is of another type, or out of range; AcmeAccessToken asks for it, Auth0AccessToken does not",
            Find(explanation, "claims").Finding
        );
        Assert.Equal(JwtCheckOutcome.Skipped, Find(explanation, "scope").Outcome);
    }

    [Fact]
    public async Task A_check_of_the_application_is_told()
    {
        var explanation = await _app.ExplainAsync<AcmeAccessToken>(Token(static claims => claims[Tier] = "free"));

        Assert.Equal(new JwtError(JwtErrorCode.ClaimNotAccepted, Tier), explanation.Error);
        Assert.Equal(["own checks"], Failed(explanation));
        Assert.True((await _app.ExplainAsync(Token(static claims => claims[Tier] = "free"))).IsVerified);
    }

    /// <summary>A record may be stricter about what a token of its kind is.</summary>
    [Fact]
    public async Task A_kind_by_the_marks_of_the_application_alone_is_told()
    {
        var explanation = await _app.ExplainAsync<MarkedAccessToken>(Token());

        Assert.Equal(JwtErrorCode.WrongTokenKind, explanation.Error.Code);
        Assert.Equal(
            "of this kind, but MarkedAccessToken does not take it for one (IsKind)",
            Find(explanation, "kind").Finding
        );
    }

    /// <summary>Own checks may look at claims that a verification keeps only where it is told to.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Own_checks_see_the_claims_that_a_verification_keeps(bool keepAllClaims)
    {
        using var app = new ExplainApp();
        app.App.Services.Configure<JwtVerifierOptions>(options => options.KeepAllClaims = keepAllClaims);

        Assert.Equal(keepAllClaims, (await app.ExplainAsync<RawAccessToken>(app.Token())).IsVerified);
    }

    [Fact]
    public async Task A_token_is_given_in_whatever_form_it_is_had()
    {
        var (token, kind) = (Token(static claims => claims.Remove(Tier)), _app.Kind("AccessToken"));
        JwtExplanation[] explanations =
        [
            await _app.Verifier.ExplainAsync<AcmeAccessToken>(kind, token, Cancellation),
            await _app.Verifier.ExplainAsync<AcmeAccessToken>(kind, token.AsSpan(), Cancellation),
            await _app.Verifier.ExplainAsync<AcmeAccessToken>(kind, token.Utf8(), Cancellation),
        ];

        Assert.All(
            explanations,
            static each => Assert.Equal(new JwtError(JwtErrorCode.ClaimMissing, Tier), each.Error)
        );
    }

    [Fact]
    public async Task A_type_of_another_kind_is_misuse() =>
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await _app.Verifier.ExplainAsync<AcmeAccessToken>(_app.Kind("IdToken"), Token(), Cancellation)
        );

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static JwtCheck Find(JwtExplanation explanation, string name) =>
        explanation.Checks.Single(check => check.Name == name);

    private static IEnumerable<string> Failed(JwtExplanation explanation) =>
        explanation
            .Checks.Where(static check => check.Outcome == JwtCheckOutcome.Failed)
            .Select(static check => check.Name);

    private string Token(Action<JsonObject>? change = null) =>
        _app.Token(
            (_, claims) =>
            {
                claims["scope"] = "orders.read";
                claims[Tier] = "gold";
                change?.Invoke(claims);
            }
        );
}
