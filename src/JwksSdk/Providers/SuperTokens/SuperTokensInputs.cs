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

    /// <summary>
    /// SuperTokens: the id of the tenant a token must be for (<c>tId</c>); <c>public</c> when there is only one. A session token
    /// or OAuth access token without <c>tId</c>, such as a session of version 3, is then refused. An ID token may have none: only the
    /// method for ID tokens takes them then.
    /// </summary>
    public string? TenantId { get; set; }

    /// <summary>SuperTokens: the ids of the tenants of which a token must be for one (<c>tId</c>).</summary>
    public string[]? TenantIds { get; set; }
}
