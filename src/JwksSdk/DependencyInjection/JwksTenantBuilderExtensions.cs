using System.Diagnostics.CodeAnalysis;
using JwksSdk;
using JwksSdk.DependencyInjection;
using JwksSdk.Keys;
using JwksSdk.Providers;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets one declaration stand for many tenants: custom domains of one account, accounts of many customers.</summary>
/// <remarks>
/// <para>
/// A tenant is the declaration with another issuer, approved by an allow-list or a resolver, never by a token alone. Its keys
/// come from where the provider's convention puts them for that issuer and from nowhere else; sources that were added to the
/// declaration, and its <c>JwksUri</c>, are for the declared issuer. Nothing is fetched before a token of the tenant arrives.
/// The requests to each tenant's endpoint are bounded as any key set's are, also when it is evicted or withdrawn and comes back.
/// Those in all are bounded by the tenants that are held or were of late: three times <c>MaxTenants</c> at most.
/// </para>
/// <para>
/// The audiences are shared, so a token says for whom it is by its <c>Issuer</c>: a subject is unique only within it. An issuer
/// that two declarations take for their tenant goes, where both are open, to the one registered first, or to the one that
/// holds it already; on two allow-lists it fails the start.
/// </para>
/// <para>
/// Several calls add up: the settings of a later one override those of an earlier one, issuers are added to its list, and there
/// is one resolver at most. The tenants of each declaration are its own.
/// </para>
/// </remarks>
public static class JwksTenantBuilderExtensions
{
    /// <summary>Adds the tenants of an allow-list, or sets how many are held and for how long they count.</summary>
    /// <param name="builder">The declared provider.</param>
    /// <param name="configure">Names the issuers. Checked when the application starts.</param>
    /// <returns>The builder, so that calls can be chained.</returns>
    public static IJwksProviderBuilder AddTenants(this IJwksProviderBuilder builder, Action<TenantOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        return builder.AddCore(configure);
    }

    /// <summary>Adds the tenants that a resolver knows, beside those of the allow-list.</summary>
    /// <typeparam name="TResolver">The resolver; made once, from the services.</typeparam>
    /// <param name="builder">The declared provider.</param>
    /// <param name="configure">Names issuers that need not be asked about, and limits; may be null.</param>
    /// <returns>The builder, so that calls can be chained.</returns>
    /// <exception cref="InvalidOperationException">The declaration has a resolver already.</exception>
    public static IJwksProviderBuilder AddTenants<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TResolver
    >(this IJwksProviderBuilder builder, Action<TenantOptions>? configure = null)
        where TResolver : class, ITenantResolver
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.RefuseSecondResolver();
        builder.Services.AddKeyedSingleton<ITenantResolver, TResolver>(builder.Name);
        return builder.AddCore(configure);
    }

    /// <summary>Adds the tenants that a method knows, beside those of the allow-list.</summary>
    /// <param name="builder">The declared provider.</param>
    /// <param name="isTenant">As <see cref="ITenantResolver.IsTenantAsync"/>.</param>
    /// <param name="configure">Names issuers that need not be asked about, and limits; may be null.</param>
    /// <returns>The builder, so that calls can be chained.</returns>
    /// <exception cref="InvalidOperationException">The declaration has a resolver already.</exception>
    public static IJwksProviderBuilder AddTenants(
        this IJwksProviderBuilder builder,
        Func<string, CancellationToken, ValueTask<bool>> isTenant,
        Action<TenantOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(isTenant);
        builder.RefuseSecondResolver();
        builder.Services.AddKeyedSingleton<ITenantResolver>(builder.Name, new DelegateTenantResolver(isTenant));
        return builder.AddCore(configure);
    }

    private static IJwksProviderBuilder AddCore(this IJwksProviderBuilder builder, Action<TenantOptions>? configure)
    {
        var registration = new TenantRegistration(builder.Name);
        if (
            !builder.Services.Any(service =>
                service.ServiceType == typeof(TenantRegistration) && registration.Equals(service.ImplementationInstance)
            )
        )
        {
            builder.Services.AddSingleton(registration);
        }

        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<TenantOptions>, TenantOptionsValidator>()
        );
        var options = builder.Services.AddOptions<TenantOptions>(builder.Name).ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return builder;
    }

    /// <summary>Which of two should count is for the application to say, not for the order of calls.</summary>
    private static void RefuseSecondResolver(this IJwksProviderBuilder builder)
    {
        if (
            builder.Services.Any(service =>
                service.ServiceType == typeof(ITenantResolver) && builder.Name.Equals(service.ServiceKey)
            )
        )
        {
            throw new InvalidOperationException(
                $"{builder.Name} has a tenant resolver already; combine the two in one."
            );
        }
    }
}
