namespace JwksSdk.ColdStart;

/// <summary>What both subjects expect of the token, which the measuring program mints.</summary>
internal static class Expected
{
    public const string Issuer = "https://login.acme.example";
    public const string Audience = "https://api.acme.example";
    public const string JwksUri = Issuer + "/keys";
    public const string DiscoveryUri = Issuer + "/.well-known/openid-configuration";
}
