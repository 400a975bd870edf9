using JwksSdk.Providers;
using JwksSdk.Routing;

namespace JwksSdk.Keys;

/// <summary>From the issuer of a token to its route: among all declarations and their tenants, or some of them.</summary>
internal sealed class Router(RouteTable routes, TenantStore tenants, FederationTable federations)
{
    /// <summary>Every declaration.</summary>
    public IEnumerable<RoutedProvider> Providers => routes.Providers;

    /// <summary>The declarations that have tenants.</summary>
    public IEnumerable<RoutedProvider> WithTenants => tenants.Directories.Select(static tenant => tenant.Provider);

    /// <summary>The route of an issuer. Completes at once unless a tenant resolver must be asked.</summary>
    /// <param name="issuer">The issuer, in UTF-8.</param>
    /// <param name="within">The declarations whose tokens are let in; null for all.</param>
    /// <param name="cancellationToken">Ends the waiting; a question that others share goes on.</param>
    public ValueTask<RouteLookup> FindAsync(
        ReadOnlySpan<byte> issuer,
        RouteScope? within,
        CancellationToken cancellationToken
    )
    {
        var route = within is null ? routes.Find(issuer) : within.Find(issuer);
        return route is not null
            ? ValueTask.FromResult<RouteLookup>(route)
            : tenants.FindAsync(issuer, within, cancellationToken);
    }

    /// <summary>The declaration of a kind of token.</summary>
    /// <exception cref="InvalidOperationException">It was not registered, or lacks an input that this kind needs.</exception>
    public RoutedProvider ProviderOf(TokenKind kind)
    {
        var provider =
            routes.Find(kind.Declaration)
            ?? throw new InvalidOperationException(
                $"{kind.Declaration.Name} is not registered: call services.Add{kind.Declaration.Name.Split('.')[^1]}()."
            );
        return provider.Facts.Kinds[kind.Index].Unavailable is { } reason
            ? throw new InvalidOperationException(reason)
            : provider;
    }

    /// <summary>The members of a federation.</summary>
    /// <exception cref="InvalidOperationException">It was not registered.</exception>
    public FederationRoutes RoutesOf(FederationDeclaration federation) =>
        federations.Find(federation)
        ?? throw new InvalidOperationException(
            $"{federation.Name} is not registered: call services.Add{federation.Name.Split('.')[^1]}()."
        );
}
