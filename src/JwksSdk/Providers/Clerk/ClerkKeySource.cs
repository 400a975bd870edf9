namespace JwksSdk;

/// <summary>Where the keys of a Clerk instance come from. All three hold the same keys.</summary>
public enum ClerkKeySource
{
    /// <summary>The public key set of the Frontend API, <c>{issuer}/.well-known/jwks.json</c>. Needs no secret.</summary>
    FrontendApi = 0,

    /// <summary>The key set of the Backend API, <c>https://api.clerk.com/v1/jwks</c>, with the secret key as bearer token.</summary>
    BackendApi = 1,

    /// <summary>One public key given beforehand; no network at all, and no rotation.</summary>
    JwtKey = 2,
}
