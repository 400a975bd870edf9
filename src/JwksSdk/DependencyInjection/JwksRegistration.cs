using System.ComponentModel;
using JwksSdk.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.DependencyInjection;

/// <summary>What generated <c>Add{ClassName}()</c> methods call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JwksRegistration
{
    /// <summary>Registers a declaration: options, HTTP client, key set, and the generated client as a singleton.</summary>
    /// <param name="services">The services.</param>
    /// <param name="declaration">The declaration.</param>
    /// <param name="create">Makes the client.</param>
    /// <param name="configuration">The root configuration; null for the one among the services, if there is one.</param>
    /// <param name="configure">Overrides attribute and configuration; may be null.</param>
    public static IJwksProviderBuilder<TConvention> Add<TClient, TOptions, TConvention>(
        IServiceCollection services,
        ProviderDeclaration declaration,
        Func<IJwtVerifier, TClient> create,
        IConfiguration? configuration,
        Action<TOptions>? configure
    )
        where TClient : class
        where TOptions : ProviderOptions, new()
        where TConvention : ProviderConvention => throw new NotImplementedException();
}
