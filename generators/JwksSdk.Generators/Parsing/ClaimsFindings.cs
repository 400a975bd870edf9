using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>A mistake in a <c>[JwtClaims]</c> record. Only the analyzer keeps it; it holds a location, so no model may.</summary>
internal sealed record ClaimsFinding(DiagnosticDescriptor Rule, Location Location, EquatableArray<string> Arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Location, [.. Arguments]);
}

/// <summary>Collects the mistakes in one <c>[JwtClaims]</c> record.</summary>
internal sealed class ClaimsFindings(INamedTypeSymbol record)
{
    private readonly List<ClaimsFinding> _items = [];

    public IReadOnlyList<ClaimsFinding> Items => _items;

    /// <summary>
    /// Adds one. It stands at the symbol where the record itself declares it, and otherwise at the record: a base may be
    /// fine for others, or have no source.
    /// </summary>
    public void Add(DiagnosticDescriptor rule, ISymbol symbol, params string[] arguments)
    {
        ISymbol place = SymbolEqualityComparer.Default.Equals(symbol.ContainingType, record) ? symbol : record;
        _items.Add(new(rule, place.Locations.FirstOrDefault() ?? Location.None, arguments.ToEquatableArray()));
    }
}
