using static JwksSdk.IdentityProvider;

namespace JwksSdk.Tests.Federations;

/// <summary>Two issuers that the compiler knows.</summary>
[JwksProvider(
    Auth0,
    Domain = "federated.eu.auth0.com",
    CustomDomain = "login.federated.test",
    Audience = "https://api.acme.test/",
    ClientIds = ["k3JdAcmeWebClient0000000000000000", "M2Mclient000"]
)]
public sealed partial class FederatedCustomers;

[JwksProvider(Cognito, UserPoolId = "eu-central-1_Federate1", ClientId = "1acmeclient00000000000000")]
public sealed partial class FederatedStaff;

/// <summary>The issuer comes from configuration, and the ID tokens' client may.</summary>
[JwksProvider(OpenIdConnect, Audience = "https://api.acme.test")]
public sealed partial class FederatedPartners;

/// <summary>Declared, and in no federation.</summary>
[JwksProvider(Okta, Domain = "outsiders.okta.com", ClientId = "0oaacme0000000001")]
public sealed partial class FederationOutsiders;

[JwksFederation(typeof(FederatedCustomers), typeof(FederatedStaff), typeof(FederatedPartners))]
public sealed partial class WholeFederation;

[JwksFederation(typeof(FederatedCustomers), typeof(FederatedStaff), Kinds = ["AccessToken"])]
public sealed partial class ApiFederation;
