using JwksSdk.Providers;
using JwksSdk.Tokens;

namespace JwksSdk.Routing;

/// <summary>One declaration with its inputs resolved: where its tokens are let in.</summary>
internal sealed class RoutedProvider : RouteScope
{
    public RoutedProvider(ProviderDeclaration declaration, ProviderFacts facts)
    {
        Declaration = declaration;
        Facts = facts;
        Routes = [.. facts.Issuers.Select(issuer => new Route(this, issuer))];
        Texts = [.. facts.Kinds.Select(static kind => TextsOf(kind.Policy))];
    }

    public ProviderDeclaration Declaration { get; }

    public ProviderFacts Facts { get; }

    /// <summary>What the facts follow from.</summary>
    public ProviderInputs Inputs { get; init; } = new();

    /// <summary>One route for each issuer.</summary>
    public IReadOnlyList<Route> Routes { get; }

    /// <summary>By the index of a kind, the first of the declared values, which its tokens are likely to say.</summary>
    public IReadOnlyList<KnownText[]> Texts { get; }

    public override bool Includes(RoutedProvider provider) => provider == this;

    public override Route? Find(ReadOnlySpan<byte> issuer)
    {
        // By index, because the enumerator of an interface allocates.
        for (var i = 0; i < Routes.Count; i++)
        {
            if (Routes[i].IssuerUtf8.SequenceEqual(issuer))
            {
                return Routes[i];
            }
        }

        return null;
    }

    // Few, because each string of a token is compared with each of them.
    private static KnownText[] TextsOf(TokenPolicy policy)
    {
        var texts = policy.Audiences.Concat(policy.Expectations.SelectMany(static each => each.Values));
        return Array.ConvertAll([.. texts.Distinct().Take(4)], static text => new KnownText(text));
    }
}

/// <summary>
/// The way from one issuer to its keys and checks. Its identity is the identity of the issuer's key set. Those of a
/// declaration's own issuers last as long as the program; those of its tenants come and go.
/// </summary>
internal class Route
{
    public Route(RoutedProvider provider, IssuerFacts issuer)
    {
        Provider = provider;
        Issuer = issuer;
        IssuerText = new KnownText(issuer.Issuer);
        Found = new RouteLookup(this);
    }

    public RoutedProvider Provider { get; }

    public IssuerFacts Issuer { get; }

    /// <summary>That it was looked for, and found.</summary>
    public RouteLookup Found { get; }

    /// <summary>The issuer as its tokens say it.</summary>
    public KnownText IssuerText { get; }

    /// <summary>The issuer in UTF-8, as it is compared.</summary>
    public ReadOnlySpan<byte> IssuerUtf8 => IssuerText.Utf8;

    /// <summary>Whether the declaration accepts tokens of an algorithm.</summary>
    public bool Accepts(JwtAlgorithms algorithm) => (Provider.Facts.Algorithms & algorithm) != 0;
}
