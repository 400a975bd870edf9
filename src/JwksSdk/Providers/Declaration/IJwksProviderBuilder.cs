using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.Providers;

/// <summary>What <c>services.Add{ClassName}()</c> returns: the place for everything that is set up per provider.</summary>
public interface IJwksProviderBuilder
{
    /// <summary>The full name of the declaring class.</summary>
    string Name { get; }

    /// <summary>The services of the application.</summary>
    IServiceCollection Services { get; }

    /// <summary>The provider's HTTP client: add handlers, a proxy, or another resilience handler here.</summary>
    IHttpClientBuilder HttpClientBuilder { get; }

    /// <summary>What follows from the declaration's inputs once they are all known.</summary>
    /// <param name="services">The built services.</param>
    ProviderFacts GetFacts(IServiceProvider services);
}

/// <inheritdoc />
/// <typeparam name="TConvention">The provider's convention; a provider's folder can add methods for its own builders alone.</typeparam>
public interface IJwksProviderBuilder<TConvention> : IJwksProviderBuilder
    where TConvention : ProviderConvention;
