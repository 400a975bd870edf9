using JwksSdk;
using JwksSdk.Providers;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What can be added to a declared OneLogin provider.</summary>
public static class OneLoginBuilderExtensions
{
    private const int MaxAnswerBytes = 256 * 1024;

    /// <summary>
    /// Adds the administrative <see cref="OneLoginSigningKeysClient"/>, as a service under the declaring class's name as its
    /// key, and as the service without a key when it is the first one.
    /// </summary>
    /// <param name="builder">The declared provider.</param>
    /// <param name="configure">Gives the credentials. Checked when the application starts.</param>
    /// <returns>
    /// The builder of its HTTP client, named <c>JwksSdk.{Name}.SigningKeys</c>: one of its own, apart from the one that
    /// fetches key sets, without redirects, 30 seconds for an answer of at most 256 KiB.
    /// </returns>
    public static IHttpClientBuilder AddSigningKeysApi(
        this IJwksProviderBuilder<OneLoginConvention> builder,
        Action<OneLoginApiOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var name = builder.Name;
        var clientName = $"JwksSdk.{name}.SigningKeys";
        builder
            .Services.AddOptions<OneLoginApiOptions>(name)
            .Configure(configure)
            .Validate(
                static options =>
                    !string.IsNullOrWhiteSpace(options.ClientId) && !string.IsNullOrWhiteSpace(options.ClientSecret),
                $"The signing keys API of {name} needs ClientId and ClientSecret."
            )
            .Validate(
                static options => options.Address is null || IsOrigin(options.Address),
                $"The Address of the signing keys API of {name} is not an https address without a path."
            )
            .ValidateOnStart();
        builder.Services.AddKeyedSingleton(name, (services, _) => Create(services, builder, clientName));
        builder.Services.TryAddSingleton(services => services.GetRequiredKeyedService<OneLoginSigningKeysClient>(name));
        return builder
            .Services.AddHttpClient(clientName)
            .ConfigureHttpClient(static client =>
            {
                client.Timeout = TimeSpan.FromSeconds(30);
                client.MaxResponseContentBufferSize = MaxAnswerBytes;
            })
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { AllowAutoRedirect = false })
            .NeverLogCredentials();
    }

    private static OneLoginSigningKeysClient Create(
        IServiceProvider services,
        IJwksProviderBuilder builder,
        string clientName
    )
    {
        var options = services.GetRequiredService<IOptionsMonitor<OneLoginApiOptions>>().Get(builder.Name);
        var address =
            options.Address ?? new Uri(builder.GetFacts(services).Issuers[0].Issuer).GetLeftPart(UriPartial.Authority);
        var channel = new OneLoginApiChannel(services.GetRequiredService<IHttpClientFactory>(), clientName, address);
        var clock = services.GetService<TimeProvider>() ?? TimeProvider.System;
        return new OneLoginSigningKeysClient(channel, new OneLoginApiToken(channel, options, clock));
    }

    private static bool IsOrigin(string address) =>
        Address.WhyNotAbsolute(address) is null
        && Address.IsSecure(address)
        && new Uri(address) is { PathAndQuery: "/" };
}
