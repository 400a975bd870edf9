using JwksSdk;
using JwksSdk.DependencyInjection;
using JwksSdk.Providers;
using JwksSdk.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health of key sets.</summary>
public static class JwksHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds one health check for each registered declaration, whether it is registered before or after this call:
    /// <c>jwks:CustomerIdentity</c>, or with the full name when two declaring classes have the same short one.
    /// </summary>
    /// <remarks>
    /// Degraded when a third or less of the trust in a key set is left and the fetch that should have renewed it failed or
    /// was not made, and when keys come from a stand-in. Without trusted keys: unhealthy when the declaration requires keys
    /// (<see cref="KeyStartup.Required"/>), else degraded; a declaration with <see cref="KeyStartup.Lazy"/> lacks none before
    /// a token asks for them, and a further issuer none before it had some. A check makes no request. Its data: the seconds
    /// of trust left, the last error and the source of each issuer.
    /// </remarks>
    /// <param name="builder">The builder that <c>services.AddHealthChecks()</c> returns.</param>
    /// <param name="tags">Tags of the checks, by which they can be selected.</param>
    public static IHealthChecksBuilder AddJwksKeySets(
        this IHealthChecksBuilder builder,
        params IEnumerable<string> tags
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(tags);
        string[] all = [.. tags];
        builder
            .Services.AddOptions<HealthCheckServiceOptions>()
            .Configure<IEnumerable<ProviderDeclaration>>(
                (options, declarations) => Add(options, [.. declarations], all)
            );
        return builder;
    }

    private static void Add(
        HealthCheckServiceOptions options,
        IReadOnlyList<ProviderDeclaration> declarations,
        string[] tags
    )
    {
        foreach (var declaration in declarations)
        {
            var name = NameOf(declaration, declarations);
            if (options.Registrations.All(registration => registration.Name != name))
            {
                options.Registrations.Add(
                    new HealthCheckRegistration(
                        name,
                        services => new JwksHealthCheck(
                            services.GetRequiredKeyedService<RoutedProvider>(declaration),
                            services.GetRequiredService<IKeySets>()
                        ),
                        failureStatus: null,
                        tags
                    )
                );
            }
        }
    }

    private static string NameOf(ProviderDeclaration declaration, IReadOnlyList<ProviderDeclaration> all)
    {
        var shortName = ShortName(declaration);
        return "jwks:" + (all.Count(other => ShortName(other) == shortName) == 1 ? shortName : declaration.Name);
    }

    private static string ShortName(ProviderDeclaration declaration) => declaration.Name.Split('.')[^1];
}
