namespace JwksSdk;

public sealed partial class JwksProviderAttribute
{
    /// <summary>
    /// Okta: the id of the custom authorization server, the last part of its issuer. Default: <c>default</c>, which is a
    /// custom server too.
    /// </summary>
    public string? AuthorizationServerId { get; set; }

    /// <summary>
    /// Okta: the issuer is the org authorization server, <c>https://{domain}</c>. Its ID tokens can be verified, its access
    /// tokens never: their keys are not published. Default: false.
    /// </summary>
    public bool OrgAuthorizationServer { get; set; }
}
