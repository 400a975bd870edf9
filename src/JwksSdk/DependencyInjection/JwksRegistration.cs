using System.ComponentModel;
using JwksSdk.Providers;
using JwksSdk.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace JwksSdk.DependencyInjection;

/// <summary>What generated <c>Add{ClassName}()</c> methods call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JwksRegistration
{
    /// <summary>Registers a declaration: options, HTTP client, key set, and the generated client as a singleton.</summary>
    /// <remarks>
    /// A second call for the same declaration registers nothing twice; its configuration and its code are applied after
    /// those of the first. Code always overrides configuration, and configuration the attribute. Mistakes in the inputs
    /// fail the host's start, or the first use where there is no host, with an <see cref="OptionsValidationException"/>.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="declaration">The declaration.</param>
    /// <param name="create">Makes the client.</param>
    /// <param name="configuration">The root configuration; null for the one among the services, if there is one.</param>
    /// <param name="configure">Overrides attribute and configuration; may be null.</param>
    public static IJwksProviderBuilder<TConvention> Add<TClient, TOptions, TConvention>(
        IServiceCollection services,
        ProviderDeclaration declaration,
        Func<IJwtVerifier, TClient> create,
        IConfiguration? configuration,
        Action<TOptions>? configure
    )
        where TClient : class
        where TOptions : ProviderOptions, new()
        where TConvention : ProviderConvention
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(declaration);
        ArgumentNullException.ThrowIfNull(create);

        services.AddJwksCore();
        var isFirst = !IsAdded(services, declaration);
        if (isFirst)
        {
            AddProvider<TOptions>(services, declaration);
            services.TryAddSingleton(provider => create(provider.GetRequiredService<IJwtVerifier>()));
            services.AddKeyedSingleton<ProviderDeclaration>(serviceKey: typeof(TClient), declaration);
        }

        var options = services.AddOptions<TOptions>();
        if (declaration.Section.Length > 0 && (isFirst || configuration is not null))
        {
            options.Configure<IServiceProvider>(
                (value, provider) =>
                {
                    if ((configuration ?? provider.GetService<IConfiguration>()) is { } root)
                    {
                        Bind(value, declaration, root.GetSection(declaration.Section), provider);
                    }
                }
            );
        }

        if (configure is not null)
        {
            // After all configuration, whatever the order of the calls.
            options.PostConfigure(configure);
        }

        return new JwksProviderBuilder<TConvention>(declaration, services);
    }

    /// <summary>Registers a declaration unless it is registered already, with all that was said of it then.</summary>
    /// <param name="services">The services.</param>
    /// <param name="declaration">The declaration.</param>
    /// <param name="create">Makes the client.</param>
    /// <param name="configuration">The root configuration; null for the one among the services, if there is one.</param>
    public static void TryAdd<TClient, TOptions, TConvention>(
        IServiceCollection services,
        ProviderDeclaration declaration,
        Func<IJwtVerifier, TClient> create,
        IConfiguration? configuration
    )
        where TClient : class
        where TOptions : ProviderOptions, new()
        where TConvention : ProviderConvention
    {
        ArgumentNullException.ThrowIfNull(services);
        if (!IsAdded(services, declaration))
        {
            Add<TClient, TOptions, TConvention>(services, declaration, create, configuration, null);
        }
    }

    /// <summary>Registers a federation, whose members are registered by themselves: the generated client as a singleton.</summary>
    /// <remarks>
    /// A second call registers nothing twice. A member that is not registered fails the host's start, or the first use where there is
    /// no host, with an <see cref="InvalidOperationException"/>.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="federation">The federation.</param>
    /// <param name="create">Makes the client.</param>
    public static IServiceCollection AddFederation<TClient>(
        IServiceCollection services,
        FederationDeclaration federation,
        Func<IJwtVerifier, TClient> create
    )
        where TClient : class
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(federation);
        ArgumentNullException.ThrowIfNull(create);

        services.AddJwksCore();
        services.TryAddEnumerable(ServiceDescriptor.Singleton(federation));
        services.TryAddSingleton(provider => create(provider.GetRequiredService<IJwtVerifier>()));
        return services;
    }

    private static bool IsAdded(IServiceCollection services, ProviderDeclaration declaration) =>
        services.Any(service => service.IsKeyedService && service.ServiceKey == declaration);

    private static void Bind(
        ProviderOptions options,
        ProviderDeclaration declaration,
        IConfigurationSection section,
        IServiceProvider services
    )
    {
        options.Bind(section);
        var other = services
            .GetServices<ProviderDeclaration>()
            .FirstOrDefault(each => each != declaration && each.Section == declaration.Section);
        if (other is not null && section.Exists())
        {
            options.BindingProblems.Add(
                new ProviderProblem(
                    ProblemKind.Contradiction,
                    "Section",
                    $"{declaration.Name} and {other.Name} both read {declaration.Section}. Give one of them a Section of its own."
                )
            );
        }
    }

    private static void AddProvider<TOptions>(IServiceCollection services, ProviderDeclaration declaration)
        where TOptions : ProviderOptions, new()
    {
        services.AddSingleton<IValidateOptions<TOptions>>(new ProviderOptionsValidator<TOptions>(declaration));
        services.AddOptions<TOptions>().ValidateOnStart();
        services.AddSingleton(declaration);
        services.AddKeyedSingleton(
            declaration,
            (provider, _) =>
            {
                var inputs = provider.GetRequiredService<IOptions<TOptions>>().Value.ToInputs();
                var facts = declaration.Convention.Resolve(inputs).Facts;
                return new RoutedProvider(declaration, facts) { Inputs = inputs };
            }
        );
        services.AddSingleton(provider => provider.GetRequiredKeyedService<RoutedProvider>(declaration));
        services.AddHttpClient(declaration.HttpClientName).AddTransport(declaration);
    }
}
