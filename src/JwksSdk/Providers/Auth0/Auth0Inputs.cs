namespace JwksSdk;

public sealed partial class JwksProviderAttribute
{
    /// <summary>Auth0: the name of the organization a token must be for (<c>org_name</c>, in lower case).</summary>
    public string? OrganizationName { get; set; }

    /// <summary>Auth0: the names of the organizations of which a token must be for one (<c>org_name</c>, in lower case).</summary>
    public string[]? OrganizationNames { get; set; }
}
