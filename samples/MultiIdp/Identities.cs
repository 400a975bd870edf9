using JwksSdk;
using static JwksSdk.IdentityProvider;

namespace MultiIdp;

/// <summary>Customers sign in at Auth0; their machines have a client of their own.</summary>
[JwksProvider(
    Auth0,
    Domain = "acme-dev.eu.auth0.com",
    Audience = "https://api.acme.test/",
    ClientIds = ["k3JdAcmeWebClient0000000000000000", "M2Mclient000"]
)]
public sealed partial class CustomerIdentity;

/// <summary>Employees sign in at Okta.</summary>
[JwksProvider(Okta, Domain = "acme.okta.com", ClientId = "0oaacme0000000001")]
public sealed partial class EmployeeIdentity;

/// <summary>Shops sign in at Cognito.</summary>
[JwksProvider(Cognito, UserPoolId = "eu-central-1_AcmePool1", ClientId = "1acmeclient00000000000000")]
public sealed partial class ShopIdentity;

/// <summary>Partners sign in at Clerk.</summary>
[JwksProvider(
    Clerk,
    PublishableKey = "pk_test_Y2xlcmsuYWNtZS50ZXN0JA",
    AuthorizedParty = "https://app.acme.test",
    Audience = "mch_2Acme02",
    ClientId = "oauthclient2Acme01"
)]
public sealed partial class PartnerIdentity;

/// <summary>Contractors sign in at OneLogin.</summary>
[JwksProvider(
    OneLogin,
    Subdomain = "acme",
    Audience = "https://api.acme.test",
    ClientId = "acme0000-0000-0000-0000-000000000001"
)]
public sealed partial class ContractorIdentity;

/// <summary>The shop's API: for customers, shops and partners, and not with the ID tokens of any of them.</summary>
[JwksFederation(
    typeof(CustomerIdentity),
    typeof(ShopIdentity),
    typeof(PartnerIdentity),
    Kinds = ["AccessToken", "SessionToken"]
)]
public sealed partial class ShopApiIdentity;

/// <summary>Members sign in at our own SuperTokens.</summary>
[JwksProvider(SuperTokens, ApiDomain = "api.acme.test", Audience = "https://api.acme.test", ClientId = "stcl_acme0001")]
public sealed partial class MemberIdentity;
