namespace JwksSdk;

/// <summary>
/// Declares an identity provider. On a <c>partial</c> class it makes a strongly-typed client: constants, one verify method
/// for each kind of token, options, and <c>services.Add{ClassName}()</c>.
/// </summary>
/// <remarks>
/// Every input may be left out and given by configuration, in the section <c>Jwks:{ClassName}</c>, which also overrides
/// what stands here. An input that the provider does not know is a compile error. Secrets never stand here.
/// Each provider's folder adds its own inputs to this class; those of its base are shared.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed partial class JwksProviderAttribute : JwksDeclarationAttribute
{
    /// <summary>Declares a provider.</summary>
    /// <param name="provider">Which one.</param>
    public JwksProviderAttribute(IdentityProvider provider) => Provider = provider;

    /// <summary>Which provider.</summary>
    public IdentityProvider Provider { get; }

    /// <summary>A further domain of the same tenant; tokens requested through it carry it as their issuer: Auth0 and Okta.</summary>
    public string? CustomDomain { get; set; }

    /// <summary>Several further domains of the same tenant: Auth0 and Okta.</summary>
    public string[]? CustomDomains { get; set; }
}
