using JwksSdk.DependencyInjection;
using JwksSdk.Providers;
using JwksSdk.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JwksSdk.Keys;

/// <summary>
/// Fetches the key set of an issuer that need not be declared, to pin it: with the same requests, limits and judgement as the
/// key store of an application. https or this machine only, no redirect, at most 128 KiB, 8 seconds in all.
/// </summary>
public static class KeySetCapture
{
    /// <summary>Fetches a key set.</summary>
    /// <param name="issuer">The issuer, exactly as tokens name it.</param>
    /// <param name="options">How; null for discovery and the system's clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The issuer or the address is not an absolute https address, nor on this machine.</exception>
    public static Task<KeySetCaptureResult> FetchAsync(
        string issuer,
        KeySetCaptureOptions? options = null,
        CancellationToken cancellationToken = default
    ) => FetchAsync(issuer, options ?? new KeySetCaptureOptions(), new SystemNetwork(), cancellationToken);

    /// <summary>The same over a network of the caller's choice.</summary>
    internal static async Task<KeySetCaptureResult> FetchAsync(
        string issuer,
        KeySetCaptureOptions options,
        INetwork network,
        CancellationToken cancellationToken
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(issuer);
        var services = Services(issuer, options, network);
        await using (services.ConfigureAwait(false))
        {
            var keeping = new KeepingSource(Source(services));
            var fetch = new KeySetFetch(issuer, [keeping], new RefreshPolicy(), options.Clock);
            var capturedAt = options.Clock.GetUtcNow();
            var outcome = await fetch
                .RunAsync(
                    KeySetState.Cold,
                    FetchReason.Requested,
                    static _ => true,
                    TimeSpan.Zero,
                    capturedAt,
                    cancellationToken
                )
                .ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            var keySet = outcome.Reading is null
                ? null
                : PinnedKeySet.Create(issuer, options.JwksUri, capturedAt, keeping.Json);
            return new KeySetCaptureResult(keySet, outcome.Error, outcome.Detail);
        }
    }

    /// <summary>The services of an application with this one issuer.</summary>
    private static ServiceProvider Services(string issuer, KeySetCaptureOptions options, INetwork network)
    {
        var services = new ServiceCollection();
        services.AddSingleton(options.Clock);
        services.AddSingleton(network);
        JwksRegistration.Add<object, CaptureInputs, OpenIdConnectConvention>(
            services,
            new ProviderDeclaration(
                "Capture",
                "",
                new OpenIdConnectConvention(),
                new TokenKind<OpenIdConnectAccessToken>("AccessToken"),
                new TokenKind<OpenIdConnectIdToken>("IdToken")
            ),
            static verifier => verifier,
            configuration: null,
            inputs =>
                (inputs.Issuer, inputs.JwksUri, inputs.PrivateNetwork) = (
                    issuer,
                    options.JwksUri,
                    options.PrivateNetwork
                )
        );
        return services.BuildServiceProvider();
    }

    private static IKeySetSource Source(IServiceProvider services)
    {
        try
        {
            var route = services.GetRequiredService<RouteTable>().Providers.Single().Routes.Single();
            return services.GetRequiredService<KeySources>().Of(route, new RefreshPolicy()).Single();
        }
        catch (OptionsValidationException exception)
        {
            throw new ArgumentException(string.Join(' ', exception.Failures), exception);
        }
    }

    /// <summary>A declaration's inputs for fetching alone: no token is verified.</summary>
    private sealed class CaptureInputs : ProviderOptions
    {
        public string? Issuer { get; set; }

        public string? JwksUri { get; set; }

        public bool PrivateNetwork { get; set; }

        public override void Bind(IConfigurationSection section) { }

        public override ProviderInputs ToInputs() =>
            new ProviderInputs()
                .SetText(nameof(Issuer), Issuer)
                .SetText(nameof(JwksUri), JwksUri)
                .SetText(nameof(PrivateNetwork), PrivateNetwork ? "true" : null)
                .SetText("ClientId", "none");
    }

    /// <summary>Passes on what a source answers, and keeps the text of the key set.</summary>
    private sealed class KeepingSource(IKeySetSource source) : IKeySetSource
    {
        public string Name => source.Name;

        public ReadOnlyMemory<byte> Json { get; private set; }

        public async Task<KeySetAnswer> GetAsync(KeySetRequest request, CancellationToken cancellationToken)
        {
            var answer = await source.GetAsync(request, cancellationToken).ConfigureAwait(false);
            Json = answer.Document?.Json ?? default;
            return answer;
        }
    }
}
