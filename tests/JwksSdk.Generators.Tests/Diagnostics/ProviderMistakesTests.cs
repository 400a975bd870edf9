using JwksSdk.Generators.Diagnostics;

namespace JwksSdk.Generators.Tests.Diagnostics;

/// <summary>Mistakes that only one provider's inputs can have, each reported once and where it stands.</summary>
public sealed class ProviderMistakesTests
{
    private const string Auth0 = "Auth0, Audience = \"https://api.acme.com\"";
    private const string Okta = "Okta, ClientId = \"0oa1\"";
    private const string Clerk = "Clerk, FrontendApi = \"clerk.acme.com\"";
    private const string Key = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

    [Theory]
    [InlineData("JWKS0004", Auth0, "Domain = \"https://acme.eu.auth0.com\"")]
    [InlineData("JWKS0004", Auth0, "Domain = \"acme.eu.auth0.com/path\"")]
    [InlineData("JWKS0004", Auth0, "Domain = \"acme.eu.auth0.com:443\"")]
    [InlineData("JWKS0004", Auth0, "Domain = \"acme\"")]
    [InlineData("JWKS0004", Auth0, "Issuer = \"https://acme.eu.auth0.com\"")]
    [InlineData("JWKS0004", Auth0 + ", Domain = \"acme.eu.auth0.com\"", "Organization = \"acme\"")]
    [InlineData("JWKS0004", Auth0 + ", Domain = \"acme.eu.auth0.com\"", "RequiredScope = \"read write\"")]
    [InlineData("JWKS0007", "Auth0, Domain = \"acme.eu.auth0.com\", ClientId = \"web\"", "Audience = \"web\"")]
    [InlineData(
        "JWKS0007",
        Auth0 + ", Domain = \"acme.eu.auth0.com\", CustomDomain = \"login.acme.com\"",
        "JwksUri = \"https://keys.acme.com/\""
    )]
    [InlineData("JWKS0012", Auth0 + ", Domain = \"acme.eu.auth0.com\"", "Algorithms = JwtAlgorithms.ES256")]
    public Task Of_a_tenant_by_its_domain(string id, string others, string input) => Reports(id, others, input);

    [Theory]
    [InlineData("JWKS0004", Okta, "Domain = \"http://acme.okta.com\"")]
    [InlineData("JWKS0004", Okta, "Domain = \"acme.okta.com/oauth2/default\"")]
    [InlineData("JWKS0004", Okta, "Domain = \"acme-admin.okta.com\"")]
    [InlineData("JWKS0004", Okta, "Domain = \"acme-admin.oktapreview.com\"")]
    [InlineData("JWKS0004", Okta + ", Domain = \"acme.okta.com\"", "CustomDomain = \"acme-admin.okta-emea.com\"")]
    [InlineData("JWKS0004", Okta + ", Domain = \"acme.okta.com\", Audience = \"a\"", "AuthorizationServerId = \"a/b\"")]
    [InlineData("JWKS0004", Okta, "Issuer = \"https://acme.okta.com/oauth2/default/\"")]
    [InlineData("JWKS0011", Okta, "Issuer = \"https://acme.okta.com\"")]
    [InlineData(
        "JWKS0011",
        Okta + ", Domain = \"acme.okta.com\", OrgAuthorizationServer = true",
        "Audience = \"api://x\""
    )]
    [InlineData(
        "JWKS0011",
        Okta + ", Domain = \"acme.okta.com\", OrgAuthorizationServer = true",
        "RequiredScope = \"read\""
    )]
    [InlineData(
        "JWKS0007",
        Okta + ", Domain = \"acme.okta.com\", OrgAuthorizationServer = true",
        "AuthorizationServerId = \"default\""
    )]
    [InlineData(
        "JWKS0007",
        Okta + ", OrgAuthorizationServer = true",
        "Issuer = \"https://acme.okta.com/oauth2/default\""
    )]
    [InlineData("JWKS0007", Okta + ", Domain = \"acme.okta.com\"", "Audience = \"0oa1\"")]
    [InlineData("JWKS0012", Okta + ", Domain = \"acme.okta.com\"", "Algorithms = JwtAlgorithms.PS256")]
    public Task Of_an_org_and_its_servers(string id, string others, string input) => Reports(id, others, input);

    [Theory]
    [InlineData("JWKS0004", "UserPoolId = \"eu-west-1\"")]
    [InlineData("JWKS0004", "UserPoolId = \"eu-west-1_\"")]
    [InlineData("JWKS0004", "UserPoolId = \"eu_Ab12Cd34E\"")]
    [InlineData("JWKS0004", "UserPoolId = \"eu-west-1_Ab12-Cd34E\"")]
    [InlineData("JWKS0004", "UserPoolId = \"EU-WEST-1_Ab12Cd34E\"")]
    [InlineData("JWKS0007", "Region = \"us-east-1\"", "UserPoolId = \"eu-west-1_Ab12Cd34E\"")]
    [InlineData("JWKS0004", "IssuerType = (CognitoIssuerType)7", "UserPoolId = \"eu-west-1_Ab12Cd34E\"")]
    [InlineData("JWKS0012", "Algorithms = JwtAlgorithms.RS512", "UserPoolId = \"eu-west-1_Ab12Cd34E\"")]
    public Task Of_a_pool(string id, string input, string others = "Startup = KeyStartup.Lazy") =>
        Reports(id, $"Cognito, ClientId = \"1acmeclient\", {others}", input);

