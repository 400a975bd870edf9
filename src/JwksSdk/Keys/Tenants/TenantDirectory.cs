using JwksSdk.Providers;
using JwksSdk.Routing;
using Microsoft.Extensions.Logging;

namespace JwksSdk.Keys;

/// <summary>
/// The tenants of one declaration: issuers that the allow-list or the resolver approved, never a token alone. Holds a bounded
/// number of them, and nothing of an issuer that is none but a refusal in a memory of fixed size.
/// </summary>
internal sealed class TenantDirectory : IDisposable
{
    /// <summary>How long the resolver is not asked about a held tenant again after it gave no answer.</summary>
    public static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, IssuerFacts> _allowed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IssuerFacts>.AlternateLookup<ReadOnlySpan<char>> _allowedLookup;
    private readonly RefusedIssuers _refused = new();
    private readonly TenantCache _cache;
    private readonly TenantConvention _convention;
    private readonly TenantOptions _options;
    private readonly ResolverCalls? _calls;
    private readonly Func<Route, FetchHistory, IssuerKeys> _keys;
    private readonly TimeProvider _clock;
    private readonly long _origin;

    /// <exception cref="InvalidOperationException">
    /// There is neither an allow-list nor a resolver, an issuer on the list cannot be a tenant, or the declaration can have none.
    /// </exception>
    public TenantDirectory(
        RoutedProvider provider,
        TenantOptions options,
        ITenantResolver? resolver,
        IssuerKeysFactory keys,
        TimeProvider clock,
        ILogger logger,
        CancellationToken stopping
    )
    {
        var name = provider.Declaration.Name;
        if (resolver is null && options.Issuers.Count == 0)
        {
            throw new InvalidOperationException(
                $"AddTenants of {name} needs Issuers, a resolver, or both: a token alone does not make a tenant."
            );
        }

        Provider = provider;
        _options = options;
        _clock = clock;
        _origin = clock.GetTimestamp();
        _keys = (route, history) => keys.Create(route, stopping, history);
        _convention = new TenantConvention(provider);
        _allowedLookup = _allowed.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var issuer in options.Issuers)
        {
            _allowed.Add(issuer, _convention.Declared(issuer));
        }

        _calls = resolver is null ? null : new ResolverCalls(resolver, clock, logger, name, stopping);
        _cache = new TenantCache(options.MaxTenants, clock, keys.Origin);
    }

    public RoutedProvider Provider { get; }

    /// <summary>The issuers on the allow-list.</summary>
    public IEnumerable<string> Allowed => _allowed.Keys;

    /// <summary>How many tenants are held.</summary>
    public int Count => _cache.Count;

    /// <summary>How many tenants that are held no more are remembered by what they fetched.</summary>
    public int Remembered => _cache.Remembered;

    /// <summary>How many questions to the resolver are under way.</summary>
    public int Questions => _calls?.Count ?? 0;

    private TimeSpan Now => _clock.GetElapsedTime(_origin);

    /// <summary>
    /// The tenant, or that there is none, as things stand: no waiting, no allocation for a tenant that is held or an issuer
    /// that is refused. False when only the resolver can tell; then there may be a tenant whose approval has run out.
    /// </summary>
    public bool TryFind(ReadOnlySpan<char> issuer, out RouteLookup lookup)
    {
        lookup = JwtErrorCode.UnknownIssuer;
        if (_cache.Find(issuer) is { } tenant)
        {
            lookup = tenant;
            return IsApproved(tenant);
        }

        if (_allowedLookup.TryGetValue(issuer, out var facts))
        {
            lookup = Hold(facts, TenantApproval.Lasting);
            return true;
        }

        return _calls is null || _refused.Holds(issuer, Now);
    }

    /// <summary>Asks the resolver, if that is still necessary.</summary>
    public ValueTask<RouteLookup> AskAsync(string issuer, CancellationToken cancellationToken)
    {
        if (TryFind(issuer, out var lookup))
        {
            return ValueTask.FromResult(lookup);
        }

        if (_convention.Unverified(issuer) is not { } facts)
        {
            return ValueTask.FromResult<RouteLookup>(JwtErrorCode.UnknownIssuer);
        }

        return new ValueTask<RouteLookup>(Ask(facts, isHeld: lookup.Route is not null).WaitAsync(cancellationToken));
    }

    /// <summary>Whether an issuer is on the allow-list, or its tenant held, approved still or not.</summary>
    public bool Knows(ReadOnlySpan<char> issuer) =>
        _allowedLookup.ContainsKey(issuer) || _cache.Find(issuer) is not null;

    /// <summary>The tenant that is held for an issuer; null when none is.</summary>
    public Tenant? Held(string issuer) => _cache.Find(issuer);

    public void Dispose() => _cache.Dispose();

    /// <summary>Whether a tenant is one still; asks the resolver again ahead of time, without waiting for it.</summary>
    private bool IsApproved(Tenant tenant)
    {
        var approval = tenant.Approval;
        if (approval == TenantApproval.Lasting)
        {
            return true;
        }

        var now = Now;
        if (now >= approval.RenewAt && now < approval.VoidAt)
        {
            Ask(tenant.Issuer, isHeld: true);
        }

        return now < approval.VoidAt;
    }

    private Task<RouteLookup> Ask(IssuerFacts issuer, bool isHeld)
    {
        var asked = Now;
        return _calls!.Ask(issuer.Issuer, isHeld, answer => Settle(issuer, asked, answer));
    }

    private RouteLookup Settle(IssuerFacts issuer, TimeSpan asked, bool? answer)
    {
        switch (answer)
        {
            case true:
                return Hold(issuer, TenantApproval.From(asked, _options.ApprovalLifetime));
            case false:
                _refused.Add(issuer.Issuer, Now + _options.RefusalLifetime);
                _cache.Remove(issuer.Issuer);
                return JwtErrorCode.UnknownIssuer;
            default:
                if (_cache.Find(issuer.Issuer) is { } tenant)
                {
                    tenant.Approval = tenant.Approval with { RenewAt = Now + RetryPause };
                }

                return JwtErrorCode.KeysUnavailable;
        }
    }

    private RouteLookup Hold(IssuerFacts issuer, TenantApproval approval)
    {
        var tenant = _cache.GetOrAdd(
            issuer,
            (facts, history) => new Tenant(Provider, facts, route => _keys(route, history), approval)
        );
        if (tenant is null)
        {
            return JwtErrorCode.KeysUnavailable;
        }

        tenant.Approval = approval;
        return tenant;
    }
}
