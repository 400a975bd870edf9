using System.Text;
using JwksSdk.Keys;
using JwksSdk.Parsing;
using JwksSdk.Providers;
using JwksSdk.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace JwksSdk.IdentityModel;

/// <summary>
/// The keys of the store for applications that verify with Microsoft.IdentityModel: never one pool, always those of the
/// token's own issuer. A singleton among the services. Safe for any number of threads.
/// </summary>
/// <remarks>
/// <para>
/// Only the signature keys come from here, and with <see cref="Configure{TClient}"/> what the parameters can say of a declaration: issuers,
/// algorithms, clock skew. The handler that verifies does not check the rest of the declaration: kinds of token, <c>cnf</c> binding,
/// required scopes, permissions, roles and groups, organizations, tenants, clients and authorized parties, ages, the provider's own
/// rules. For those use <see cref="JwksTokenHandler"/>.
/// </para>
/// <para>
/// Keys are read from the store's snapshot: nothing waits, and nothing is requested but in the background, within the budget of
/// the key set. So the first token of a key that is not known yet is refused, where the SDK's own verification would wait for
/// the fetch. A key that is withdrawn, refused or no longer trusted is given to nobody from that moment on.
/// </para>
/// </remarks>
public sealed class JwksSecurityKeys
{
    private readonly IServiceProvider _services;
    private readonly RouteTable _routes;
    private readonly KeyStore _store;
    private readonly TenantStore _tenants;
    private readonly int _maxTokenLength;
    private readonly SecurityKeyCache _cache = new();

    internal JwksSecurityKeys(
        IServiceProvider services,
        RouteTable routes,
        KeyStore store,
        TenantStore tenants,
        IOptions<JwtVerifierOptions> options
    )
    {
        _services = services;
        _routes = routes;
        _store = store;
        _tenants = tenants;
        _maxTokenLength = options.Value.MaxTokenLength;
    }

    /// <summary>
    /// The keys of an issuer as they are now; empty for an issuer that is neither declared nor a tenant that is approved, and
    /// while no keys are trusted. Does not wait; a fetch that is due begins in the background.
    /// </summary>
    /// <param name="issuer">The exact issuer.</param>
    public IReadOnlyList<SecurityKey> Find(string issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        var name = Encoding.UTF8.GetBytes(issuer);
        var route = _routes
            .Providers.Select(provider => RouteNow(provider, name))
            .FirstOrDefault(static route => route is not null);
        if (route is null)
        {
            return [];
        }

        var refresher = _store.KeysOf(route).Refresher;
        refresher.RefreshIfDue();
        var keys = refresher.State.Trusted(refresher.Now)?.Keys ?? [];
        return [.. keys.Where(key => (key.Algorithms & route.Provider.Facts.Algorithms) != 0).Select(_cache.Of)];
    }

    /// <summary>
    /// Fetches the keys of an issuer, if there are none that are trusted and the budget allows a request. Asks the resolver
    /// about an issuer that may be a tenant.
    /// </summary>
    /// <param name="issuer">The exact issuer.</param>
    /// <param name="cancellationToken">Ends the waiting, not the fetch.</param>
    /// <returns>Whether there are trusted keys.</returns>
    public async Task<bool> WarmUpAsync(string issuer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        var route =
            _routes.Find(issuer)
            ?? (
                await _tenants.FindAsync(Encoding.UTF8.GetBytes(issuer), null, cancellationToken).ConfigureAwait(false)
            ).Route;
        return route is not null
            && await _store.KeysOf(route).Refresher.LoadAsync(cancellationToken).ConfigureAwait(false)
                == KeySetError.None;
    }

