using CustomProvider.Providers;
using JwksSdk;

namespace CustomProvider;

/// <summary>The workforce signs in at our Keycloak.</summary>
[JwksProvider<Keycloak>(Domain = "login.acme.test", Audience = "https://api.acme.test", RequiredRole = "staff")]
[JwksInput("Realm", "acme")]
public sealed partial class WorkforceIdentity;

/// <summary>Partners sign in at their own Entra ID.</summary>
[JwksProvider<EntraId>(Audience = "5c6d7e8f-0000-4000-8000-00000000000a", RequiredScope = "orders.read")]
[JwksInput("TenantId", "0a1b2c3d-0000-4000-8000-000000000001")]
public sealed partial class PartnerIdentity;

/// <summary>Colleagues of our Workspace sign in with Google.</summary>
[JwksProvider<Google>(ClientId = "1234-acme.apps.googleusercontent.com")]
[JwksInput("HostedDomain", "acme.test")]
public sealed partial class ColleagueIdentity;

/// <summary>Shops sign in at Zitadel.</summary>
[JwksProvider<Zitadel>(Domain = "acme.zitadel.cloud", Audience = "290000000000000001", RequiredRole = "clerk")]
public sealed partial class ShopIdentity;

/// <summary>Customers sign in at Logto.</summary>
[JwksProvider<Logto>(Audience = "https://api.acme.test")]
[JwksInput("Tenant", "acme")]
[JwksInput("OrganizationAudience", "urn:logto:organization:acme1")]
public sealed partial class CustomerIdentity;

/// <summary>Deployments come from our own workflows.</summary>
[JwksProvider<GitHubActions>(Audience = "https://deploy.acme.test")]
[JwksInput("Repository", "acme/shop", "acme/blog")]
[JwksInput("Ref", "refs/heads/main")]
[JwksInput("Environment", "production")]
public sealed partial class DeploymentIdentity;
