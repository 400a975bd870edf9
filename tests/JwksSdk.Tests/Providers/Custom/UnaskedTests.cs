using JwksSdk.Providers;
using JwksSdk.Testing;
using JwksSdk.Tests.Support;
using JwksSdk.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Tests.Providers.Custom;

/// <summary>Requires another claim than the typed token compares.</summary>
[JwksConvention("https://other-claim.acme.test")]
[JwksConventionInput("Tier", InputShape.Text, "The tier.", Plural = "Tiers")]
[JwksConventionToken<OpenIdConnectAccessToken>(
    "AccessToken",
    "an access token",
    Audience = "Audience",
    Accepts = ["tier=Tier"],
    Requires = ["scp=RequiredScope"]
)]
internal sealed partial class OtherClaim;

[JwksProvider<OtherClaim>(Audience = "https://api.acme.test", Startup = KeyStartup.Lazy)]
internal sealed partial class OtherClaimIdentity;

/// <summary>Accepts one of the values, where the typed token asks for all of them.</summary>
[JwksConvention("https://other-list.acme.test")]
[JwksConventionToken<OpenIdConnectAccessToken>(
    "AccessToken",
    "an access token",
    Audience = "Audience",
    Accepts = ["scope=RequiredScope"]
)]
internal sealed partial class OtherList;

[JwksProvider<OtherList>(Audience = "https://api.acme.test", RequiredScope = "admin", Startup = KeyStartup.Lazy)]
internal sealed partial class OtherListIdentity;

/// <summary>A typed token whose checks ask for no more than they need to.</summary>
[JwtClaims]
public partial record UnaskedToken : OpenIdConnectAccessToken
{
    /// <inheritdoc />
    protected internal override JwtError Check(TokenPolicy policy) =>
        !policy.HasEvery("scope", Scopes) ? new JwtError(JwtErrorCode.ScopeMissing, "scope")
        : policy.Accepts("client_id", Client) || policy.Accepts("tier", null) ? default
        : new JwtError(JwtErrorCode.ClientMismatch, "client_id");
}

/// <summary>A type of the application's own, with a claim that its tokens lack.</summary>
[JwtClaims]
public sealed partial record SeatsToken : OpenIdConnectAccessToken
{
    /// <summary><c>seats</c>.</summary>
    [JwtClaim("seats")]
    public required int Seats { get; init; }
}

[JwksConvention("https://alternative.acme.test")]
[JwksConventionInput("Tier", InputShape.Text, "The tier.", Plural = "Tiers")]
[JwksConventionToken<UnaskedToken>(
    "AccessToken",
    "an access token",
    Audience = "Audience",
    Accepts = ["client_id=ClientId", "tier=Tier"],
    Requires = ["scope=RequiredScope"]
)]
internal sealed partial class Alternative;

[JwksProvider<Alternative>(
    Audience = "https://api.acme.test",
    ClientId = "acme-web",
    RequiredScope = "orders.read",
    Startup = KeyStartup.Lazy
)]
internal sealed partial class AlternativeIdentity;

/// <summary>What is declared and what the typed token never asks for lets no token pass.</summary>
public sealed class UnaskedTests
{
    private static readonly ManualTimeProvider Clock = new();
    private readonly FakeOpenIdConnect _otherClaim = new("other-claim.acme.test", clock: Clock);
    private readonly FakeOpenIdConnect _otherList = new("other-list.acme.test", clock: Clock);
    private readonly FakeOpenIdConnect _alternative = new("alternative.acme.test", clock: Clock);

    [Theory]
    [InlineData("RequiredScope", JwtErrorCode.ScopeMissing, "scp")]
    [InlineData("Tier", JwtErrorCode.ClaimNotAccepted, "tier")]
    public async Task A_declared_expectation_that_the_token_never_asks_for_is_refused(
        string input,
        JwtErrorCode code,
        string claim
    )
    {
        var inputs = Configured($"Jwks:OtherClaimIdentity:{input}", "x");
        await using var services = Services(_otherClaim, x => x.AddOtherClaimIdentity(inputs));
        var (verified, explained) = await JudgeAsync(services, _otherClaim.MintAccessToken());

        Assert.Equal(new JwtError(code, claim), verified.Error);
        Assert.Equal(verified.Error, explained.Error);
        var check = explained.Checks.Single(each => each.Name == claim);
        Assert.Equal(JwtCheckOutcome.Failed, check.Outcome);
        Assert.StartsWith("never asked", check.Finding, StringComparison.Ordinal);
        Assert.Contains("OpenIdConnectAccessToken.Check", check.Fix, StringComparison.Ordinal);
    }

