using System.Threading.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MultiIdp;

/// <summary>The application: a generic host with six declared providers and one worker.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly Channel<Delivery> _inbox;

    private Service(IHost host)
    {
        _host = host;
        _inbox = host.Services.GetRequiredService<Channel<Delivery>>();
    }

    public static async Task<Service> StartAsync(World world, TimeProvider clock)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(world.Configuration);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(clock);
        builder.Services.AddJwksProviders(builder.Configuration);
        builder.Services.AddSingleton(Channel.CreateBounded<Delivery>(100));
        builder.Services.AddHostedService<TokenWorker>();
        var host = builder.Build();
        await host.StartAsync();
        return new Service(host);
    }

    /// <summary>Gives a token to the worker.</summary>
    public async Task<Outcome> DeliverAsync(string token)
    {
        var delivery = new Delivery(token);
        await _inbox.Writer.WriteAsync(delivery);
        return await delivery.Done.Task;
    }

    /// <summary>A generated client, such as <see cref="CustomerIdentity"/>, or the verifier behind all of them.</summary>
    public T Client<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
