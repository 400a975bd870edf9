using JwksSdk;
using JwksSdk.DependencyInjection;
using JwksSdk.Keys;
using JwksSdk.Telemetry;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Shares key sets between the processes of a fleet.</summary>
public static class JwksKeySharingServiceCollectionExtensions
{
    /// <summary>
    /// Shares the key sets of all declarations through the application's
    /// <see cref="IDistributedCache"/>, so that a fleet makes one request where each process made its
    /// own. Entries are protected with the given keys, or by the <see cref="IKeySetProtector"/> among the services, which
    /// wins. A cache that cannot be reached is as if there were none.
    /// </summary>
    /// <remarks>
    /// Keys come from the configuration section <see cref="KeySharingOptions.Section"/>, and from code after that. A missing
    /// cache, no key, or one that cannot be used fails the host's start with an
    /// <see cref="OptionsValidationException"/>.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Adds keys; may be null.</param>
    public static IServiceCollection AddJwksKeySharing(
        this IServiceCollection services,
        Action<KeySharingOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<KeySharingOptions>();
        if (!services.Any(static service => service.ServiceType == typeof(KeySetSharing)))
        {
            services.AddJwksCore();
            services.AddSingleton<IValidateOptions<KeySharingOptions>, KeySharingOptionsValidator>();
            services.AddSingleton(static provider =>
            {
                // Asked for first: what is missing is said better there than by the container.
                var sharing = provider.GetRequiredService<IOptions<KeySharingOptions>>().Value;
                var protector = provider.GetService<IKeySetProtector>() ?? new AesGcmKeySetProtector(sharing.Keys);
                return new KeySetSharing(
                    provider.GetRequiredService<IDistributedCache>(),
                    protector,
                    provider.GetRequiredService<TimeProvider>(),
                    provider.GetRequiredService<ILoggerFactory>(),
                    provider.GetRequiredService<JwksMetrics>()
                );
            });
            options
                .Configure<IServiceProvider>(
                    static (value, provider) => Bind(value, provider.GetService<IConfiguration>())
                )
                .ValidateOnStart();
        }

        if (configure is not null)
        {
            options.PostConfigure(configure);
        }

        return services;
    }

    private static void Bind(KeySharingOptions options, IConfiguration? configuration)
    {
        foreach (var key in configuration?.GetSection(KeySharingOptions.Section).GetSection("Keys").GetChildren() ?? [])
        {
            options.AddKey(key["Name"] ?? "", key["Value"] ?? "");
        }
    }
}
