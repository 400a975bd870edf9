namespace JwksSdk;

/// <summary>
/// The identity providers this library knows. Meant for <c>using static JwksSdk.IdentityProvider;</c>, so that a
/// declaration reads <c>[JwksProvider(Auth0, …)]</c>.
/// </summary>
public enum IdentityProvider
{
    /// <summary>Auth0: canonical and custom domains.</summary>
    Auth0 = 1,

    /// <summary>Okta: custom authorization servers, and the org server for ID tokens.</summary>
    Okta = 2,

    /// <summary>Amazon Cognito user pools.</summary>
    Cognito = 3,

    /// <summary>Clerk: Frontend API, Backend API, or a key without network.</summary>
    Clerk = 4,

    /// <summary>OneLogin, OpenID Connect version 2.</summary>
    OneLogin = 5,

    /// <summary>SuperTokens: sessions and OAuth 2.0.</summary>
    SuperTokens = 6,

    /// <summary>Any OpenID Connect issuer, by its discovery document.</summary>
    OpenIdConnect = 7,
}