    [Theory]
    [InlineData("JWKS0004", "Clerk", "PublishableKey = \"pk_live_Y2xlcms\"")]
    [InlineData("JWKS0004", "Clerk", "PublishableKey = \"pk_prod_Y2xlcmsuYWNtZS5jb20k\"")]
    [InlineData("JWKS0004", "Clerk", "PublishableKey = \"pk_live_not base64\"")]
    [InlineData("JWKS0004", "Clerk", "FrontendApi = \"https://clerk.acme.com\"")]
    [InlineData(
        "JWKS0007",
        "Clerk, PublishableKey = \"pk_live_Y2xlcmsuYWNtZS5jb20k\"",
        "FrontendApi = \"clerk.other.com\""
    )]
    [InlineData("JWKS0004", Clerk, "JwtKey = \"-----BEGIN PUBLIC KEY-----MCowBQYDK2Vw\"")]
    [InlineData("JWKS0004", Clerk, "JwtKey = \"not a key!\"")]
    [InlineData("JWKS0004", Clerk, "JwtKey = \"-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----\"")]
    [InlineData("JWKS0006", Clerk, "JwtKey = \"-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----\"")]
    [InlineData("JWKS0007", Clerk + ", KeySource = ClerkKeySource.BackendApi", "JwtKey = \"" + Key + "\"")]
    [InlineData("JWKS0007", Clerk + ", JwtKey = \"" + Key + "\"", "JwksUri = \"https://clerk.acme.com/jwks\"")]
    [InlineData("JWKS0006", Clerk + ", KeySource = ClerkKeySource.BackendApi", "SecretKey = \"anything\"")]
    [InlineData("JWKS0004", Clerk, "AuthorizedParty = \"https://app.acme.com/\"")]
    [InlineData("JWKS0004", Clerk, "AuthorizedParty = \"app.acme.com\"")]
    [InlineData("JWKS0010", Clerk, "AuthorizedParty = \"http://app.acme.com\"")]
    [InlineData("JWKS0004", Clerk, "Organization = \"acme\"")]
    [InlineData("JWKS0004", Clerk, "RequiredPermission = \"invoices:read\"")]
    [InlineData("JWKS0012", Clerk, "Algorithms = JwtAlgorithms.ES256")]
    public Task Of_an_instance_by_its_keys(string id, string others, string input) => Reports(id, others, input);

    [Theory]
    [InlineData("JWKS0004", "Subdomain = \"acme.onelogin.com\"")]
    [InlineData("JWKS0004", "Subdomain = \"openid-connect\"")]
    [InlineData("JWKS0004", "Domain = \"https://acme.onelogin.com\"")]
    [InlineData("JWKS0004", "Issuer = \"https://acme.onelogin.com/oidc\"")]
    [InlineData("JWKS0007", "Domain = \"other.onelogin.com\"", "Subdomain = \"acme\"")]
    [InlineData("JWKS0007", "Audience = \"web\"", "Subdomain = \"acme\"")]
    [InlineData("JWKS0012", "Algorithms = JwtAlgorithms.RS384", "Subdomain = \"acme\"")]
    public Task Of_an_account_by_its_subdomain(string id, string input, string others = "Startup = KeyStartup.Lazy") =>
        Reports(id, $"OneLogin, ClientId = \"web\", {others}", input);

    [Theory]
    [InlineData("JWKS0004", "ApiDomain = \"api.acme.com/auth\"")]
    [InlineData("JWKS0004", "ApiDomain = \"https://api.acme.com/auth\"")]
    [InlineData("JWKS0004", "ApiDomain = \"api.acme.com:8443\"")]
    [InlineData("JWKS0004", "ApiDomain = \"localhost\"")]
    [InlineData("JWKS0010", "ApiDomain = \"http://api.acme.com\"")]
    [InlineData("JWKS0004", "ApiBasePath = \"/auth/../x\"", "ApiDomain = \"api.acme.com\"")]
    [InlineData("JWKS0012", "Algorithms = JwtAlgorithms.PS512", "ApiDomain = \"api.acme.com\"")]
    [InlineData("JWKS0007", "Audience = \"web\"", "ApiDomain = \"api.acme.com\", ClientId = \"web\"")]
    public Task Of_a_backend_by_its_address(string id, string input, string others = "Startup = KeyStartup.Lazy") =>
        Reports(id, $"SuperTokens, {others}", input);

    [Theory]
    [InlineData("JWKS0004", "Issuer = \"login.acme.com\"")]
    [InlineData("JWKS0004", "Issuer = \"https://login.acme.com/#x\"")]
    [InlineData("JWKS0010", "Issuer = \"http://login.acme.com\"")]
    [InlineData("JWKS0004", "KeyHost = \"https://keys.acme.com\"", "Issuer = \"https://login.acme.com\"")]
    [InlineData("JWKS0007", "Audience = \"web\"", "Issuer = \"https://login.acme.com\", ClientId = \"web\"")]
    public Task Of_any_issuer(string id, string input, string others = "Startup = KeyStartup.Lazy") =>
        Reports(id, $"OpenIdConnect, {others}", input);

    private static async Task Reports(string id, string others, string input)
    {
        var reported = await AnalyzerHarness.ReportAsync<JwksProviderAnalyzer>(
            $"""
            using JwksSdk;
            using static JwksSdk.IdentityProvider;

            [JwksProvider({others}, {input})]
            public sealed partial class CustomerIdentity;
            """
        );
        Assert.StartsWith($"{id} at '{input}': ", Assert.Single(reported), StringComparison.Ordinal);
    }
}
