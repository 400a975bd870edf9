using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.ColdStart;

/// <summary><c>JsonWebTokenHandler</c> as JwtBearer uses it, up to its first identity.</summary>
internal static class PeerStart
{
    /// <summary>Runs.</summary>
    /// <returns>0 when the token was validated.</returns>
    public static int Run(string token, string keySet)
    {
        var services = Application.NewServices();
        services.AddHttpClient("keys").ConfigurePrimaryHttpMessageHandler(() => new ProviderHandler(keySet));
        using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("keys");
        var parameters = new TokenValidationParameters
        {
            ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                Expected.DiscoveryUri,
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever(client)
            ),
            ValidIssuer = Expected.Issuer,
            ValidAudience = Expected.Audience,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidTypes = ["at+jwt"],
            ClockSkew = TimeSpan.FromSeconds(60),
        };
        var result = new JsonWebTokenHandler().ValidateTokenAsync(token, parameters).GetAwaiter().GetResult();
        return result.IsValid && result.ClaimsIdentity.FindFirst("sub") is not null ? 0 : 1;
    }
}
