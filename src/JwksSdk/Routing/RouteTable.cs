using System.Text;
using JwksSdk.Parsing;
using JwksSdk.Providers;

namespace JwksSdk.Routing;

/// <summary>
/// From an issuer to its route: exact, ordinal, and fixed once the program has started. An issuer that is not in the table
/// costs no network and no allocation (RFC 8725 §3.8, §3.10).
/// </summary>
internal sealed class RouteTable
{
    private readonly Dictionary<string, Route> _byIssuer = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Route>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Dictionary<ProviderDeclaration, RoutedProvider> _byDeclaration = [];

    /// <summary>Makes the table.</summary>
    /// <exception cref="InvalidOperationException">
    /// Two declarations have the same issuer, or an issuer is longer than any token may name.
    /// </exception>
    public RouteTable(IEnumerable<RoutedProvider> providers)
    {
        _lookup = _byIssuer.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var provider in providers)
        {
            _byDeclaration.Add(provider.Declaration, provider);
            foreach (var route in provider.Routes)
            {
                if (route.IssuerUtf8.Length > TokenTexts.MaxIssuer)
                {
                    throw new InvalidOperationException(
                        $"The issuer of {provider.Declaration.Name} is longer than {TokenTexts.MaxIssuer} bytes."
                    );
                }

                if (!_byIssuer.TryAdd(route.Issuer.Issuer, route))
                {
                    var other = _byIssuer[route.Issuer.Issuer].Provider.Declaration.Name;
                    throw new InvalidOperationException(
                        $"{provider.Declaration.Name} and {other} have the same issuer, {route.Issuer.Issuer}: "
                            + "tokens could not be routed. Declare the provider once, with all its audiences and clients."
                    );
                }
            }
        }
    }

    /// <summary>Every provider, in the order of registration.</summary>
    public IEnumerable<RoutedProvider> Providers => _byDeclaration.Values;

    /// <summary>The provider of a declaration; null when the declaration was not registered.</summary>
    public RoutedProvider? Find(ProviderDeclaration declaration) => _byDeclaration.GetValueOrDefault(declaration);

    /// <summary>The route of an issuer among all declarations; null when no declaration has it.</summary>
    public Route? Find(ReadOnlySpan<byte> issuer)
    {
        if (issuer.Length > TokenTexts.MaxIssuer)
        {
            return null;
        }

        Span<char> text = stackalloc char[TokenTexts.MaxIssuer];
        return Encoding.UTF8.TryGetChars(issuer, text, out var length) ? Find(text[..length]) : null;
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{byte})" />
    public Route? Find(ReadOnlySpan<char> issuer) => _lookup.TryGetValue(issuer, out var route) ? route : null;
}
