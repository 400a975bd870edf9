namespace JwksSdk.Routing;

/// <summary>
/// The outcome of looking for the route of a token: the route, or why there is none. That of a route and those of the errors are
/// made once, so that giving one allocates nothing.
/// </summary>
internal sealed class RouteLookup
{
    private static readonly RouteLookup Unknown = new(null, JwtErrorCode.UnknownIssuer);
    private static readonly RouteLookup Undecided = new(null, JwtErrorCode.KeysUnavailable);

    /// <summary>A route.</summary>
    public RouteLookup(Route route)
        : this(route, JwtErrorCode.None) { }

    private RouteLookup(Route? route, JwtErrorCode error)
    {
        Route = route;
        Error = error;
    }

    public Route? Route { get; }

    public JwtErrorCode Error { get; }

    public static implicit operator RouteLookup(Route route) => route.Found;

    public static implicit operator RouteLookup(JwtErrorCode error) =>
        error switch
        {
            JwtErrorCode.UnknownIssuer => Unknown,
            JwtErrorCode.KeysUnavailable => Undecided,
            _ => throw new ArgumentOutOfRangeException(nameof(error), error, "Not about an issuer."),
        };
}