    /// <summary>The application's own type might ask for it, could it be read.</summary>
    [Fact]
    public async Task Of_a_token_whose_own_type_cannot_be_read_it_is_not_judged()
    {
        var inputs = Configured("Jwks:OtherClaimIdentity:Tier", "x");
        await using var services = Services(_otherClaim, x => x.AddOtherClaimIdentity(inputs));
        var explained = await services
            .GetRequiredService<OtherClaimIdentity>()
            .ExplainAccessTokenAsync<SeatsToken>(_otherClaim.MintAccessToken(), TestContext.Current.CancellationToken);

        Assert.Equal(new JwtError(JwtErrorCode.ClaimMissing, "seats"), explained.Error);
        var check = explained.Checks.Single(static each => each.Name == "tier");
        Assert.Equal(
            (JwtCheckOutcome.Skipped, default, "not judged, because a claim could not be read", null),
            (check.Outcome, check.Error, check.Finding, check.Fix)
        );
    }

    [Fact]
    public async Task What_is_not_declared_need_not_be_asked_for()
    {
        await using var services = Services(_otherClaim, static x => x.AddOtherClaimIdentity());

        Assert.True((await JudgeAsync(services, _otherClaim.MintAccessToken())).Verified.IsVerified);
    }

    [Theory]
    [InlineData("admin")]
    [InlineData(null)]
    public async Task A_claim_that_is_asked_for_in_the_other_way_is_refused(string? scope)
    {
        await using var services = Services(_otherList, static x => x.AddOtherListIdentity());
        var token = _otherList.MintAccessToken(token =>
        {
            token.Claims.Remove("scope");
            if (scope is not null)
            {
                token.Claims["scope"] = scope;
            }
        });
        var (verified, explained) = await JudgeAsync(services, token);

        Assert.Equal(JwtErrorCode.ScopeMissing, verified.Error.Code);
        Assert.Equal(verified.Error, explained.Error);
    }

    /// <summary>What the checks refuse for comes first, also where they were not come to ask for the rest.</summary>
    [Theory]
    [InlineData("acme-web", null, JwtErrorCode.None, null)]
    [InlineData("acme-web", "gold", JwtErrorCode.ClaimNotAccepted, "tier")]
    [InlineData("other", "gold", JwtErrorCode.ClientMismatch, "client_id")]
    public async Task An_alternative_is_asked_for_in_full(string client, string? tier, JwtErrorCode code, string? claim)
    {
        var inputs = Configured("Jwks:AlternativeIdentity:Tier", tier);
        await using var services = Services(_alternative, x => x.AddAlternativeIdentity(inputs));
        var token = _alternative.MintAccessToken(token => token.Claims["client_id"] = client);
        var (verified, explained) = await JudgeAsync(services, token);

        Assert.Equal(new JwtError(code, claim), verified.Error);
        Assert.Equal(verified.Error, explained.Error);
    }

    private static IConfiguration Configured(string key, string? value) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(value is null ? [] : [KeyValuePair.Create(key, (string?)value)])
            .Build();

    private static ServiceProvider Services(FakeOpenIdConnect fake, Func<IServiceCollection, IJwksProviderBuilder> add)
    {
        var services = TestServices.New();
        services.AddSingleton<TimeProvider>(Clock);
        add(services).UseFake(fake);
        return services.BuildServiceProvider();
    }

    private static async Task<(JwtResult<JwtToken> Verified, JwtExplanation Explained)> JudgeAsync(
        ServiceProvider services,
        string token
    )
    {
        var verifier = services.GetRequiredService<IJwtVerifier>();
        return (
            await verifier.VerifyAsync(token, TestContext.Current.CancellationToken),
            await verifier.ExplainAsync(token, TestContext.Current.CancellationToken)
        );
    }
}
