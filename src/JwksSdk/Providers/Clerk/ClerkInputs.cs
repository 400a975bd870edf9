namespace JwksSdk;

public sealed partial class JwksProviderAttribute
{
    /// <summary>
    /// Clerk: the instance's publishable key, <c>pk_live_…</c> or <c>pk_test_…</c>. It is public, and holds the host of the
    /// Frontend API.
    /// </summary>
    public string? PublishableKey { get; set; }

    /// <summary>Clerk: the host of the Frontend API, for example <c>clerk.acme.com</c>, in place of the publishable key.</summary>
    public string? FrontendApi { get; set; }

    /// <summary>
    /// Clerk: where the keys come from. Default: <see cref="ClerkKeySource.JwtKey"/> when <see cref="JwtKey"/> is given,
    /// otherwise <see cref="ClerkKeySource.FrontendApi"/>.
    /// </summary>
    public ClerkKeySource KeySource { get; set; }

    /// <summary>
    /// Clerk: the instance's public key (<c>CLERK_JWT_KEY</c>, "JWKS Public Key" in the dashboard): a PEM, with or without
    /// its header lines, line breaks real or written as <c>\n</c>. The secret key is configured as <c>SecretKey</c>, never here.
    /// </summary>
    public string? JwtKey { get; set; }

    /// <summary>
    /// Clerk: an origin that session tokens may come from (<c>azp</c>), for example <c>https://app.acme.com</c>. Declared, a
    /// session token without <c>azp</c> is refused.
    /// </summary>
    public string? AuthorizedParty { get; set; }

    /// <summary>Clerk: the origins that session tokens may come from.</summary>
    public string[]? AuthorizedParties { get; set; }

    /// <summary>
    /// Clerk: never given here (JWKS0006). It stands here so that the compiler can say so; the secret key of the Backend
    /// API is configured as <c>Jwks:{ClassName}:SecretKey</c>, from user secrets, the environment or a vault.
    /// </summary>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    public string? SecretKey { get; set; }
}
