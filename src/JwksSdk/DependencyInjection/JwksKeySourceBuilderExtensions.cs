using JwksSdk.DependencyInjection;
using JwksSdk.Keys;
using JwksSdk.Providers;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Where a provider's keys may come from besides the provider. The sources are asked in the order in which they were added,
/// after the provider itself, and only while those before them fail. Each is asked for every issuer of the declaration. A
/// declaration whose one key is an input asks no source.
/// </summary>
public static class JwksKeySourceBuilderExtensions
{
    private static readonly TimeSpan MostAge = TimeSpan.FromDays(90);

    /// <summary>Adds a source of keys.</summary>
    /// <param name="builder">What <c>services.Add{ClassName}()</c> returned.</param>
    /// <param name="source">The source. Belongs to the caller.</param>
    public static TBuilder AddKeySource<TBuilder>(this TBuilder builder, IKeySetSource source)
        where TBuilder : IJwksProviderBuilder
    {
        ArgumentNullException.ThrowIfNull(source);
        builder.Services.AddKeyedSingleton(DeclarationOf(builder), source);
        return builder;
    }

    /// <summary>Adds a source of keys that is made from the services, once, when the first token comes or the host starts.</summary>
    /// <param name="builder">What <c>services.Add{ClassName}()</c> returned.</param>
    /// <param name="create">Makes the source. Disposed of with the services if it is disposable.</param>
    public static TBuilder AddKeySource<TBuilder>(this TBuilder builder, Func<IServiceProvider, IKeySetSource> create)
        where TBuilder : IJwksProviderBuilder
    {
        ArgumentNullException.ThrowIfNull(create);
        builder.Services.AddKeyedSingleton(DeclarationOf(builder), (services, _) => create(services));
        return builder;
    }

    /// <summary>
    /// Adds the file <c>keys.lock.json</c> in the application's content root as a source; see
    /// <see cref="AddPinnedKeys{TBuilder}(TBuilder, string, TimeSpan)"/>.
    /// </summary>
    /// <param name="builder">What <c>services.Add{ClassName}()</c> returned.</param>
    /// <param name="maxAge">How long keys may be trusted after they were captured; more than zero, at most 90 days.</param>
    public static TBuilder AddPinnedKeys<TBuilder>(this TBuilder builder, TimeSpan maxAge)
        where TBuilder : IJwksProviderBuilder => builder.AddPinnedKeys(KeySetLock.FileName, maxAge);

    /// <summary>
    /// Adds a file of pinned key sets as a source (<see cref="KeySetLock"/>; <c>jwks lock</c> writes it): its keys are used
    /// while the issuer cannot be reached, and not beyond the maximum age. The issuer is asked again and again meanwhile, and
    /// what it publishes takes their place. The file is read at each use, so it may be replaced while the application runs.
    /// </summary>
    /// <param name="builder">What <c>services.Add{ClassName}()</c> returned.</param>
    /// <param name="path">
    /// The file. A relative path starts at the host's content root, or where there is no host at
    /// <see cref="AppContext.BaseDirectory"/>.
    /// </param>
    /// <param name="maxAge">
    /// How long keys may be trusted after they were captured; more than zero, at most 90 days. A key that the issuer withdraws
    /// may go on being accepted for as long, while the issuer cannot be reached.
    /// </param>
    /// <exception cref="ArgumentException">The path is empty, or the maximum age is out of its limits.</exception>
    public static TBuilder AddPinnedKeys<TBuilder>(this TBuilder builder, string path, TimeSpan maxAge)
        where TBuilder : IJwksProviderBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxAge, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxAge, MostAge);
        return builder.AddKeySource(services => new PinnedFileSource(
            Path.Combine(services.GetService<IHostEnvironment>()?.ContentRootPath ?? AppContext.BaseDirectory, path),
            maxAge,
            services.GetRequiredService<TimeProvider>()
        ));
    }

    /// <summary>
    /// Adds a public key as the last resort, for when no other source has keys that may be trusted. It never expires: take it
    /// out when the provider withdraws it. Several keys of a provider are one source, in the place of the first one.
    /// </summary>
    /// <param name="builder">What <c>services.Add{ClassName}()</c> returned.</param>
    /// <param name="keyId">The <c>kid</c> that tokens name it by, 1 to 256 bytes.</param>
    /// <param name="pem">A <c>PUBLIC KEY</c> or a <c>CERTIFICATE</c> (RFC 7468 §13, §5), of which only the key counts.</param>
    /// <exception cref="ArgumentException">
    /// The text is not one such block, the key is not fit to verify tokens with, or another key has its <c>kid</c>.
    /// </exception>
    public static TBuilder AddPinnedKey<TBuilder>(this TBuilder builder, string keyId, string pem)
        where TBuilder : IJwksProviderBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(keyId);
        ArgumentNullException.ThrowIfNull(pem);
        var declaration = DeclarationOf(builder);
        var key = new PinnedPem(keyId, pem);
        for (var i = 0; i < builder.Services.Count; i++)
        {
            var service = builder.Services[i];
            if (
                service is { IsKeyedService: true, KeyedImplementationInstance: PinnedPemSource source }
                && service.ServiceKey == declaration
            )
            {
                builder.Services[i] = ServiceDescriptor.KeyedSingleton<IKeySetSource>(declaration, source.With(key));
                return builder;
            }
        }

        return builder.AddKeySource(new PinnedPemSource(key));
    }

    private static ProviderDeclaration DeclarationOf(IJwksProviderBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder is IDeclarationBuilder { Declaration: var declaration }
            ? declaration
            : throw new ArgumentException("Not what services.Add{ClassName}() returned.", nameof(builder));
    }
}
