using JwksSdk;
using JwksSdk.IdentityModel;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers token handlers for applications that stay on <c>AddJwtBearer</c>.</summary>
public static class JwksTokenHandlerServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="JwksTokenHandler"/> for one kind of token of one provider, and lets verified tokens keep all of their
    /// claims (<see cref="JwtVerifierOptions.KeepAllClaims"/>). Call it once for each kind that a scheme accepts, and give the
    /// handlers to the scheme's <c>TokenHandlers</c>, in place of the stock one.
    /// </summary>
    /// <typeparam name="TClient">The generated client, which is taken from the services.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="create">
    /// Makes the handler, once:
    /// <c>(StaffIdentity staff) => JwksTokenHandler.Create((token, cancellation) => staff.VerifyAccessTokenAsync(token, cancellation))</c>.
    /// </param>
    public static IServiceCollection AddJwksTokenHandler<TClient>(
        this IServiceCollection services,
        Func<TClient, JwksTokenHandler> create
    )
        where TClient : notnull
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(create);
        services.PostConfigure<JwtVerifierOptions>(static options => options.KeepAllClaims = true);
        return services.AddSingleton(provider =>
        {
            var handler = create(provider.GetRequiredService<TClient>());
            handler.Time ??= provider.GetService<TimeProvider>();
            return handler;
        });
    }
}
