using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace JwksSdk.Testing;

/// <summary>
/// Serves a fake identity provider over real HTTP on 127.0.0.1, at a port that was free. Disposing it closes the port and
/// whatever still hangs.
/// </summary>
public sealed class FakeIdentityProviderServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private FakeIdentityProviderServer(FakeIdentityProvider provider, WebApplication application)
    {
        Provider = provider;
        _application = application;
    }

    /// <summary>The provider that is served.</summary>
    public FakeIdentityProvider Provider { get; }

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Address => _application.Urls.Single();

    /// <summary>
    /// Opens a port and moves the provider to it: <see cref="FakeIdentityProvider.BaseAddress"/> becomes
    /// <c>http://127.0.0.1:{port}</c>, and with it its issuer, unless a test had set one.
    /// </summary>
    /// <param name="provider">The provider.</param>
    /// <param name="cancellationToken">Gives up opening.</param>
    public static async Task<FakeIdentityProviderServer> StartAsync(
        FakeIdentityProvider provider,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(provider);
        // The empty builder reads no environment variable and writes no log.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.Run(context => AnswerAsync(provider, context));
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
        var server = new FakeIdentityProviderServer(provider, application);
        provider.BaseAddress = server.Address;
        return server;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync().ConfigureAwait(false);
        try
        {
            await _application.StopAsync(atOnce.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Requests that hang are cut off: that is what was asked for.
        }

        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task AnswerAsync(FakeIdentityProvider provider, HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new FakeRequest(
            context.Request.Method,
            context.Request.Path,
            context.Request.Headers.Authorization,
            await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false)
        );
        var answer = await provider.AnswerAsync(request, context.RequestAborted).ConfigureAwait(false);
        if (answer.ClosesConnection)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.StatusCode;
        context.Response.ContentType = answer.ContentType;
        context.Response.Headers.CacheControl = answer.CacheControl;
        if (answer.StatusCode != StatusCodes.Status204NoContent)
        {
            await context.Response.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
