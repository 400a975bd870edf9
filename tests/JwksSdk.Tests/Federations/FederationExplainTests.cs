using JwksSdk.Testing;

namespace JwksSdk.Tests.Federations;

/// <summary>An explanation walks through the checks of the federation, and tells of its members alone what is declared.</summary>
public sealed class FederationExplainTests : IDisposable
{
    private readonly FederationWorld _world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task It_agrees_with_the_verification()
    {
        string[] tokens =
        [
            "",
            "opaque",
            _world.Customers.MintAccessToken(),
            _world.Customers.MintIdToken(),
            _world.Staff.MintAccessToken(),
            _world.Staff.MintIdToken(static token => token.Age(TimeSpan.FromDays(3))),
            _world.Partners.Mint("AccessToken"),
            _world.Partners.Mint("IdToken"),
            _world.Outsiders.MintAccessToken(),
            Forgery.SignedByStranger(_world.Staff.MintAccessToken()),
            _world.Customers.MintAccessToken(static token => token.Claims["aud"] = "https://other.test/"),
        ];
        foreach (var token in tokens)
        {
            Assert.Equal(
                (await _world.Whole.VerifyAsync(token, Cancellation)).Error,
                (await _world.Whole.ExplainAsync(token, Cancellation)).Error
            );
            Assert.Equal(
                (await _world.Api.VerifyAsync(token, Cancellation)).Error,
                (await _world.Api.ExplainAsync(token, Cancellation)).Error
            );
        }
    }

    [Fact]
    public async Task An_unknown_issuer_is_compared_with_those_of_the_members()
    {
        var explanation = await _world.Api.ExplainAsync(_world.Outsiders.MintAccessToken(), Cancellation);

        var issuer = explanation.Checks.Single(static check => check.Name == "issuer");
        Assert.Equal(JwtErrorCode.UnknownIssuer, issuer.Error.Code);
        Assert.Equal(
            [
                "https://federated.eu.auth0.com/ of JwksSdk.Tests.Federations.FederatedCustomers",
                "https://login.federated.test/ of JwksSdk.Tests.Federations.FederatedCustomers",
                "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Federate1 of JwksSdk.Tests.Federations.FederatedStaff",
            ],
            issuer.Declared!.Split('\n')
        );
        Assert.StartsWith("the issuer of another declaration", issuer.Finding, StringComparison.Ordinal);
        Assert.Null(explanation.Declaration);
        Assert.Equal(
            "UnknownIssuer",
            (await _world.Whole.ExplainAsync(_world.Outsiders.MintAccessToken(), Cancellation)).Error.Code.ToString()
        );
    }

    [Fact]
    public async Task A_kind_that_is_not_taken_is_named_and_those_that_are()
    {
        var id = await _world.Api.ExplainAsync(_world.Customers.MintIdToken(), Cancellation);
        var kind = id.Checks.Single(static check => check.Name == "kind");

        Assert.Equal(JwtErrorCode.WrongTokenKind, kind.Error.Code);
        Assert.Equal("one of AccessToken", kind.Declared);
        Assert.EndsWith(
            "\nJwksSdk.Tests.Federations.ApiFederation takes no tokens of this kind",
            kind.Finding,
            StringComparison.Ordinal
        );
        Assert.Equal("JwksSdk.Tests.Federations.FederatedCustomers", id.Declaration);

        var access = await _world.Api.ExplainAsync(_world.Customers.MintAccessToken(), Cancellation);
        Assert.True(access.IsVerified);
        Assert.Equal("AccessToken", access.Kind);
    }
}
