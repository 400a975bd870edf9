using System.Net;
using JwksSdk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MultiIdp.Serving;

/// <summary><c>--serve</c>: the same six providers behind an API on loopback, to be tried with curl.</summary>
internal static class TokenApi
{
    public static async Task<int> RunAsync()
    {
        await using var world = await World.StartAsync(TimeProvider.System);
        await using var api = Build(world);
        await api.StartAsync();
        Console.WriteLine(Commands.Short(api.Urls.Single()));
        await api.WaitForShutdownAsync();
        return 0;
    }

    private static WebApplication Build(World world)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(world.Configuration);
        // So that a provider can be stopped before its keys are known, and the API be seen to answer 503.
        builder.Configuration.AddInMemoryCollection(
            world.Providers.Select(static each =>
                KeyValuePair.Create($"Jwks:{each.Declaration}:Startup", (string?)nameof(KeyStartup.Lazy))
            )
        );
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddJwksProviders(builder.Configuration);
        var api = builder.Build();
        api.MapGet("/me", context => VerifyAsync(context, context.RequestServices.GetRequiredService<IJwtVerifier>()));
        api.MapPost(
            "/verify",
            context => VerifyAsync(context, context.RequestServices.GetRequiredService<IJwtVerifier>())
        );
        WorldApi.Map(api, world);
        return api;
    }

    private static async Task VerifyAsync(HttpContext context, IJwtVerifier verifier)
    {
        const string scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        var result = await verifier.VerifyAsync(
            header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
                ? header.AsSpan(scheme.Length).Trim()
                : default,
            context.RequestAborted
        );
        await (
            result.TryGetToken(out var verified)
                ? Answers.AcceptedAsync(context.Response, verified)
                : Answers.RefusedAsync(context.Response, result.Error)
        );
    }
}