    /// <summary>
    /// Sets up parameters for the tokens of one declaration: its keys, issuers (tenants too), algorithms and clock skew, and
    /// takes away every other key. The audience is the caller's to name: its check is not switched off here, nor on.
    /// </summary>
    /// <remarks>
    /// Nothing else of the declaration is checked: not the kind of token, <c>cnf</c>, required scopes, permissions, roles, groups or
    /// organizations, nor the provider's own rules. That is what <see cref="JwksTokenHandler"/> is for. Name <c>ValidTypes</c> where
    /// the provider's tokens have one. One scheme for one declaration: what two have in common would be one pool.
    /// </remarks>
    /// <typeparam name="TClient">The generated client of the declaration.</typeparam>
    /// <param name="parameters">The parameters, for example <c>JwtBearerOptions.TokenValidationParameters</c>.</param>
    /// <exception cref="InvalidOperationException">The declaration was not registered.</exception>
    public void Configure<TClient>(TokenValidationParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Configure(
            _services.GetKeyedService<ProviderDeclaration>(typeof(TClient))
                ?? throw new InvalidOperationException(
                    $"{typeof(TClient).Name} is not registered: call services.Add{typeof(TClient).Name}()."
                ),
            parameters
        );
    }

    /// <summary>The same for a declaration that is known to be registered.</summary>
    internal void Configure(ProviderDeclaration declaration, TokenValidationParameters parameters)
    {
        var provider = _routes.Find(declaration)!;
        var facts = provider.Facts;
        parameters.RequireSignedTokens = true;
        parameters.RequireExpirationTime = true;
        parameters.ValidateLifetime = true;
        parameters.ClockSkew = TimeSpan.FromSeconds(facts.ClockSkewSeconds);
        parameters.ValidAlgorithms =
        [
            .. Enum.GetValues<JwtAlgorithms>()
                .Where(algorithm => (facts.Algorithms & algorithm) != 0)
                .Select(static algorithm => algorithm.ToString()),
        ];

        parameters.ValidateIssuer = true;
        parameters.ValidIssuer = null;
        parameters.ValidIssuers = [.. facts.Issuers.Select(static issuer => issuer.Issuer)];
        parameters.IssuerValidatorUsingConfiguration = null;
        parameters.IssuerValidator = (issuer, _, _) =>
            RouteNow(provider, Encoding.UTF8.GetBytes(issuer ?? "")) is not null
                ? issuer
                : throw new SecurityTokenInvalidIssuerException(
                    $"The issuer is not one of {declaration.Name}, nor a tenant of it that is approved."
                );

        parameters.ConfigurationManager = null;
        parameters.IssuerSigningKey = null;
        parameters.IssuerSigningKeys = null;
        parameters.TryAllIssuerSigningKeys = false;
        parameters.SignatureValidator = null;
        parameters.SignatureValidatorUsingConfiguration = null;
        parameters.IssuerSigningKeyResolverUsingConfiguration = null;
        parameters.IssuerSigningKeyResolver = (text, token, keyId, _) => Resolve(provider, text, token, keyId);
    }

    /// <summary>The route of an issuer within one declaration, as things stand.</summary>
    private Route? RouteNow(RoutedProvider provider, ReadOnlySpan<byte> issuer) =>
        provider.Find(issuer) ?? _tenants.FindNow(issuer, provider);

    private IEnumerable<SecurityKey> Resolve(RoutedProvider provider, string? text, SecurityToken? token, string? keyId)
    {
        if (UnverifiedJwt.Parse(text, _maxTokenLength, out var jwt).Code != JwtErrorCode.None)
        {
            return [];
        }

        // The caller goes on with what its own reader found. Where a token has a name twice, two readers may find two values, and
        // nobody looks again after the signature.
        using var rented = jwt;
        if (!Is(jwt.Issuer, token?.Issuer) || !Is(jwt.KeyId, keyId) || !jwt.HasStrictClaims())
        {
            return [];
        }

        return
            (provider.Facts.Algorithms & jwt.Algorithm) != 0
            && RouteNow(provider, jwt.Issuer) is { } route
            && KeyNow(route, jwt) is { } key
            ? [_cache.Of(key)]
            : [];
    }

    /// <summary>The key as things stand. One that is missing is fetched behind the token, if the token is worth a request.</summary>
    private VerificationKey? KeyNow(Route route, in UnverifiedJwt token)
    {
        var lookup = _store.FindAsync(route, token, CancellationToken.None);
        return lookup.IsCompletedSuccessfully ? lookup.Result.Key : null;
    }

    private static bool Is(ReadOnlySpan<byte> utf8, string? text) =>
        utf8.SequenceEqual(Encoding.UTF8.GetBytes(text ?? ""));
}
