using JwksSdk.Providers;
using JwksSdk.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.DependencyInjection;

internal sealed class JwksProviderBuilder<TConvention>(ProviderDeclaration declaration, IServiceCollection services)
    : IJwksProviderBuilder<TConvention>,
        IDeclarationBuilder
    where TConvention : ProviderConvention
{
    public string Name => declaration.Name;

    public ProviderDeclaration Declaration => declaration;

    public IServiceCollection Services => services;

    public IHttpClientBuilder HttpClientBuilder { get; } = services.AddHttpClient(declaration.HttpClientName);

    public ProviderFacts GetFacts(IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.GetRequiredKeyedService<RoutedProvider>(declaration).Facts;
    }
}
