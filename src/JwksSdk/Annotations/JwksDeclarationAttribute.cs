namespace JwksSdk;

/// <summary>
/// What every declaration of an identity provider may say: the inputs that all providers share, and the vocabulary that many
/// do. An input that the provider does not know is a compile error.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract partial class JwksDeclarationAttribute : Attribute
{
    private protected JwksDeclarationAttribute() { }

    /// <summary>
    /// The configuration section of this declaration. Default: <c>Jwks:{ClassName}</c>. An empty text means that nothing
    /// comes from configuration, so every necessary input must stand here.
    /// </summary>
    public string? Section { get; set; }

    /// <summary>The host name of the tenant: Auth0, Okta, OneLogin, and conventions that have it.</summary>
    public string? Domain { get; set; }

    /// <summary>The identifier of this API, as <c>aud</c> names it.</summary>
    public string? Audience { get; set; }

    /// <summary>Several identifiers of this API; a token needs one of them.</summary>
    public string[]? Audiences { get; set; }

    /// <summary>
    /// The client (application) id: an ID token's <c>aud</c> must be it. Where the provider's access tokens name their
    /// client, they must name it too, so declare every client that may call.
    /// </summary>
    public string? ClientId { get; set; }

    /// <summary>Several client ids; a token needs one of them.</summary>
    public string[]? ClientIds { get; set; }

    /// <summary>
    /// The exact issuer, instead of the one that follows from the other inputs: for emulators and proxies. OpenIdConnect
    /// needs it.
    /// </summary>
    public string? Issuer { get; set; }

    /// <summary>The address of the key set, instead of the one that follows from the issuer: for emulators and proxies.</summary>
    public string? JwksUri { get; set; }

    /// <summary>The accepted signature algorithms. Default: the provider's.</summary>
    public JwtAlgorithms Algorithms { get; set; }

    /// <summary>How far two clocks may be apart, in seconds, from 0 to 300. Default: the provider's (60, Clerk 5).</summary>
    public int ClockSkewSeconds { get; set; }

    /// <summary>
    /// How long ago a token may have been issued (<c>iat</c>), in seconds, from 1 to 31,536,000; the clock skew is added. A
    /// token without <c>iat</c> is then refused. Default: not limited, as long as the token has not expired.
    /// </summary>
    public int MaxTokenAgeSeconds { get; set; }

    /// <summary>
    /// How long ago the user may have signed in (<c>auth_time</c>, OpenID Connect Core §3.1.2.1, RFC 9470), in seconds, from 1
    /// to 31,536,000; the clock skew is added. A token without <c>auth_time</c> is then refused: a machine's, one of Clerk,
    /// and others whose client did not ask for the claim. Default: not limited.
    /// </summary>
    public int MaxAuthenticationAgeSeconds { get; set; }

    /// <summary>
    /// Accept tokens bound to a key (<c>cnf</c>, RFC 7800) as plain bearer tokens, because another layer checks the proof.
    /// Default: false.
    /// </summary>
    public bool AllowBoundTokens { get; set; }

    /// <summary>What the start of the application owes to the provider's keys. Default: <see cref="KeyStartup.Degraded"/>.</summary>
    public KeyStartup Startup { get; set; }

    /// <summary>
    /// The provider is on a private network: its keys may be fetched from private addresses (RFC 1918, RFC 6598, RFC 4193).
    /// Default: false, so that a name on the public internet that leads into the private network is refused. Addresses on
    /// this machine need no such word when the declared host itself is one, such as <c>localhost</c>, and are refused
    /// otherwise.
    /// </summary>
    public bool PrivateNetwork { get; set; }
}
