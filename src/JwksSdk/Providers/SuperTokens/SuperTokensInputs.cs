namespace JwksSdk;

public sealed partial class JwksProviderAttribute
{
    /// <summary>
    /// SuperTokens: the API's domain, as the backend SDK has it: <c>api.acme.com</c> or <c>https://api.acme.com:8443</c>.
    /// </summary>
    public string? ApiDomain { get; set; }

    /// <summary>
    /// SuperTokens: the path below which the API answers, as the backend SDK has it. Default: <c>/auth</c>; <c>/</c> for the
    /// bare domain.
    /// </summary>
    public string? ApiBasePath { get; set; }
}
