using System.Collections.Frozen;
using JwksSdk.Providers;

namespace JwksSdk.Routing;

/// <summary>The members of a federation with their inputs resolved.</summary>
internal sealed class FederationRoutes : RouteScope
{
    private readonly RouteTable _routes;
    private readonly FrozenDictionary<ProviderDeclaration, RoutedProvider> _members;

    /// <exception cref="InvalidOperationException">A member is not registered.</exception>
    public FederationRoutes(FederationDeclaration declaration, RouteTable routes)
    {
        Declaration = declaration;
        _routes = routes;
        _members = declaration.Members.ToFrozenDictionary(
            static member => member,
            member =>
                routes.Find(member)
                ?? throw new InvalidOperationException(
                    $"{member.Name}, a member of {declaration.Name}, is not registered: call services.Add{member.Name.Split('.')[^1]}()."
                )
        );
    }

    public FederationDeclaration Declaration { get; }

    public override bool Includes(RoutedProvider provider) => _members.ContainsKey(provider.Declaration);

    /// <inheritdoc />
    /// <remarks>
    /// What the compiler knew is looked at first, and holds only where the member still has the issuer: configuration and code may
    /// have given it others, or given its own to another member.
    /// </remarks>
    public override Route? Find(ReadOnlySpan<byte> issuer)
    {
        if (Declaration.MemberOf(issuer) is { } member && _members.GetValueOrDefault(member)?.Find(issuer) is { } known)
        {
            return known;
        }

        return _routes.Find(issuer) is { } route && Includes(route.Provider) ? route : null;
    }
}
