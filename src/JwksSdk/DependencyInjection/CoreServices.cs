using JwksSdk.IdentityModel;
using JwksSdk.Keys;
using JwksSdk.Routing;
using JwksSdk.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace JwksSdk.DependencyInjection;

/// <summary>What every declaration shares. All of it is try-added: twice is harmless, and the application's own wins.</summary>
internal static class CoreServices
{
    public static void AddJwksCore(this IServiceCollection services)
    {
        services.AddHttpClient();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<JwksMetrics>();
        services.TryAddSingleton<INetwork, SystemNetwork>();
        services.TryAddSingleton<RouteTable>();
        services.TryAddSingleton<FederationTable>();
        services.TryAddSingleton<KeySources>();
        services.TryAddSingleton<IssuerKeysFactory>();
        services.TryAddSingleton<KeySetEvents>();
        services.TryAddSingleton<KeyStore>();
        services.TryAddSingleton<TenantStore>();
        services.TryAddSingleton<Router>();
        services.TryAddSingleton<IKeySets, KeySetView>();
        services.TryAddSingleton<JwtExplainer>();
        services.TryAddSingleton<IJwtVerifier, JwtVerifier>();
        services.TryAddSingleton<JwksSecurityKeys>(static provider => new JwksSecurityKeys(
            provider,
            provider.GetRequiredService<RouteTable>(),
            provider.GetRequiredService<KeyStore>(),
            provider.GetRequiredService<TenantStore>(),
            provider.GetRequiredService<IOptions<JwtVerifierOptions>>()
        ));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<JwtVerifierOptions>, JwtVerifierOptionsValidator>()
        );
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<KeySetOptions>, KeySetOptionsValidator>()
        );
        services.AddOptions<JwtVerifierOptions>().ValidateOnStart();
        services.AddOptions<KeySetOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, JwksStartup>());
    }
}
