using static JwksSdk.IdentityProvider;

namespace JwksSdk.Tests.Line;

[JwksProvider(
    Auth0,
    Section = "",
    Domain = "line-one.eu.auth0.com",
    Audience = "https://api.acme.test/",
    ClientIds = ["k3JdAcmeWebClient0000000000000000", "M2Mclient000"]
)]
public sealed partial class LineAuth0;

/// <summary>Another tenant with the same API and the same applications.</summary>
[JwksProvider(
    Auth0,
    Section = "",
    Domain = "line-two.eu.auth0.com",
    Audience = "https://api.acme.test/",
    ClientIds = ["k3JdAcmeWebClient0000000000000000", "M2Mclient000"]
)]
public sealed partial class LineAuth0Second;

[JwksProvider(Okta, Section = "", Domain = "line.okta.com", ClientId = "0oaacme0000000001")]
public sealed partial class LineOkta;

[JwksProvider(Cognito, Section = "", UserPoolId = "eu-central-1_LinePool1", ClientId = "1acmeclient00000000000000")]
public sealed partial class LineCognito;

[JwksProvider(
    Clerk,
    Section = "",
    FrontendApi = "clerk.line-one.test",
    AuthorizedParty = "https://app.acme.test",
    Audience = "mch_2Acme02",
    ClientId = "oauthclient2Acme01"
)]
public sealed partial class LineClerk;

/// <summary>Another instance with the same application; its key has the same kid.</summary>
[JwksProvider(
    Clerk,
    Section = "",
    FrontendApi = "clerk.line-two.test",
    AuthorizedParty = "https://app.acme.test",
    Audience = "mch_2Acme02",
    ClientId = "oauthclient2Acme01"
)]
public sealed partial class LineClerkSecond;

[JwksProvider(
    OneLogin,
    Section = "",
    Subdomain = "line",
    Audience = "https://api.acme.test",
    ClientId = "acme0000-0000-0000-0000-000000000001"
)]
public sealed partial class LineOneLogin;

[JwksProvider(
    SuperTokens,
    Section = "",
    ApiDomain = "api.line.test",
    Audience = "https://api.acme.test",
    ClientId = "stcl_acme0001"
)]
public sealed partial class LineSuperTokens;

/// <summary>Every algorithm there is, and a key set with a key for each.</summary>
[JwksProvider(
    OpenIdConnect,
    Section = "",
    Issuer = "https://login.line.test",
    Audience = "https://api.acme.test",
    ClientId = "acme-web",
    Algorithms = JwtAlgorithms.RS256
        | JwtAlgorithms.RS384
        | JwtAlgorithms.RS512
        | JwtAlgorithms.PS256
        | JwtAlgorithms.PS384
        | JwtAlgorithms.PS512
        | JwtAlgorithms.ES256
        | JwtAlgorithms.ES384
        | JwtAlgorithms.ES512
)]
public sealed partial class LineOpenIdConnect;
