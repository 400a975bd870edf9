namespace JwksSdk.Routing;

/// <summary>The outcome of looking for the route of a token: the route, or why there is none.</summary>
internal readonly struct RouteLookup
{
    private RouteLookup(Route? route, JwtErrorCode error)
    {
        Route = route;
        Error = error;
    }

    public Route? Route { get; }

    public JwtErrorCode Error { get; }

    public static implicit operator RouteLookup(Route route) => new(route, JwtErrorCode.None);

    public static implicit operator RouteLookup(JwtErrorCode error) => new(null, error);
}
