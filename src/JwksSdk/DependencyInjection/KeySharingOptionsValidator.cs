using JwksSdk.Keys;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JwksSdk.DependencyInjection;

/// <summary>What sharing needs: a cache, and something to protect entries with. No message holds any part of a key.</summary>
internal sealed class KeySharingOptionsValidator(IServiceProvider services) : IValidateOptions<KeySharingOptions>
{
    public ValidateOptionsResult Validate(string? name, KeySharingOptions options)
    {
        var failures = KeySharingOptions.Problems(options.Keys).ToList();
        if (services.GetService<IDistributedCache>() is null)
        {
            failures.Add(
                "AddJwksKeySharing needs an IDistributedCache. Register one, for example with AddStackExchangeRedisCache(…)."
            );
        }

        if (options.Keys.Count == 0 && services.GetService<IKeySetProtector>() is null)
        {
            failures.Add(
                "AddJwksKeySharing needs a key: options.AddKey(name, base64), or Name and Value under "
                    + $"{KeySharingOptions.Section}:Keys:0, or a registered IKeySetProtector. Make a key with: openssl rand -base64 32"
            );
        }

        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
