namespace JwksSdk;

/// <summary>The credentials for OneLogin's administrative API, and its address.</summary>
public sealed class OneLoginApiOptions
{
    /// <summary>The client id of an API credential that may "Manage All". Required.</summary>
    public string? ClientId { get; set; }

    /// <summary>The credential's secret. Required; keep it out of source.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>
    /// The account's address without a path, for example <c>https://acme.onelogin.com</c>. Default: the issuer's. Needed
    /// where the issuer has a custom domain and the API has not. Plain http only on this machine.
    /// </summary>
    public string? Address { get; set; }
}
