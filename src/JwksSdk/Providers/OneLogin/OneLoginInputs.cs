namespace JwksSdk;

public sealed partial class JwksProviderAttribute
{
    /// <summary>OneLogin: the account's subdomain: <c>acme</c> for <c>acme.onelogin.com</c>. A custom domain is given as <see cref="JwksDeclarationAttribute.Domain"/>.</summary>
    public string? Subdomain { get; set; }
}
