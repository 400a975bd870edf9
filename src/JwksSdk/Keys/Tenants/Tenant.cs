using JwksSdk.Providers;
using JwksSdk.Routing;

namespace JwksSdk.Keys;

/// <summary>
/// A tenant of a declaration: a route with a key set of its own. Has no timer: a fetch begins when a token asks for one. So
/// an evicted tenant needs no disposal, and a verification under way goes on with the one it has.
/// </summary>
internal sealed class Tenant : Route
{
    private TenantApproval _approval;

    public Tenant(RoutedProvider provider, IssuerFacts issuer, Func<Route, IssuerKeys> keys, TenantApproval approval)
        : base(provider, issuer)
    {
        _approval = approval;
        Keys = keys(this);
    }

    public IssuerKeys Keys { get; }

    /// <summary>How long it is a tenant: one volatile read.</summary>
    public TenantApproval Approval
    {
        get => Volatile.Read(ref _approval);
        set => Volatile.Write(ref _approval, value);
    }
}
