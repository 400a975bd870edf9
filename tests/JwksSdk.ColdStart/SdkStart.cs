using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.ColdStart;

/// <summary>An application with this SDK, as its users make one, up to its first typed token.</summary>
internal static class SdkStart
{
    /// <summary>Runs.</summary>
    /// <param name="token">The token.</param>
    /// <param name="keySet">The keys.</param>
    /// <param name="jwksUri">Where they are; null when the provider is to be asked.</param>
    /// <returns>0 when the token was verified.</returns>
    public static int Run(string token, string keySet, string? jwksUri)
    {
        var services = Application.NewServices();
        services
            .AddColdIdentity(options =>
            {
                options.Issuer = Expected.Issuer;
                options.JwksUri = jwksUri;
            })
            .HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(() => new ProviderHandler(keySet));
        using var provider = services.BuildServiceProvider();
        var identity = provider.GetRequiredService<ColdIdentity>();
        var result = identity.VerifyAccessTokenAsync(token).AsTask().GetAwaiter().GetResult();
        return result.TryGetToken(out var typed) && typed.Subject is { Length: > 0 } ? 0 : 1;
    }
}

/// <summary>A provider whose key address may be known, as those of all vendors that have a convention are.</summary>
[JwksProvider(IdentityProvider.OpenIdConnect, Audience = Expected.Audience, Algorithms = JwtAlgorithms.RS256)]
internal sealed partial class ColdIdentity;
