using JwksSdk.Providers;

namespace JwksSdk.Routing;

/// <summary>Every federation of the application; fixed once the program has started.</summary>
internal sealed class FederationTable
{
    private readonly Dictionary<FederationDeclaration, FederationRoutes> _federations;

    /// <exception cref="InvalidOperationException">A member of a federation is not registered.</exception>
    public FederationTable(RouteTable routes, IEnumerable<FederationDeclaration> federations) =>
        _federations = federations.ToDictionary(
            static federation => federation,
            federation => new FederationRoutes(federation, routes)
        );

    /// <summary>The routes of a federation; null when it was not registered.</summary>
    public FederationRoutes? Find(FederationDeclaration federation) => _federations.GetValueOrDefault(federation);
}
