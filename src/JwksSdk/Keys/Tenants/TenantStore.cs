using System.Text;
using JwksSdk.Parsing;
using JwksSdk.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JwksSdk.Keys;

/// <summary>
/// The tenants of all declarations that have some: what routing asks when an issuer is not a declared one. The declarations
/// are asked in the order of registration, those that hold the tenant already before any resolver; the first yes counts.
/// </summary>
internal sealed class TenantStore : IDisposable
{
    private readonly TenantDirectory[] _directories;
    private readonly RouteTable _routes;
    private readonly CancellationTokenSource _stopping = new();

    /// <exception cref="InvalidOperationException">
    /// A declaration cannot have the tenants it is given, or an issuer is given to two declarations.
    /// </exception>
    public TenantStore(
        RouteTable routes,
        IEnumerable<TenantRegistration> registrations,
        IServiceProvider services,
        IssuerKeysFactory keys,
        TimeProvider clock,
        ILoggerFactory loggers
    )
    {
        _routes = routes;
        var names = registrations.Select(static registration => registration.Name).ToHashSet(StringComparer.Ordinal);
        _directories =
        [
            .. routes
                .Providers.Where(provider => names.Contains(provider.Declaration.Name))
                .Select(provider => new TenantDirectory(
                    provider,
                    services.GetRequiredService<IOptionsMonitor<TenantOptions>>().Get(provider.Declaration.Name),
                    services.GetKeyedService<ITenantResolver>(provider.Declaration.Name),
                    keys,
                    clock,
                    loggers.CreateLogger(provider.Declaration.HttpClientName),
                    _stopping.Token
                )),
        ];
        RefuseSharedIssuers();
    }

    public IReadOnlyList<TenantDirectory> Directories => _directories;

    /// <summary>The tenant that is held for an issuer; null when none is.</summary>
    public Tenant? Held(string issuer) =>
        _directories.Select(directory => directory.Held(issuer)).FirstOrDefault(static tenant => tenant is not null);

    /// <summary>
    /// The tenant of an issuer that is not a declared one. Completes at once unless a resolver must be asked. After disposal
    /// nothing can be decided.
    /// </summary>
    /// <param name="issuer">The issuer, in UTF-8.</param>
    /// <param name="within">The declarations whose tenants are let in; null for all.</param>
    /// <param name="cancellationToken">Ends the waiting; a question that others share goes on.</param>
    public ValueTask<RouteLookup> FindAsync(
        ReadOnlySpan<byte> issuer,
        RouteScope? within,
        CancellationToken cancellationToken
    )
    {
        if (_directories.Length == 0)
        {
            return ValueTask.FromResult<RouteLookup>(JwtErrorCode.UnknownIssuer);
        }

        Span<char> buffer = stackalloc char[TokenTexts.MaxIssuer];
        if (!Encoding.UTF8.TryGetChars(issuer, buffer, out var length))
        {
            return ValueTask.FromResult<RouteLookup>(JwtErrorCode.UnknownIssuer);
        }

        try
        {
            return FindHeldAsync(buffer[..length], within, cancellationToken);
        }
        catch (ObjectDisposedException)
        {
            return ValueTask.FromResult<RouteLookup>(JwtErrorCode.KeysUnavailable);
        }
    }

    /// <summary>
    /// The tenant of one declaration as things stand: no waiting. One that is held but approved no more is none, and its
    /// resolver is asked in the background; about an issuer that was never approved nobody is asked.
    /// </summary>
    public Route? FindNow(ReadOnlySpan<byte> issuer, RoutedProvider provider)
    {
        Span<char> buffer = stackalloc char[TokenTexts.MaxIssuer];
        return _directories.Length > 0 && Encoding.UTF8.TryGetChars(issuer, buffer, out var length)
            ? FindNow(buffer[..length], provider)
            : null;
    }

    /// <inheritdoc cref="FindNow(ReadOnlySpan{byte}, RoutedProvider)" />
    public Route? FindNow(ReadOnlySpan<char> issuer, RoutedProvider provider)
    {
        try
        {
            if (!Knows(issuer, provider))
            {
                return null;
            }

            var lookup = FindHeldAsync(issuer, provider, CancellationToken.None);
            return lookup.IsCompletedSuccessfully ? lookup.Result.Route : null;
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    /// <summary>Ends the questions and the fetches under way.</summary>
    public void Dispose()
    {
        try
        {
            _stopping.Cancel();
        }
        finally
        {
            Array.ForEach(_directories, static directory => directory.Dispose());
        }
    }

    private bool Knows(ReadOnlySpan<char> issuer, RoutedProvider provider)
    {
        foreach (var directory in _directories)
        {
            if (directory.Provider == provider && directory.Knows(issuer))
            {
                return true;
            }
        }

        return false;
    }

    private ValueTask<RouteLookup> FindHeldAsync(
        ReadOnlySpan<char> issuer,
        RouteScope? within,
        CancellationToken cancellationToken
    )
    {
        var isOpen = false;
        RouteLookup none = JwtErrorCode.UnknownIssuer;
        foreach (var directory in _directories)
        {
            if (within?.Includes(directory.Provider) == false)
            {
                continue;
            }

            if (!directory.TryFind(issuer, out var lookup))
            {
                isOpen = true;
            }
            else if (lookup.Route is not null)
            {
                return ValueTask.FromResult(lookup);
            }
            else if (lookup.Error == JwtErrorCode.KeysUnavailable)
            {
                none = lookup;
            }
        }

        // What another declaration has as its own issuer is nobody's tenant.
        return isOpen && _routes.Find(issuer) is null
            ? AskAsync(issuer.ToString(), within, cancellationToken)
            : ValueTask.FromResult(none);
    }

    private async ValueTask<RouteLookup> AskAsync(
        string issuer,
        RouteScope? within,
        CancellationToken cancellationToken
    )
    {
        RouteLookup none = JwtErrorCode.UnknownIssuer;
        foreach (var directory in _directories)
        {
            if (within?.Includes(directory.Provider) == false)
            {
                continue;
            }

            RouteLookup lookup;
            try
            {
                lookup = await directory.AskAsync(issuer, cancellationToken).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                return JwtErrorCode.KeysUnavailable;
            }

            if (lookup.Route is not null)
            {
                return lookup;
            }

            none = lookup.Error == JwtErrorCode.KeysUnavailable ? lookup : none;
        }

        return none;
    }

    private void RefuseSharedIssuers()
    {
        var owners = _routes
            .Providers.SelectMany(static provider => provider.Routes)
            .ToDictionary(static route => route.Issuer.Issuer, static route => route.Provider, StringComparer.Ordinal);
        foreach (var directory in _directories)
        {
            var name = directory.Provider.Declaration.Name;
            foreach (var issuer in directory.Allowed)
            {
                owners.TryAdd(issuer, directory.Provider);
                var owner = owners[issuer];
                if (owner != directory.Provider)
                {
                    throw new InvalidOperationException(
                        $"{name} and {owner.Declaration.Name} both have the issuer {issuer}: no token of it could be routed."
                    );
                }
            }
        }
    }
}
