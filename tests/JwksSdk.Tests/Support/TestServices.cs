using JwksSdk.Tests.Support.Leaks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JwksSdk.Tests.Support;

/// <summary>The one place where tests make containers, so that the capture of the suite sees what each of them logs.</summary>
internal static class TestServices
{
    public static ServiceCollection New()
    {
        var services = new ServiceCollection();
        Watch(services);
        return services;
    }

    /// <summary>An empty host.</summary>
    public static HostApplicationBuilder NewHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        Watch(builder.Services);
        return builder;
    }

    /// <summary>A web server on a free port of loopback that logs to nobody else.</summary>
    public static WebApplication NewServer()
    {
        var server = NewServerBuilder().Build();
        server.Urls.Add("http://127.0.0.1:0");
        return server;
    }

    /// <summary>A web application to be built, that logs to nobody else.</summary>
    public static WebApplicationBuilder NewServerBuilder()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        Watch(builder.Services);
        return builder;
    }

    private static void Watch(IServiceCollection services)
    {
        services.AddLogging(static logging =>
            logging.AddProvider(new LogCapture()).AddFilter<LogCapture>(null, LogLevel.Trace)
        );
        services.AddSingleton(typeof(IValidateOptions<>), typeof(DeclaredValues<>));
    }
}
