using JwksSdk.Providers;
using JwksSdk.Testing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Sets a fake identity provider in the place of a real one.</summary>
public static class FakeIdentityProviderExtensions
{
    /// <summary>Sends the declaration's requests for keys to a fake identity provider in memory. Nothing else changes.</summary>
    /// <param name="builder">What <c>services.Add{ClassName}()</c> returned.</param>
    /// <param name="provider">The fake; its issuer must be the declared one.</param>
    public static IJwksProviderBuilder UseFake(this IJwksProviderBuilder builder, FakeIdentityProvider provider)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(provider);
        builder.HttpClientBuilder.ConfigurePrimaryHttpMessageHandler(provider.CreateHandler);
        return builder;
    }
}
