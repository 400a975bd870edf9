using JwksSdk;
using JwksSdk.Caching;
using JwksSdk.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the cache of verified tokens.</summary>
public static class JwksTokenCacheServiceCollectionExtensions
{
    /// <summary>
    /// Remembers verified tokens, so that the same token presented again costs a hash instead of a signature check. It is found
    /// by the SHA-256 of its exact bytes together with the kind and type that are asked for; refusals are not remembered.
    /// </summary>
    /// <remarks>
    /// Each time, its dates are compared with the clock again, its own checks are made, and the key that verified it must still
    /// be the one that its issuer's key set gives for it: a token dies with its key's withdrawal, with the trust in the key set and
    /// with its tenant's approval, as it does without the cache. All callers get the same object, so the members of a token type
    /// of your own must not be changed after it was made; lists that were read cannot be. The bounds are those of
    /// <see cref="TokenCacheOptions"/>; a new token is not held while there is no room, and the least recently used ones make it.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the bounds; may be null. Bounds outside of their limits fail the host's start.</param>
    public static IServiceCollection AddJwksTokenCache(
        this IServiceCollection services,
        Action<TokenCacheOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddJwksCore();
        services.TryAddSingleton<VerifiedTokenCache>();
        services.TryAddSingleton<KnownTokens>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<TokenCacheOptions>, TokenCacheOptionsValidator>()
        );
        var options = services.AddOptions<TokenCacheOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return services;
    }
}
