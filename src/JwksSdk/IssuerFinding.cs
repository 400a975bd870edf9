using System.Text;
using JwksSdk.Keys;
using JwksSdk.Providers;
using JwksSdk.Routing;
using JwksSdk.Tokens;

namespace JwksSdk;

/// <summary>What there is to say about an issuer that leads to no declaration, without naming it.</summary>
internal static class IssuerFinding
{
    /// <summary>How many issuers are listed.</summary>
    private const int Most = 20;

    /// <summary>The issuers that are let in.</summary>
    /// <param name="router">Every declaration.</param>
    /// <param name="within">The declarations whose tokens are let in; null for all.</param>
    /// <param name="route">Where the token's issuer led to; null when it led to none.</param>
    public static string Declared(Router router, RouteScope? within, Route? route)
    {
        if (route is not null)
        {
            return Name(route);
        }

        var routes = Routes(router, within);
        var listed = routes.Take(Most).Select(Name);
        string[] more = routes.Length > Most ? [$"and {routes.Length - Most} more"] : [];
        var tenants = router.WithTenants.Where(provider => within?.Includes(provider) != false).ToArray();
        return string.Join(
            '\n',
            [.. listed, .. more, .. tenants.Select(static each => $"tenants of {each.Declaration.Name}")]
        );
    }

    /// <summary>What is declared that comes close to the issuer.</summary>
    /// <param name="issuer">The issuer that leads to no declaration.</param>
    /// <param name="error">Why it leads to none.</param>
    /// <param name="router">Every declaration.</param>
    /// <param name="within">The declarations whose tokens are let in; null for all.</param>
    public static string Of(ReadOnlySpan<byte> issuer, JwtErrorCode error, Router router, RouteScope? within)
    {
        if (error == JwtErrorCode.KeysUnavailable)
        {
            return "no declared issuer\nwhether it is a tenant could not be found out: its resolver gave no answer, or there is no room for one more";
        }

        var text = Encoding.UTF8.GetString(issuer);
        var wanted = Routes(router, within);
        var others = Routes(router, null).Except(wanted).ToArray();
        return others.FirstOrDefault(route => route.Issuer.Issuer == text) is { } other
                ? $"the issuer of another declaration, {Name(other)}"
            : Near([.. wanted, .. others], text) is { } near ? near
            : "like none of the declared ones";
    }

    private static string? Near(Route[] routes, string issuer)
    {
        foreach (var route in routes)
        {
            if (Resemblance.Between(route.Issuer.Issuer, issuer) is { } difference)
            {
                return $"the same as {Name(route)} but for {difference}";
            }
        }

        return routes.FirstOrDefault(route => IsOfHost(route, issuer)) is { } alike
            ? $"of the same host as {Name(alike)}, and different behind it"
            : null;
    }

    private static bool IsOfHost(Route route, string issuer) =>
        Address.HostOf(issuer) is { } host
        && string.Equals(Address.HostOf(route.Issuer.Issuer), host, StringComparison.OrdinalIgnoreCase);

    /// <summary>An issuer and whose it is. One that only a resolver approved came with a token, and is not told.</summary>
    private static string Name(Route route) =>
        route is Tenant tenant && tenant.Approval != TenantApproval.Lasting
            ? $"an approved tenant of {route.Provider.Declaration.Name}"
            : $"{route.Issuer.Issuer} of {route.Provider.Declaration.Name}";

    private static Route[] Routes(Router router, RouteScope? within) =>
        [
            .. router
                .Providers.Where(provider => within?.Includes(provider) != false)
                .SelectMany(static each => each.Routes),
        ];
}
