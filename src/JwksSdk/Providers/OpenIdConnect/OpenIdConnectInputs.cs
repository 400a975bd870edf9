namespace JwksSdk;

public sealed partial class JwksProviderAttribute
{
    /// <summary>
    /// OpenIdConnect: a host on which the issuer's key set may be, besides the issuer's own; a discovery document that names
    /// any other is refused.
    /// </summary>
    public string? KeyHost { get; set; }

    /// <summary>OpenIdConnect: the hosts on which the issuer's key set may be, besides the issuer's own.</summary>
    public string[]? KeyHosts { get; set; }
}
