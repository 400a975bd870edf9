using JwksSdk.Parsing;
using JwksSdk.Providers;
using JwksSdk.Routing;

namespace JwksSdk.Keys;

/// <summary>
/// From the issuer of a tenant to its facts, by the declaration's own convention: its inputs with another issuer. Pure.
/// </summary>
internal sealed class TenantConvention
{
    private readonly RoutedProvider _provider;
    private readonly bool _isOnThisMachine;

    /// <exception cref="InvalidOperationException">The declaration's keys do not follow from its issuer.</exception>
    public TenantConvention(RoutedProvider provider)
    {
        _provider = provider;
        var primary = provider.Facts.Issuers[0].Issuer;
        _isOnThisMachine = Address.IsLoopback(primary);
        if (!Try(primary, out _, out var problem))
        {
            throw new InvalidOperationException($"{provider.Declaration.Name} cannot have tenants: {problem}");
        }
    }

    /// <summary>The facts of an issuer that the application named.</summary>
    /// <exception cref="InvalidOperationException">It cannot be a tenant.</exception>
    public IssuerFacts Declared(string issuer)
    {
        var fits = Try(issuer, out var facts, out var problem);
        if (fits && issuer.Length > TokenTexts.MaxIssuer)
        {
            (fits, problem) = (false, $"it is longer than {TokenTexts.MaxIssuer} bytes.");
        }

        return fits
            ? facts!
            : throw new InvalidOperationException(
                $"The {ProviderDraft.Shown("issuer", issuer)} cannot be a tenant of {_provider.Declaration.Name}: {problem}"
            );
    }

    /// <summary>The facts of an issuer that a token named; null when it cannot be a tenant.</summary>
    public IssuerFacts? Unverified(string issuer)
    {
        var isPlain = Address.WhyNotAbsolute(issuer) is null && IsPlain(new Uri(issuer, UriKind.Absolute));
        return isPlain && Try(issuer, out var facts, out _) ? facts : null;
    }

    /// <summary>
    /// Whether an issuer is https with a host name, in its normal form, so that the resolver judges the address that would be
    /// asked; or on this machine, where the declared one is too.
    /// </summary>
    private bool IsPlain(Uri issuer)
    {
        var text = issuer.OriginalString;
        var isNormal = issuer.AbsoluteUri == text || (issuer.AbsolutePath == "/" && issuer.AbsoluteUri == text + "/");
        return isNormal
            && issuer.Query.Length == 0
            && (
                issuer.IsLoopback
                    ? _isOnThisMachine
                    : issuer.Scheme == Uri.UriSchemeHttps
                        && issuer.HostNameType == UriHostNameType.Dns
                        && Address.WhyNotHost(issuer.Host) is null
            );
    }

    private bool Try(string issuer, out IssuerFacts? facts, out string problem)
    {
        var resolution = _provider.Declaration.Convention.Resolve(InputsOf(issuer));
        facts = resolution.Problems.Count == 0 ? resolution.Facts.Issuers[0] : null;
        if (facts is null)
        {
            problem = string.Join(' ', resolution.Problems.Select(static each => each.Message));
            return false;
        }

        // Keys given beforehand, or those of one account at its provider's own address, would be the same for every tenant.
        problem = "its keys are not where its issuer is, so that a tenant's would not be its own.";
        return KeyAddressOf(facts) is { } address && Address.AuthorityOf(address) == Address.AuthorityOf(issuer);
    }

    private ProviderInputs InputsOf(string issuer)
    {
        var inputs = new ProviderInputs();
        foreach (var name in _provider.Inputs.Names)
        {
            inputs.Set(name, [.. _provider.Inputs.List(name)]);
        }

        return inputs.SetText("JwksUri", null).SetText("Issuer", issuer);
    }

    private static string? KeyAddressOf(IssuerFacts facts) =>
        facts.Keys switch
        {
            JwksKeySource { BearerToken: null } source => source.Uri,
            DiscoveryKeySource source => source.Uri,
            _ => null,
        };
}
