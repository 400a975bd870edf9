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
    /// <remarks>
    /// <para>
    /// It comes with retries and 3 seconds for each try (Microsoft.Extensions.Http.Resilience).
    /// <c>RemoveAllResilienceHandlers()</c> takes them away, so that <c>AddStandardResilienceHandler()</c> or
    /// <c>AddResilienceHandler(…)</c> can take their place; an answer is still read whole, and at most 128 KiB of it, within
    /// each try.
    /// </para>
    /// <para>
    /// A primary handler of your own replaces the one that refuses private addresses and redirects. Change that one with
    /// <c>UseSocketsHttpHandler((handler, _) => …)</c>, which keeps what is not changed. Through a proxy, the proxy decides
    /// where connections go.
    /// </para>
    /// <para>
    /// The platform's log of requests is off, because at the level Trace its structured values hold credentials.
    /// <c>AddDefaultLogger()</c> turns it on.
    /// </para>
    /// </remarks>
    IHttpClientBuilder HttpClientBuilder { get; }

    /// <summary>What follows from the declaration's inputs once they are all known.</summary>
    /// <param name="services">The built services.</param>
    ProviderFacts GetFacts(IServiceProvider services);
}

/// <inheritdoc />
/// <typeparam name="TConvention">The provider's convention; a provider's folder can add methods for its own builders alone.</typeparam>
public interface IJwksProviderBuilder<TConvention> : IJwksProviderBuilder
    where TConvention : ProviderConvention;
