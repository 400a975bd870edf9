using JwksSdk.Providers;

namespace JwksSdk.Tests.Providers.Cognito;

public sealed class CognitoConventionTests
{
    private static readonly CognitoConvention Convention = new();
    private const string Pool = "eu-west-1_Ab12Cd34E";
    private const string Original = "https://cognito-idp.eu-west-1.amazonaws.com/" + Pool;
    private const string Updated = "https://issuer-cognito-idp.eu-west-1.amazonaws.com/" + Pool;
    private const string Keys = "/.well-known/jwks.json";

    [Fact]
    public void The_region_is_the_pool_s() =>
        ProblemAssert.Addresses(Convention.Resolve(Inputs()), (Original, Original + Keys));

    [Fact]
    public void The_updated_issuer_is_on_a_host_with_a_hyphen() =>
        ProblemAssert.Addresses(Convention.Resolve(Inputs().Set("IssuerType", "Updated")), (Updated, Updated + Keys));

    [Fact]
    public void Either_is_two_issuers_each_with_its_own_keys() =>
        ProblemAssert.Addresses(
            Convention.Resolve(Inputs().Set("IssuerType", "Either")),
            (Original, Original + Keys),
            (Updated, Updated + Keys)
        );

    [Theory]
    [InlineData("us-gov-west-1_Ab12", "https://cognito-idp.us-gov-west-1.amazonaws.com/us-gov-west-1_Ab12")]
    [InlineData("ap-southeast-2_x", "https://cognito-idp.ap-southeast-2.amazonaws.com/ap-southeast-2_x")]
    public void Every_region_s_pools_are_known(string pool, string issuer) =>
        ProblemAssert.Addresses(Convention.Resolve(Inputs().Set("UserPoolId", pool)), (issuer, issuer + Keys));

    [Theory]
    [InlineData("eu-west-1")]
    [InlineData("eu-west-1_")]
    [InlineData("_Ab12")]
    [InlineData("eu-west-1_Ab-12")]
    [InlineData("EU-WEST-1_Ab12")]
    [InlineData("evil.test/x_Ab12")]
    [InlineData("evil.test#_Ab12")]
    [InlineData("eu_west_1_Ab12")]
    [InlineData("-eu_Ab12")]
    [InlineData("eu-west-1_Ab12\n")]
    [InlineData("eu-west-1_00000000000000000000000000000000000000000000000")]
    public void A_pool_id_has_a_region_and_a_name(string pool) =>
        ProblemAssert.Only(
            ProblemKind.MalformedInput,
            "UserPoolId",
            Convention.Resolve(Inputs().Set("UserPoolId", pool))
        );

    [Fact]
    public void A_region_that_is_not_the_pool_s_is_a_contradiction()
    {
        Assert.Empty(Convention.Resolve(Inputs().Set("Region", "eu-west-1")).Problems);
        ProblemAssert.Only(
            ProblemKind.Contradiction,
            "Region",
            Convention.Resolve(Inputs().Set("Region", "eu-central-1"))
        );
    }

    [Theory]
    [InlineData("eusc-de-east-1_Ab12")]
    [InlineData("cn-north-1_Ab12")]
    public void Where_the_issuer_is_not_published_it_is_asked_for(string pool)
    {
        ProblemAssert.Only(ProblemKind.MissingInput, "Issuer", Convention.Resolve(Inputs().Set("UserPoolId", pool)));
        ProblemAssert.Addresses(
            Convention.Resolve(Inputs().Set("UserPoolId", pool).Set("Issuer", "https://idp.test/" + pool)),
            ("https://idp.test/" + pool, "https://idp.test/" + pool + Keys)
        );
    }

    [Fact]
    public void One_key_address_for_both_issuers_is_a_contradiction() =>
        ProblemAssert.Only(
            ProblemKind.Contradiction,
            "JwksUri",
            Convention.Resolve(Inputs().Set("IssuerType", "Either").Set("JwksUri", "https://keys.test/"))
        );

    [Fact]
    public void An_issuer_type_that_is_none_is_reported() =>
        ProblemAssert.Only(
            ProblemKind.MalformedInput,
            "IssuerType",
            Convention.Resolve(Inputs().Set("IssuerType", "New"))
        );

    private static ProviderInputs Inputs() =>
        new ProviderInputs().Set("UserPoolId", Pool).Set("ClientId", "1acmeclient00000000000000");
}
