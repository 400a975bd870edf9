using Microsoft.Extensions.DependencyInjection;

namespace JwksSdk.ColdStart;

/// <summary>What an application has before it verifies anything: a container with logging, and HTTP clients from a factory.</summary>
internal static class Application
{
    /// <summary>Runs, and does nothing with it.</summary>
    /// <returns>0.</returns>
    public static int Run()
    {
        var services = NewServices();
        services.AddHttpClient("own").ConfigurePrimaryHttpMessageHandler(static () => new ProviderHandler(""));
        using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("own");
        return 0;
    }

    public static ServiceCollection NewServices()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddHttpClient();
        return services;
    }
}
