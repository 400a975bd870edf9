using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Federations;

/// <summary>What a token of nobody costs: exactly nothing beyond the buffer that parsing rents and gives back.</summary>
[Collection(Alone.Name)]
public sealed class FederationCostTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unknown_issuer_allocates_nothing_and_makes_no_request(bool hasCache)
    {
        using var world = new FederationWorld(hasCache);
        string[] tokens =
        [
            Of(world, "https://nobody.federated.test/"),
            // As long as one that the compiler knew.
            Of(world, "https://FEDERATED.eu.auth0.com/"),
            Of(world, "x"),
            Of(world, ""),
            Of(world, new string('x', 512)),
            Of(world, "https://issuer.test/\u00e9\U0001f600"),
            // Declared, and no member.
            world.Outsiders.MintAccessToken(),
        ];
        Assert.Equal("FederatedCustomersAccessToken", await world.ApiAsync(world.Customers.MintAccessToken()));
        var sent = world.Sent.Count;

        foreach (var token in tokens)
        {
            Assert.Equal(0, Cost(world.Api, token));
            Assert.Equal(0, Cost(world.Api, token.Utf8()));
        }

        Assert.Equal(sent, world.Sent.Count);
    }

    private static string Of(FederationWorld world, string issuer) =>
        world.Customers.MintAccessToken(token => token.Claims["iss"] = issuer);

    private static long Cost(ApiFederation federation, CompactToken token)
    {
        for (var i = 0; i < 64; i++)
        {
            Refuse(federation, token);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Refuse(federation, token);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Refuse(ApiFederation federation, CompactToken token)
    {
        var verification = federation.VerifyAsync(token, CancellationToken.None);
        if (
            !verification.IsCompletedSuccessfully
            || verification.GetAwaiter().GetResult().Error.Code != JwtErrorCode.UnknownIssuer
        )
        {
            Assert.Fail("It is to be refused at once, as of an unknown issuer.");
        }
    }
}
