namespace JwksSdk;

public sealed partial class JwksProviderAttribute
{
    /// <summary>Auth0: a custom domain of the same tenant; tokens requested through it carry it as their issuer.</summary>
    public string? CustomDomain { get; set; }

    /// <summary>Auth0: several custom domains of the same tenant; tokens requested through one carry it as their issuer.</summary>
    public string[]? CustomDomains { get; set; }

    /// <summary>Auth0: the organization a token must be for (<c>org_id</c>).</summary>
    public string? Organization { get; set; }

    /// <summary>Auth0: the organizations of which a token must be for one (<c>org_id</c>).</summary>
    public string[]? Organizations { get; set; }
}
