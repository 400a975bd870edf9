using JwksSdk.Providers;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Providers.OpenIdConnect;

public sealed class OpenIdConnectConventionTests
{
    private static readonly OpenIdConnectConvention Convention = new();

    [Theory]
    [InlineData("https://login.acme.com", "https://login.acme.com/.well-known/openid-configuration")]
    [InlineData("https://login.acme.com/", "https://login.acme.com/.well-known/openid-configuration")]
    [InlineData("https://acme.com/realms/a", "https://acme.com/realms/a/.well-known/openid-configuration")]
    public void The_keys_are_found_by_discovery(string issuer, string document)
    {
        var resolution = Convention.Resolve(Inputs().Set("Issuer", issuer));

        ProblemAssert.Addresses(resolution, (issuer, null));
        Assert.Equal(document, resolution.Facts.Issuers[0].DiscoveryUri);
        Assert.Equal(document, Assert.IsType<DiscoveryKeySource>(resolution.Facts.Issuers[0].Keys).Uri);
    }

    [Theory]
    [InlineData("https://login.acme.com/.well-known/openid-configuration", "is the address of a document")]
    [InlineData("https://login.acme.com/.well-known/oauth-authorization-server/a", "is the address of a document")]
    [InlineData("https://login.acme.com/?tenant=a", "has a query")]
    public void An_issuer_is_no_address_of_a_document_and_has_no_query(string issuer, string reason)
    {
        var resolution = Convention.Resolve(Inputs().Set("Issuer", issuer));

        ProblemAssert.Only(ProblemKind.MalformedInput, "Issuer", resolution);
        Assert.Contains(reason, resolution.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Further_hosts_of_keys_are_plain_hosts()
    {
        var resolution = Convention.Resolve(Inputs().Set("KeyHost", "Keys.acme.com", "www.acme.org"));

        Assert.Empty(resolution.Problems);
        Assert.Equal(
            ["keys.acme.com", "www.acme.org"],
            Assert.IsType<DiscoveryKeySource>(resolution.Facts.Issuers[0].Keys).KeyHosts
        );
        ProblemAssert.Only(
            ProblemKind.MalformedInput,
            "KeyHost",
            Convention.Resolve(Inputs().Set("KeyHost", "https://keys.acme.com"))
        );
    }

    [Fact]
    public void All_algorithms_can_be_asked_for_and_two_are_accepted_unasked()
    {
        var all = string.Join(", ", Algorithms.All);

        Assert.Equal(JwtAlgorithms.RS256 | JwtAlgorithms.ES256, Convention.Resolve(Inputs()).Facts.Algorithms);
        Assert.Equal(9, System.Numerics.BitOperations.PopCount((uint)Convention.SupportedAlgorithms));
        Assert.Empty(Convention.Resolve(Inputs().Set("Algorithms", all)).Problems);
    }

    [Fact]
    public void A_given_key_address_is_used_in_place_of_discovery() =>
        ProblemAssert.Addresses(
            Convention.Resolve(Inputs().Set("JwksUri", "https://login.acme.com/keys")),
            ("https://login.acme.com", "https://login.acme.com/keys")
        );

    private static ProviderInputs Inputs() =>
        new ProviderInputs().Set("Issuer", "https://login.acme.com").Set("Audience", "https://api.acme.test");
}
